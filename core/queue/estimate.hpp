#pragma once
// When a waiting truck will enter, as a range that says how wrong it may be: the spread is made of
// this checkpoint's own errors. Its numbers are ours.
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/value/names.hpp"
#include "core/value/timetable.hpp"

namespace otkel::core {

/// Trucks that stand before one, in numbers.
struct TrucksBefore {
  std::int64_t waiting = 0;   ///< that its lanes must serve
  std::int64_t expected = 0;  ///< booked, not here yet, whose place would be before it
  double show_rate = 0.9;     ///< of those the share that comes: of the last 7 days
  double out_of_turn = 0;     ///< share of entries out of turn in the last day, below 1
};

/// Entries that must happen until it enters, its own one among them.
double entries_until(const TrucksBefore& before);

/// How long one entry takes.
struct Pace {
  std::chrono::milliseconds gap{};
  bool by_timetable = false;  ///< too few entries are known: from the capacity
};

inline constexpr std::size_t kGapsWanted = 30, kGapsLeast = 8;

/// From usable times between entries of its lanes while somebody waited, the newest last, of the
/// last 3 hours of usable time: the mean of the last kGapsWanted, the largest tenth cut down to the
/// next one. With fewer than kGapsLeast: `by_capacity`.
Pace pace_of(std::span<const std::chrono::milliseconds> gaps,
             std::chrono::milliseconds by_capacity);

/// How long trucks that have entered waited, over what the pace alone had said; by how many entries
/// it took.
class EstimateErrors {
 public:
  static constexpr std::size_t kKept = 200, kNeeded = 30;

  /// Both in usable time; `by_pace` is Estimate::by_pace. Nothing is learned of no length.
  void learn(double entries, std::chrono::milliseconds by_pace, std::chrono::milliseconds actual);

  struct Spread {
    double low = 0.6, middle = 1, high = 1.8;  ///< 5 %, median, 95 %; these until kNeeded are known
  };
  Spread spread(double entries) const;

 private:
  /// 1 to 5, 6 to 20, 21 to 80, more.
  static std::size_t class_of(double entries);

  std::array<std::vector<double>, 4> ratios_;  ///< the newest last
};

/// The moment at which `usable` of usable time has passed since `from`. Nothing if it is not within
/// kLookAhead.
std::optional<Instant> walk(const Timetable& timetable, Instant from,
                            std::chrono::milliseconds usable, minutes utc_offset);

/// Why no hour can be said.
enum class NoEstimate { clock_in_doubt, no_blanks, road_closed, not_in_sight };
template <>
struct EnumWords<NoEstimate> {
  static constexpr std::array<std::string_view, 4> words{"clock_in_doubt", "no_blanks",
                                                         "road_closed", "not_in_sight"};
};

struct EstimateFacts {
  TrucksBefore before;
  Pace pace;
  EstimateErrors::Spread spread;
  bool over_promised = false;  ///< its interval was sold more often than it has places
  bool clock_trusted = true;
  bool blanks_out = false;
  bool road_blocked = false;  ///< an officer closed it: nobody knows when it opens
};

struct Estimate {
  Instant point{};
  Instant from{};             ///< of the range, rounded outward
  std::optional<Instant> to;  ///< nothing: no upper end can be said
  bool by_timetable = false;
  double entries = 0;                   ///< that it was made of
  std::chrono::milliseconds by_pace{};  ///< entries times pace, before the spread
};

struct Estimated {
  std::optional<Estimate> estimate;
  std::optional<NoEstimate> why_not;  ///< set exactly where there is none
};

/// While the road is closed by the timetable, from the next opening on.
Estimated estimate(const EstimateFacts& facts, const Timetable& timetable, Instant now,
                   minutes utc_offset);

/// Whether `fresh` is worth another word than `told`: its point has left the told range, or an end
/// has moved by more than a fifth of the wait from `now`.
bool worth_new_words(const Estimate& told, const Estimate& fresh, Instant now);

}  // namespace otkel::core
