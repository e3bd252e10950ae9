// A folder of public keys, read whole each time: five files, so nothing is worth caching.
#include "sync/link/allow_list.hpp"

#include "sync/link/keys.hpp"

namespace otkel::sync {

using core::Code;
using core::Result;
using core::Site;

Result<AllowList> AllowList::read(const std::filesystem::path& folder) {
  AllowList list;
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return list;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    const auto& path = it->path();
    if (path.filename().string().starts_with(".")) continue;
    const auto site = core::from_word<Site>(path.stem().string());
    if (!site || path.extension() != ".pub")
      return core::fail(Code::config_invalid, path.string() +
                                                  ": expected <site>.pub, where <site> is dostyk, "
                                                  "nur-zholy, kolzhat, bakhty or maikapshagai");
    auto key = load_public_key(path);
    if (!key) return std::unexpected(key.error());
    if (const auto other = list.site_of(*key))
      return core::fail(Code::config_invalid, path.string() + ": the same key as " +
                                                  std::string(word(*other)) +
                                                  "; every checkpoint needs its own");
    list.keys_[static_cast<std::size_t>(*site)] = std::move(*key);
  }
  if (error)
    return core::fail(Code::io_failed, folder.string() + ": cannot be read: " + error.message());
  return list;
}

std::optional<Site> AllowList::site_of(std::string_view public_key) const {
  if (public_key.empty()) return std::nullopt;
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (keys_[i] == public_key) return static_cast<Site>(i);
  return std::nullopt;
}

bool AllowList::allows(std::string_view site_word, std::string_view public_key) const {
  const auto site = site_of(public_key);
  return site && word(*site) == site_word;
}

}  // namespace otkel::sync
