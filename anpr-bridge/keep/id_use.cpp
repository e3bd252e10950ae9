// The ids used last, each with the plates it was used for.
#include "anpr-bridge/keep/id_use.hpp"

#include <algorithm>

#include "anpr-bridge/keep/visits.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostIds = 64, kMostTexts = 12;
/// Counters of trackers begin again after a restart of the camera.
constexpr std::chrono::hours kRemembered{24};

}  // namespace

IdUse::Verdict IdUse::use(const core::PlateRead& read, core::Instant now,
                          std::chrono::milliseconds gap) {
  const auto texts = plate_texts(read);
  if (read.event_id.empty()) return {};
  std::erase_if(uses_, [&](const Use& use) { return now - use.last > kRemembered; });
  const auto known = std::ranges::find(uses_, read.event_id, &Use::id);
  Use use = known == uses_.end() ? Use{read.event_id, {}, {}, now, false} : *known;
  if (known != uses_.end()) uses_.erase(known);
  Verdict verdict;
  if (!texts.empty()) {
    const auto far_from = [&](const std::vector<std::string>& before) {
      return !before.empty() && !may_be_one_plate(before, texts);
    };
    use.worn = use.worn || far_from(use.texts);
    verdict.other_just_now = far_from(use.last_texts) && now - use.last < gap;
    use.texts.insert(use.texts.end(), texts.begin(), texts.end());
    if (use.texts.size() > kMostTexts)
      use.texts.erase(use.texts.begin(), use.texts.end() - kMostTexts);
    use.last_texts = texts;
    use.last = now;
  }
  verdict.worn = use.worn;
  uses_.push_back(std::move(use));
  if (uses_.size() > kMostIds) uses_.erase(uses_.begin());
  return verdict;
}

}  // namespace otkel::anpr
