// The rules of grouping, in the order of their strength: event, equal text, pairing, look-alike.
#include "anpr-bridge/keep/visits.hpp"

#include <algorithm>

#include "anpr-bridge/keep/identity.hpp"
#include "core/plate/plate_grammar.hpp"
#include "core/plate/plate_match.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::anpr {
namespace {

/// Below the cost of one plain substitution (1.0) and of a lost character inside (0.9): only
/// look-alikes, doubled characters and a character lost at an end are one plate.
constexpr double kNear = 0.85;

/// What a tracker corrects costs less than two plain substitutions.
constexpr double kCorrected = 2.0;
constexpr std::size_t kPartOfPlate = 3;

/// Messages that overtake each other do so within this part of the pairing window.
constexpr int kOvertaking = 4;

enum class MatchStrength { none, time, same_id_other_plate, look_alike, same_plate, same_event };

bool is_rear(const core::PlateRead& read) { return read.view == core::View::rear; }

const std::string& camera_of(const core::Visit& visit, const core::PlateRead& read) {
  return read.camera ? *read.camera : visit.camera;
}

bool same_event(const core::PlateRead& a, const core::PlateRead& b) {
  return !a.event_id.empty() && a.event_id == b.event_id;
}

bool same_group(const core::PlateRead& a, const core::PlateRead& b) {
  return a.group_id && !a.group_id->empty() && a.group_id == b.group_id;
}

MatchStrength bond_of_plates(const core::PlateRead& a, const core::PlateRead& b) {
  MatchStrength best = MatchStrength::none;
  for (const auto& x : plate_texts(a))
    for (const auto& y : plate_texts(b)) {
      if (x == y) return MatchStrength::same_plate;
      if (near_plates(x, y)) best = MatchStrength::look_alike;
    }
  return best;
}

/// How a message is bound to a visit of its own camera.
MatchStrength bond_of(const core::Visit& visit, const Message& message) {
  MatchStrength best = MatchStrength::none;
  for (const auto& read : visit.reads) {
    if (camera_of(visit, read) != message.camera) continue;  // ids count per camera
    const MatchStrength plates = bond_of_plates(read, message.read);
    best = std::max(best, plates);
    const bool event = same_event(read, message.read) && !message.id_worn;
    const bool group = same_group(read, message.read);
    if (!event && !group) continue;
    const bool comparable = !read.plate.empty() && !message.read.plate.empty();
    if (!comparable || plates != MatchStrength::none) return MatchStrength::same_event;
    // Some firmware leaves the id at a constant. A tracker corrects a text; it does not make
    // another plate of it.
    if (group || may_be_one_plate(plate_texts(read), plate_texts(message.read)))
      best = std::max(best, MatchStrength::same_id_other_plate);
  }
  return best;
}

bool seen_by(const core::Visit& visit, const std::string& camera) {
  return std::any_of(visit.reads.begin(), visit.reads.end(),
                     [&](const auto& read) { return camera_of(visit, read) == camera; });
}

/// A group is a tractor and a trailer, so at most two plates that have nothing in common.
bool group_is_full(const core::Visit& visit, const Message& message) {
  std::vector<std::vector<std::string>> different;
  const auto count_in = [&](const core::PlateRead& read) {
    auto texts = plate_texts(read);
    if (texts.empty()) return;
    for (const auto& known : different)
      if (may_be_one_plate(known, texts)) return;
    different.push_back(std::move(texts));
  };
  for (const auto& read : visit.reads)
    if (camera_of(visit, read) == message.camera && same_group(read, message.read)) count_in(read);
  count_in(message.read);
  return different.size() > 2;
}

/// An id that two visits carry already is a constant of that camera and says nothing.
bool id_is_worn(std::span<const core::Visit> open, const Message& message) {
  const auto carries = [&](const core::Visit& visit) {
    return std::any_of(visit.reads.begin(), visit.reads.end(), [&](const auto& read) {
      return camera_of(visit, read) == message.camera &&
             (same_event(read, message.read) || same_group(read, message.read));
    });
  };
  return std::count_if(open.begin(), open.end(), carries) >= 2;
}

bool one_unreadable_plate(const core::Visit& visit, const Message& message) {
  return message.read.plate.empty() && message.read.event_id.empty() &&
         std::all_of(visit.reads.begin(), visit.reads.end(), [](const core::PlateRead& read) {
           return read.plate.empty() && read.event_id.empty();
         });
}

/// Whether a message joins a visit that its own camera has part in, and how strongly.
MatchStrength own_bond(const core::Visit& visit, const Message& message, bool worn,
                       const VisitRules& rules) {
  const auto silence = message.received - visit.last_received;
  if (!visit.live || silence > rules.reread_window) return MatchStrength::none;
  const MatchStrength bond = bond_of(visit, message);
  if (bond == MatchStrength::same_event || bond == MatchStrength::same_plate) return bond;
  if (silence >= rules.gap) return MatchStrength::none;
  if (bond == MatchStrength::same_id_other_plate && (worn || group_is_full(visit, message)))
    return MatchStrength::none;
  if (bond != MatchStrength::none) return bond;
  // Nothing read twice within one approach is one unreadable plate, not a queue of them.
  return one_unreadable_plate(visit, message) ? MatchStrength::time : MatchStrength::none;
}

/// Whether the vehicle of `visit` can be the one before the camera at the other end of it.
MatchStrength pair_bond(const core::Visit& visit, const Message& message, const VisitRules& rules) {
  if (!visit.live || visit.role != message.role || visit.reads.empty()) return MatchStrength::none;
  // A tail seen before its front is two messages that overtook each other, and those are close: a
  // longer pause is the tail of the truck in front.
  const auto window =
      is_rear(message.read) ? rules.pairing_window : rules.pairing_window / kOvertaking;
  if (message.received > visit.last_received + window) return MatchStrength::none;
  MatchStrength best = MatchStrength::time;
  for (const auto& read : visit.reads) {
    // The other end was seen already, or it is another lane.
    if (is_rear(read) == is_rear(message.read) || read.lane != message.read.lane)
      return MatchStrength::none;
    const auto& front = is_rear(read) ? message.read : read;
    const auto& rear = is_rear(read) ? read : message.read;
    const auto seen = core::fold_plate_text(rear.plate);
    if (seen.empty()) continue;
    if (seen == core::fold_plate_text(front.plate) ||
        seen == core::fold_plate_text(front.trailer_plate.value_or("")))
      best = MatchStrength::same_plate;
  }
  return best;
}

const core::Visit* own_visit(std::span<const core::Visit> open, const Message& message,
                             const VisitRules& rules) {
  const bool worn = id_is_worn(open, message);
  const core::Visit* best = nullptr;
  std::pair<MatchStrength, core::Instant> rank{MatchStrength::none, {}};
  for (const auto& visit : open) {
    if (!seen_by(visit, message.camera)) continue;
    const std::pair now{own_bond(visit, message, worn, rules), visit.last_received};
    if (now.first == MatchStrength::none || (best != nullptr && now <= rank)) continue;
    best = &visit;
    rank = now;
  }
  return best;
}

/// Two that can be meant are none: bumper to bumper a rear plate must not go to the next truck.
const core::Visit* paired_visit(std::span<const core::Visit> open, const Message& message,
                                const VisitRules& rules) {
  if (is_rear(message.read) && message.read.plate.empty()) return nullptr;
  const core::Visit* only = nullptr;
  int by_time = 0;
  for (const auto& visit : open) {
    if (seen_by(visit, message.camera)) continue;
    const MatchStrength bond = pair_bond(visit, message, rules);
    if (bond == MatchStrength::same_plate) return &visit;
    if (bond != MatchStrength::time) continue;
    ++by_time;
    only = &visit;
  }
  return by_time == 1 ? only : nullptr;
}

const core::Visit* late_visit(std::span<const core::Visit> open, const Message& message) {
  for (const auto& visit : open)
    if (seen_by(visit, message.camera) && bond_of(visit, message) == MatchStrength::same_event)
      return &visit;
  return nullptr;
}

/// A second report of a capture makes it neither younger nor older; any other doubt stays,
/// whichever of the reports it comes from.
std::optional<core::ReadDoubt> doubt_of_both(const core::PlateRead& first,
                                             const core::PlateRead& again) {
  if (first.doubt) return first.doubt;
  return again.doubt == core::ReadDoubt::age_unknown ? std::nullopt : again.doubt;
}

/// The same capture reported again (the picture after the plate) must not look like a second,
/// independent read: it replaces the first report.
void add_read(core::Visit& visit, const core::PlateRead& read, std::size_t most) {
  for (auto& known : visit.reads)
    if (!read.event_id.empty() && known.event_id == read.event_id && known.plate == read.plate &&
        known.camera == read.camera) {
      const bool stays_late = known.retransmitted && read.retransmitted;
      const auto doubt = doubt_of_both(known, read);
      known.doubt = doubt;
      if (!read.confidence || (known.confidence && *known.confidence > *read.confidence)) return;
      known = read;
      known.retransmitted = stays_late;
      known.doubt = doubt;
      return;
    }
  if (visit.reads.size() < most) {
    visit.reads.push_back(read);
    return;
  }
  // Full: the first read stays (it opened the visit), the weakest of the others gives way; but the
  // only word of the camera at the other end is not weak.
  const auto score = [&](const core::PlateRead& r) {
    return is_rear(r) == is_rear(visit.reads.front()) ? r.confidence.value_or(0) : 2;
  };
  const auto weakest =
      std::min_element(visit.reads.begin() + 1, visit.reads.end(),
                       [&](const auto& a, const auto& b) { return score(a) < score(b); });
  if (weakest != visit.reads.end() && score(read) > score(*weakest)) *weakest = read;
}

core::PlateRead read_of(const Message& message, bool late) {
  core::PlateRead read = message.read;
  read.camera = message.camera;
  read.retransmitted = late;
  return read;
}

/// A visit bears the name, the clock and the picture of its front camera where it has one.
void add_camera(core::Visit& visit, const Message& message) {
  const bool paired = !seen_by(visit, message.camera);
  if (paired && !is_rear(message.read)) {
    visit.camera = message.camera;
    visit.rear_picture_hash = std::move(visit.picture_hash);
    visit.picture_hash.clear();
    visit.clock_skew_ms.reset();
  }
  if (visit.camera == message.camera) {
    if (visit.picture_hash.empty()) visit.picture_hash = message.picture_hash;
    if (message.skew) visit.clock_skew_ms = message.skew->count();
  } else if (!message.picture_hash.empty() && !visit.rear_picture_hash) {
    visit.rear_picture_hash = message.picture_hash;
  }
}

core::Visit first_of(const Message& message, bool late) {
  core::Visit visit;
  visit.visit_id = visit_id(message.camera, message.key, message.received);
  visit.camera = message.camera;
  visit.role = message.role;
  visit.first_received = visit.last_received = message.received;
  visit.reads.push_back(read_of(message, late));
  visit.picture_hash = message.picture_hash;
  if (message.skew) visit.clock_skew_ms = message.skew->count();
  visit.live = !late;
  return visit;
}

bool surely_whole(std::string_view plate) {
  const auto shapes = core::parses(plate);
  return std::any_of(shapes.begin(), shapes.end(), [](const core::PlateShape* shape) {
    return shape->certainty == core::Certainty::sure;
  });
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool near_plates(std::string_view a, std::string_view b) {
  if (a.size() == b.size())
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != b[i] && ((digit(a[i]) && digit(b[i])) || (letter(a[i]) && letter(b[i]))))
        return false;
  // A character more or less between two whole plates (a company's and a person's) is two trucks.
  if (a.size() != b.size() && surely_whole(a) && surely_whole(b)) return false;
  return core::confusion_cost(a, b, kNear) < kNear;
}

std::vector<std::string> plate_texts(const core::PlateRead& read) {
  std::vector<std::string> texts;
  const auto add = [&](const std::string& raw) {
    if (auto folded = core::fold_plate_text(raw); !folded.empty()) texts.push_back(folded);
  };
  add(read.plate);
  for (const auto& other : read.others) add(other.text);
  return texts;
}

bool may_be_one_plate(std::span<const std::string> before, std::span<const std::string> now) {
  const auto alike = [](const std::string& a, const std::string& b) {
    if (std::min(a.size(), b.size()) >= kPartOfPlate && (a.contains(b) || b.contains(a)))
      return true;
    return core::confusion_cost(a, b, kCorrected) < kCorrected;
  };
  return std::ranges::any_of(before, [&](const std::string& a) {
    return std::ranges::any_of(now, [&](const std::string& b) { return alike(a, b); });
  });
}

void remember(std::vector<core::Visit>& open, core::Visit visit, core::Instant now,
              const VisitRules& rules) {
  const auto still = std::max(rules.reread_window, rules.pairing_window);
  std::erase_if(open, [&](const core::Visit& known) {
    return known.visit_id == visit.visit_id || now - known.last_received > still;
  });
  const auto alike = [&](const core::Visit& known) {
    return known.camera == visit.camera && known.live == visit.live;
  };
  if (std::count_if(open.begin(), open.end(), alike) >=
      static_cast<std::ptrdiff_t>(rules.most_open))
    open.erase(std::find_if(open.begin(), open.end(), alike));
  open.push_back(std::move(visit));
}

core::Visit place(std::span<const core::Visit> open, const Message& message,
                  const VisitRules& rules) {
  const bool late = message.late || message.read.retransmitted;
  const core::Visit* found = late ? late_visit(open, message) : own_visit(open, message, rules);
  if (found == nullptr && !late) found = paired_visit(open, message, rules);
  if (found == nullptr) return first_of(message, late);
  core::Visit visit = *found;
  ++visit.revision;
  if (!late) visit.last_received = std::max(visit.last_received, message.received);
  add_camera(visit, message);
  add_read(visit, read_of(message, late), rules.most_reads);
  return visit;
}

}  // namespace otkel::anpr
