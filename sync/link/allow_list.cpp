// A folder of public keys, read whole each time: a few files, so nothing is worth caching.
#include "sync/link/allow_list.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "sync/link/keys.hpp"

namespace otkel::sync {

using core::Code;
using core::Result;
using core::Site;

void AllowList::take(const std::filesystem::path& file, const Served& served) {
  const auto name = file.filename().string();
  if (name.starts_with(".")) return;
  const auto site = Site::parse(file.stem().string());
  if (!site || file.extension() != ".pub") {
    complaints_.push_back(file.string() +
                          ": is not counted; expected <site>.pub with the code of a site (" +
                          std::string(core::kSiteCodeShape) + "); rename or remove it");
    return;
  }
  if (!served.empty() && !served.contains(*site)) {
    complaints_.push_back(file.string() + ": is not counted; this hub serves no site " +
                          std::string(site->code()) +
                          "; correct the name, remove it, or add the site to `sites`");
    return;
  }
  auto key = load_public_key(file);
  if (!key)
    complaints_.push_back(key.error().detail + "; that site is not admitted until it is repaired");
  else
    keys_[*site] = std::move(*key);
}

/// Who of the two it is cannot be known.
void AllowList::drop_doubles() {
  std::set<Site> doubled;
  for (auto one = keys_.begin(); one != keys_.end(); ++one)
    for (auto other = std::next(one); other != keys_.end(); ++other)
      if (one->second == other->second) {
        doubled.insert({one->first, other->first});
        complaints_.push_back(
            std::string(one->first.code()) + ".pub and " + std::string(other->first.code()) +
            ".pub hold the same key; neither is let in: every site needs its own");
      }
  for (const auto& site : doubled) keys_.erase(site);
}

Result<AllowList> AllowList::read(const std::filesystem::path& folder, const Served& served) {
  AllowList list;
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return list;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error))
    list.take(it->path(), served);
  if (error)
    return core::fail(Code::io_failed, folder.string() + ": cannot be read: " + error.message());
  list.drop_doubles();
  std::ranges::sort(list.complaints_);
  return list;
}

std::optional<Site> AllowList::site_of(std::string_view public_key) const {
  if (public_key.empty()) return std::nullopt;
  for (const auto& [site, key] : keys_)
    if (key == public_key) return site;
  return std::nullopt;
}

bool AllowList::allows(std::string_view site_word, std::string_view public_key) const {
  const auto site = site_of(public_key);
  return site && site->code() == site_word;
}

}  // namespace otkel::sync
