// Keys of places, and what follows from their order.
#include "core/queue/order.hpp"

#include <algorithm>

#include "core/value/text.hpp"

namespace otkel::core {

PlaceKey place_key(const WaitingTruck& truck) {
  using Rank = PlaceKey::Rank;
  if (truck.head) return {Rank::head, {}, false, std::max(truck.arrived_seq, truck.head->seq)};
  if (truck.back) return {Rank::queue, truck.back->interval, true, truck.back->seq};
  if (!truck.interval) return {Rank::live, {}, false, truck.arrived_seq};
  if (truck.live) return {Rank::queue, *truck.interval, false, truck.placed_seq};
  if (truck.late_interval) return {Rank::queue, *truck.late_interval, true, truck.arrived_seq};
  return {Rank::queue, *truck.interval, false, truck.arrived_seq};
}

PlaceReason place_reason(const WaitingTruck& truck) {
  if (truck.head) return PlaceReason::out_of_turn;
  if (truck.back) return PlaceReason::was_not_there;
  if (!truck.interval) return PlaceReason::not_placed;
  if (truck.live) return PlaceReason::placed;
  return truck.late_interval ? PlaceReason::late : PlaceReason::in_time;
}

std::vector<OrderedTruck> order(std::span<const WaitingTruck> waiting) {
  std::vector<std::pair<PlaceKey, std::size_t>> keys;
  keys.reserve(waiting.size());
  for (std::size_t i = 0; i < waiting.size(); ++i) keys.emplace_back(place_key(waiting[i]), i);
  std::ranges::sort(keys);
  std::vector<OrderedTruck> places;
  places.reserve(keys.size());
  for (const auto& [key, truck] : keys) places.push_back({truck, place_reason(waiting[truck])});
  return places;
}

std::optional<PassReason> why_before(const WaitingTruck& first, const WaitingTruck& other) {
  const auto mine = place_key(first), its = place_key(other);
  if (!(mine < its) || first.arrived_seq < other.arrived_seq) return std::nullopt;
  if (first.head) return PassReason::out_of_turn;
  const auto reason = place_reason(other);
  if (reason == PlaceReason::not_placed) return PassReason::not_placed;
  // By its own interval alone it would not stand behind; so what happened to it is the reason.
  const bool own_is_no_later = other.interval && *other.interval <= mine.interval;
  if (own_is_no_later && reason == PlaceReason::was_not_there) return PassReason::was_not_there;
  if (own_is_no_later && reason == PlaceReason::late) return PassReason::late;
  if (mine.interval < its.interval) return PassReason::earlier_interval;
  if (reason == PlaceReason::placed) return PassReason::not_placed;
  return reason == PlaceReason::was_not_there ? PassReason::was_not_there : PassReason::late;
}

std::optional<WhyPassed> why_not_callable(const WaitingTruck& truck, LaneNeeds serves) {
  if (truck.parked) return WhyPassed::parked;
  if (!truck.needs.within(serves)) return WhyPassed::lane_cannot;
  if (!truck.ready) return WhyPassed::not_ready;
  return std::nullopt;
}

bool is_callable(const WaitingTruck& truck, LaneNeeds serves) {
  return place_key(truck).rank != PlaceKey::Rank::live && !why_not_callable(truck, serves);
}

std::string order_hash_input(std::span<const std::string> booking_nos) {
  std::string input = "otkel-order-1;";
  for (const auto& one : booking_nos) put_part(input, one);
  return input;
}

void QueueOrder::put(const std::string& id, WaitingTruck truck) {
  erase(id);
  const auto at = trucks_.emplace(id, std::move(truck)).first;
  places_.emplace(place_key(at->second), &at->second);
}

void QueueOrder::erase(const std::string& id) {
  const auto at = trucks_.find(id);
  if (at == trucks_.end()) return;
  places_.erase({place_key(at->second), &at->second});
  trucks_.erase(at);
}

const WaitingTruck* QueueOrder::find(const std::string& id) const {
  const auto at = trucks_.find(id);
  return at == trucks_.end() ? nullptr : &at->second;
}

std::size_t QueueOrder::place_of(const std::string& id) const {
  const auto* truck = find(id);
  if (truck == nullptr) return 0;
  std::size_t place = 0;
  for (const auto& [key, one] : places_) {
    ++place;
    if (one == truck) break;
  }
  return place;
}

NextCall QueueOrder::next(LaneNeeds serves) const {
  NextCall call;
  for (const auto& [key, truck] : places_) {
    if (key.rank == PlaceKey::Rank::live) break;
    const auto why = why_not_callable(*truck, serves);
    if (!why) {
      call.booking_no = truck->booking_no;
      break;
    }
    call.passed.push_back({truck->booking_no, *why});
  }
  return call;
}

}  // namespace otkel::core
