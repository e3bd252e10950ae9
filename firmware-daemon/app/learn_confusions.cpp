// From an officer's decision to counts.
#include "firmware-daemon/app/learn_confusions.hpp"

#include <algorithm>
#include <set>

#include "core/plate/confusion_lesson.hpp"
#include "core/plate/vehicle_seen.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"

namespace otkel::app {

void learn_confusions(Context& c, const store::VisitRow& decided) {
  if (!decided.plate) return;
  std::set<std::pair<std::string, std::string>> reported;
  for (const auto& read : core::own_plate_reads(decided.visit)) {
    const auto folded = core::fold_plate_text(read.plate);
    const auto camera = read.camera.value_or(decided.visit.camera);
    if (folded.empty() || !reported.emplace(camera, folded).second) continue;
    auto confusions = c.stores.confusions.of(camera);
    if (core::learn(confusions, folded, *decided.plate) == 0) continue;
    c.stores.confusions.put(camera, confusions);
    record(c, core::ConfusionLearned{decided.visit.visit_id, camera, read.plate, *decided.plate});
  }
}

Result<void> forget_confusions(Context& c, const std::string& camera, const std::string& reason) {
  const auto why = core::read_reason(reason);
  if (!why) return std::unexpected(why.error());
  if (auto may = authorise(c, core::Verb::forget_confusions); !may) return may;
  if (!c.stores.confusions.forget(camera))
    return fail(Code::not_found, "nothing was learned about a camera " + camera);
  record(c, core::ConfusionForgotten{camera, *why});
  return {};
}

ConfusionsView confusions_view(Context& c) {
  ConfusionsView v;
  for (const auto& [camera, confusions] : c.stores.confusions.all()) {
    CameraMistakes one{camera, confusions.counts()};
    std::erase_if(one.counts, [](const auto& count) { return count.read == count.truth; });
    std::stable_sort(one.counts.begin(), one.counts.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    v.cameras.push_back(std::move(one));
  }
  return v;
}

}  // namespace otkel::app
