// One function for each thing that may be wrong.
#include "firmware-daemon/app/notices.hpp"

#include <algorithm>

#include "firmware-daemon/app/clock_watch.hpp"

namespace otkel::app {
namespace {

using core::NoticeWeight;
using OptionalNotice = std::optional<Notice>;

OptionalNotice clock_untrusted(const Surroundings& a, core::Instant now) {
  const auto doubt = clock_doubt(a.clock, now);
  if (doubt == core::ClockDoubt::none) return std::nullopt;
  return Notice{"clock_untrusted", NoticeWeight::stops, clock_words(doubt)};
}

OptionalNotice numbers_in_doubt(const Surroundings& a) {
  if (a.history.sentence.empty()) return std::nullopt;
  return Notice{"numbers_in_doubt", NoticeWeight::stops, a.history.sentence};
}

OptionalNotice state_differs(const Surroundings& a) {
  const auto& found = a.state_check.differences;
  if (found.empty()) return std::nullopt;
  return Notice{"state_differs", NoticeWeight::warning,
                "the tables are not what the log says: " + found.front() +
                    (found.size() > 1 ? ", and more" : "") +
                    "; run `otkelctl verify-state --db FILE`"};
}

/// A log that does not continue what the other side holds: somebody rewrote or restored one.
OptionalNotice link_stopped(const Surroundings& a) {
  const auto& link = a.link_trouble;
  if (!link.sending_stopped && !link.receiving_stopped) return std::nullopt;
  std::string detail;
  if (link.sending_stopped) detail = "the centre does not take this checkpoint's log";
  if (link.receiving_stopped)
    detail += std::string(detail.empty() ? "" : "; ") + "the centre's log is not taken here";
  if (link.alarm) detail += ": " + link.alarm->detail;
  return Notice{"link_stopped", NoticeWeight::warning, detail};
}

OptionalNotice link_refused(const Surroundings& a) {
  if (a.link_trouble.transport.empty()) return std::nullopt;
  return Notice{"link_refused", NoticeWeight::warning, a.link_trouble.transport};
}

/// Nothing is lost: it waits in this checkpoint's log.
OptionalNotice link_slowed(const Surroundings& a) {
  if (a.link_trouble.peer_busy.empty()) return std::nullopt;
  return Notice{"link_slowed", NoticeWeight::warning,
                "the centre asks this checkpoint to wait: " + a.link_trouble.peer_busy};
}

OptionalNotice passwords_missing(const Surroundings& a) {
  if (a.passwords.missing == 0) return std::nullopt;
  return Notice{"passwords_missing", NoticeWeight::warning,
                std::to_string(a.passwords.missing) +
                    " active officers cannot log in: their password has not come from the centre; "
                    "it comes with the link, or the centre must give them a new one"};
}

constexpr OptionalNotice (*kAll[])(const Surroundings&) = {
    numbers_in_doubt, state_differs, link_stopped, link_refused, link_slowed, passwords_missing};

}  // namespace

std::vector<Notice> notices_of(const Surroundings& around, core::Instant now) {
  auto notices = around.storage.notices();
  if (auto reported = clock_untrusted(around, now)) notices.push_back(*std::move(reported));
  for (const auto ask : kAll)
    if (auto reported = ask(around)) notices.push_back(*std::move(reported));
  std::ranges::stable_sort(notices, std::ranges::greater{}, &Notice::weight);
  return notices;
}

const std::vector<std::string>& notice_codes() {
  static const std::vector<std::string> codes = [] {
    auto all = core::StorageHealth::codes();
    all.insert(all.end(), {"clock_untrusted", "numbers_in_doubt", "state_differs", "link_stopped",
                           "link_refused", "link_slowed", "passwords_missing"});
    return all;
  }();
  return codes;
}

}  // namespace otkel::app
