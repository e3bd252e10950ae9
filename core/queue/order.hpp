#pragma once
// In which order waiting trucks are called, with the reason of every place (R-07, R-19, ADR 0063).
// A place is a key made of the truck's own recorded facts, so nobody's arrival reorders others.
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/fact/call_record.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// What a truck needs of a lane.
enum class LaneNeed { general, dangerous, oversize, animals };
template <>
struct EnumWords<LaneNeed> {
  static constexpr std::array<std::string_view, 4> words{"general", "dangerous", "oversize",
                                                         "animals"};
};

class LaneNeeds {
 public:
  constexpr LaneNeeds(std::initializer_list<LaneNeed> needs) {
    for (const auto need : needs) bits_ |= 1U << static_cast<unsigned>(need);
  }
  constexpr bool within(LaneNeeds serves) const { return (bits_ & ~serves.bits_) == 0; }
  bool operator==(const LaneNeeds&) const = default;

 private:
  unsigned bits_ = 0;
};

/// The facts of one truck that waits. A number `seq` is that of the fact in the log and not its
/// clock: a clock that jumps moves nobody.
struct WaitingTruck {
  std::string booking_no;           ///< empty: a live truck that is not placed yet
  std::optional<Instant> interval;  ///< start of its own, booked or placed; nothing: not placed
  bool live = false;                ///< it came without a booking
  std::int64_t arrived_seq = 0;     ///< of its check-in, or of joining the live queue
  std::int64_t placed_seq = 0;      ///< of its placing; live trucks only
  /// Set exactly if it was late when it checked in, which is decided then and never again: start of
  /// the interval that ran at that time, else of the next one.
  std::optional<Instant> late_interval;
  struct Head {
    CallGround ground = CallGround::post;
    std::int64_t seq = 0;
  };
  std::optional<Head> head;  ///< a granted ground that puts it at the head
  struct Back {
    Instant interval{};  ///< start of the one that ran when it came back, else of the next
    std::int64_t seq = 0;
  };
  std::optional<Back> back;  ///< it was not there when called, and came back
  bool ready = true;         ///< nothing keeps it from being called
  bool parked = false;
  LaneNeeds needs{LaneNeed::general};
};

struct PlaceKey {
  enum class Rank : std::int8_t { head, queue, live };
  Rank rank = Rank::queue;
  Instant interval{};
  bool behind = false;  ///< those in time of the interval
  std::int64_t seq = 0;
  auto operator<=>(const PlaceKey&) const = default;
};

PlaceKey place_key(const WaitingTruck& truck);

/// Why a truck has its place.
enum class PlaceReason { out_of_turn, in_time, placed, late, was_not_there, not_placed };
template <>
struct EnumWords<PlaceReason> {
  static constexpr std::array<std::string_view, 6> words{
      "out_of_turn", "in_time", "placed", "late", "was_not_there", "not_placed"};
};
PlaceReason place_reason(const WaitingTruck& truck);

struct OrderedTruck {
  std::size_t truck = 0;  ///< its index among those that were given
  PlaceReason reason = PlaceReason::in_time;
};

/// Every truck once, in the order of the keys; the first place first.
std::vector<OrderedTruck> order(std::span<const WaitingTruck> waiting);

/// Why a truck stands before one that had arrived earlier.
enum class PassReason { out_of_turn, earlier_interval, late, was_not_there, not_placed };
template <>
struct EnumWords<PassReason> {
  static constexpr std::array<std::string_view, 5> words{"out_of_turn", "earlier_interval", "late",
                                                         "was_not_there", "not_placed"};
};
/// Nothing if `first` does not stand before `other`, or had arrived before it.
std::optional<PassReason> why_before(const WaitingTruck& first, const WaitingTruck& other);

/// Whether a lane that serves this may call it; else why not. Live trucks without a place are never
/// called, and never passed either: nothing is taken from them.
std::optional<WhyPassed> why_not_callable(const WaitingTruck& truck, LaneNeeds serves);
bool is_callable(const WaitingTruck& truck, LaneNeeds serves);

struct NextCall {
  std::optional<std::string> booking_no;  ///< nothing: the lane can call nobody
  std::vector<PassedTruck> passed;        ///< those before it, in order
};

/// What "otkel-order-1" is hashed of: the booking numbers in order. Trucks without one are no part.
std::string order_hash_input(std::span<const std::string> booking_nos);

/// The waiting trucks in their order, kept while they change: one change costs O(log n). Not
/// synchronised: it belongs to one thread.
class QueueOrder {
 public:
  /// Under `id`, in the place of what stood there.
  void put(const std::string& id, WaitingTruck truck);
  void erase(const std::string& id);
  std::size_t size() const { return trucks_.size(); }
  const WaitingTruck* find(const std::string& id) const;
  /// From 1, walking from the head; 0 for an unknown id.
  std::size_t place_of(const std::string& id) const;
  /// The first that the lane may call.
  NextCall next(LaneNeeds serves) const;
  /// Visits every truck from the head on; the visitor answers whether to go on.
  template <class Visit>
  void walk(Visit visit) const {
    for (const auto& [key, truck] : places_)
      if (!visit(*truck)) return;
  }

 private:
  std::unordered_map<std::string, WaitingTruck> trucks_;
  /// Points into trucks_, whose elements stay where they are.
  std::set<std::pair<PlaceKey, const WaitingTruck*>> places_;
};

}  // namespace otkel::core
