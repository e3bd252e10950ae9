// A short list, and a path with its secrets taken out.
#include "anpr-bridge/refusals.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/web/url.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostRows = 64;
constexpr std::size_t kMostWords = 8;
/// A secret has sixteen letters, digits and hyphens or more; a slip may cost it some of them.
constexpr std::size_t kLongWord = 14, kLongLetters = 20;

bool digit(char c) { return c >= '0' && c <= '9'; }

bool may_be_secret(std::string_view segment, std::string_view secret) {
  if (!secret.empty() && segment.contains(secret)) return true;
  // What makers append is as long (NotificationInfo), but letters only.
  const bool letters = std::ranges::none_of(segment, [](char c) { return digit(c) || c == '-'; });
  if (segment.size() > (letters ? kLongLetters : kLongWord)) return true;
  return std::ranges::count_if(segment, digit) >= 3;
}

/// In the place of the rest, and of what is not shown.
constexpr std::string_view kHidden = "…";

std::string printable(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, [](char c) { return c <= ' ' || c > '~'; }, '?');
  return out;
}

std::string shown_word(std::string_view raw, std::string_view secret) {
  const auto word = web::percent_decode(raw);
  if (!word || may_be_secret(*word, secret)) return std::string(kHidden);
  return printable(*word);
}

std::string shown_path(std::string_view path, std::string_view secret) {
  std::string out;
  std::string before, two_before;
  std::size_t shown = 0;
  for (const auto segment : web::split_path(path)) {
    if (segment.empty() && out.ends_with("//")) continue;
    out += '/';
    if (!segment.empty() && ++shown > kMostWords) return out += kHidden;
    const bool place_of_secret = two_before == "anpr" && before == "v1";
    const std::string word = shown_word(segment, secret);
    out += place_of_secret && !word.empty() ? std::string(kHidden) : word;
    // An empty segment counts for nothing: the secret stands behind "//" too.
    if (!word.empty()) two_before = std::exchange(before, word);
  }
  return out;
}

std::string shown_names(std::string_view query, std::string_view secret) {
  std::string out;
  for (std::size_t shown = 0; !query.empty(); ++shown) {
    if (shown == kMostWords) return out += kHidden;
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    out += (out.empty() ? "?" : "&") + shown_word(pair.substr(0, pair.find('=')), secret) + "=";
    query = end == query.npos ? std::string_view{} : query.substr(end + 1);
  }
  return out;
}

}  // namespace

void Refusals::note(const std::string& address, core::RefusedRequest reason, std::string request,
                    core::Instant now) {
  ++totals_[static_cast<std::size_t>(reason)];
  core::RefusalStatus row{address, reason, {}, 0, now};
  const auto known = std::ranges::find_if(rows_, [&](const core::RefusalStatus& r) {
    return r.address == address && r.reason == reason;
  });
  if (known != rows_.end()) {
    row = std::move(*known);
    rows_.erase(known);
  } else if (rows_.size() >= kMostRows) {
    rows_.erase(rows_.begin());
  }
  row.request = std::move(request);
  row.last_event = now;
  ++row.messages;
  rows_.push_back(std::move(row));
}

std::vector<core::RefusalStatus> Refusals::rows() const { return {rows_.rbegin(), rows_.rend()}; }

std::int64_t Refusals::total() const {
  return std::accumulate(totals_.begin(), totals_.end(), std::int64_t{0});
}

std::string shown_request(std::string_view method, std::string_view target,
                          std::string_view secret) {
  if (method.empty() && target.empty()) return {};
  std::string_view path = web::split_absolute(target).target;
  path = path.substr(0, path.find('#'));
  const auto question = path.find('?');
  std::string out = printable(method.substr(0, 10));
  if (path.empty()) return out;
  out += ' ' + shown_path(path.substr(0, question), secret);
  if (question != path.npos) out += shown_names(path.substr(question + 1), secret);
  return out;
}

}  // namespace otkel::anpr
