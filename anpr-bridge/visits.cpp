// The rules of grouping, in the order of their strength: event id, equal text, look-alike text.
#include "anpr-bridge/visits.hpp"

#include <algorithm>

#include "anpr-bridge/identity.hpp"
#include "core/plate_match.hpp"
#include "core/plate_number.hpp"

namespace otkel::anpr {
namespace {

/// Below the cost of one plain substitution (1.0) and of a lost character inside (0.9): only
/// look-alikes, doubled characters and a character lost at an end are one plate.
constexpr double kNear = 0.85;

enum class Bond { none, same_id_other_plate, look_alike, same_plate, same_event };

std::vector<std::string> texts_of(const core::PlateRead& read) {
  std::vector<std::string> texts;
  const auto add = [&](const std::string& raw) {
    if (auto folded = core::fold_plate_text(raw); !folded.empty()) texts.push_back(folded);
  };
  add(read.plate);
  for (const auto& other : read.others) add(other.text);
  return texts;
}

Bond bond_of_plates(const core::PlateRead& a, const core::PlateRead& b) {
  Bond best = Bond::none;
  for (const auto& x : texts_of(a))
    for (const auto& y : texts_of(b)) {
      if (x == y) return Bond::same_plate;
      if (near_plates(x, y)) best = Bond::look_alike;
    }
  return best;
}

Bond bond_of(const core::Visit& visit, const Message& message) {
  Bond best = Bond::none;
  for (const auto& read : visit.reads) {
    const Bond plates = bond_of_plates(read, message.read);
    best = std::max(best, plates);
    if (read.event_id.empty() || read.event_id != message.read.event_id) continue;
    // Some firmware leaves the id at a constant: two plates that have nothing in common are one
    // vehicle only where they come in one breath.
    const bool comparable = !read.plate.empty() && !message.read.plate.empty();
    if (!comparable || plates != Bond::none) return Bond::same_event;
    best = std::max(best, Bond::same_id_other_plate);
  }
  return best;
}

bool joins(const core::Visit& visit, const Message& message, bool late, const VisitRules& rules) {
  const auto silence = message.received - visit.last_received;
  const Bond bond = bond_of(visit, message);
  if (late) return bond == Bond::same_event;  // its own visit, else a record apart
  if (!visit.live) return false;
  if (silence > rules.reread_window) return false;
  if (bond == Bond::same_event || bond == Bond::same_plate) return true;
  if (bond != Bond::none) return silence < rules.gap;
  // Nothing read twice within one approach is one unreadable plate, not a queue of them.
  return message.read.plate.empty() && silence < rules.gap && message.read.event_id.empty() &&
         std::all_of(
             visit.reads.begin(), visit.reads.end(),
             [](const core::PlateRead& read) {
               return read.plate.empty() && read.event_id.empty();
             });
}

/// The same capture told again (the picture after the plate) must not look like a second,
/// independent read: it replaces the first telling.
void add_read(core::Visit& visit, const core::PlateRead& read, std::size_t most) {
  for (auto& known : visit.reads)
    if (!read.event_id.empty() && known.event_id == read.event_id && known.plate == read.plate) {
      const bool stays_late = known.retransmitted && read.retransmitted;
      if (!read.confidence || (known.confidence && *known.confidence > *read.confidence)) return;
      known = read;
      known.retransmitted = stays_late;
      return;
    }
  if (visit.reads.size() < most) {
    visit.reads.push_back(read);
    return;
  }
  // Full: the first read stays (it opened the visit), the weakest of the others gives way.
  const auto score = [](const core::PlateRead& r) { return r.confidence.value_or(0); };
  const auto weakest =
      std::min_element(visit.reads.begin() + 1, visit.reads.end(),
                       [&](const auto& a, const auto& b) { return score(a) < score(b); });
  if (weakest != visit.reads.end() && score(read) > score(*weakest)) *weakest = read;
}

core::Visit first_of(const Message& message, bool late) {
  core::Visit visit;
  visit.visit_id = visit_id(message.camera, message.key, message.received);
  visit.camera = message.camera;
  visit.role = message.role;
  visit.first_received = visit.last_received = message.received;
  visit.reads.push_back(message.read);
  visit.reads.back().retransmitted = late;
  visit.picture_hash = message.picture_hash;
  visit.live = !late;
  return visit;
}

}  // namespace

bool near_plates(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (a.size() == b.size())
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != b[i] && digit(a[i]) && digit(b[i])) return false;
  return core::confusion_cost(a, b, kNear) < kNear;
}

bool still_open(const core::Visit& visit, core::Instant now, const VisitRules& rules) {
  return now - visit.last_received <= rules.reread_window;
}

core::Visit place(std::span<const core::Visit> open, const Message& message,
                  const VisitRules& rules) {
  const bool late = message.late || message.read.retransmitted;
  const core::Visit* best = nullptr;
  for (const auto& visit : open) {
    if (visit.camera != message.camera || !joins(visit, message, late, rules)) continue;
    const auto rank = [&](const core::Visit& v) {
      return std::pair{bond_of(v, message), v.last_received};
    };
    if (best == nullptr || rank(visit) > rank(*best)) best = &visit;
  }
  if (best == nullptr) return first_of(message, late);
  core::Visit visit = *best;
  ++visit.revision;
  if (!late) visit.last_received = std::max(visit.last_received, message.received);
  core::PlateRead read = message.read;
  read.retransmitted = late;
  add_read(visit, read, rules.most_reads);
  if (visit.picture_hash.empty()) visit.picture_hash = message.picture_hash;
  return visit;
}

}  // namespace otkel::anpr
