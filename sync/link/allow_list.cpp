// A folder of public keys, read whole each time: five files, so nothing is worth caching.
#include "sync/link/allow_list.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sync/link/keys.hpp"

namespace otkel::sync {

using core::Code;
using core::Result;
using core::Site;

void AllowList::take(const std::filesystem::path& file) {
  const auto name = file.filename().string();
  if (name.starts_with(".")) return;
  const auto site = core::from_word<Site>(file.stem().string());
  if (!site || file.extension() != ".pub") {
    complaints_.push_back(file.string() +
                          ": is not counted; expected <site>.pub, where <site> is dostyk, "
                          "nur-zholy, kolzhat, bakhty or maikapshagai; rename or remove it");
    return;
  }
  auto key = load_public_key(file);
  if (!key)
    complaints_.push_back(key.error().detail +
                          "; that checkpoint is not admitted until it is repaired");
  else
    keys_[static_cast<std::size_t>(*site)] = std::move(*key);
}

/// Who of the two it is cannot be known.
void AllowList::drop_doubles() {
  std::array<bool, std::tuple_size_v<decltype(keys_)>> doubled{};
  for (std::size_t i = 0; i < keys_.size(); ++i)
    for (std::size_t j = i + 1; j < keys_.size(); ++j)
      if (!keys_[i].empty() && keys_[i] == keys_[j]) {
        doubled[i] = doubled[j] = true;
        complaints_.push_back(std::string(core::word(static_cast<Site>(i))) + ".pub and " +
                              std::string(core::word(static_cast<Site>(j))) +
                              ".pub hold the same key; neither is let in: every checkpoint needs "
                              "its own");
      }
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (doubled[i]) keys_[i].clear();
}

Result<AllowList> AllowList::read(const std::filesystem::path& folder) {
  AllowList list;
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return list;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error))
    list.take(it->path());
  if (error)
    return core::fail(Code::io_failed, folder.string() + ": cannot be read: " + error.message());
  list.drop_doubles();
  std::ranges::sort(list.complaints_);
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
