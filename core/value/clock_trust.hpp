#pragma once
// May the wall clock decide? It is held against the clock that never jumps, against the hub's, and
// over a restart against the last moment at which it was trusted (ADR 0050). Knows no clock itself.
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/value/fields.hpp"
#include "core/value/moment.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// Why it may not. In doubt nothing falls due and nothing is issued; the rest goes on.
enum class ClockDoubt {
  none,          ///< it may
  moved,         ///< it was set: wall minus boot clock is another than when it was trusted
  differs,       ///< it is another than the hub's
  went_back,     ///< the machine was started and stands before a moment that has been
  long_absence,  ///< ... or so long after it that nobody knows whether that is true
  implausible,   ///< the first start, before the first day of the rules
};
template <>
struct EnumWords<ClockDoubt> {
  static constexpr std::array<std::string_view, 6> words{
      "none", "moved", "differs", "went_back", "long_absence", "implausible"};
};

/// What of the trust outlives the process.
struct ClockRecord {
  std::string boot_id;        ///< of the start of the machine that `right_ms` belongs to
  bool known = false;         ///< `right_ms` holds
  std::int64_t right_ms = 0;  ///< what wall minus boot clock is taken to be rightly
  bool from_hub = false;      ///< the hub reported it
  Instant trusted{};          ///< the last moment at which the clock was trusted
  ClockDoubt doubt = ClockDoubt::none;
  static constexpr auto fields() {
    using R = ClockRecord;
    return std::tuple{field("boot_id", &R::boot_id),   field("known", &R::known),
                      field("right_ms", &R::right_ms), field("from_hub", &R::from_hub),
                      field("trusted", &R::trusted),   field("doubt", &R::doubt)};
  }
  bool operator==(const ClockRecord&) const = default;
};

/// What a start knows.
struct ClockStart {
  Moment at;
  std::string boot_id;                  ///< of this start of the machine; empty: unknown
  std::optional<ClockRecord> kept;      ///< nothing: the first start
  std::optional<Instant> last_written;  ///< time of the newest row of the log
  Instant not_before{};                 ///< no first start was before that
};

/// The other clock, as far as it is known.
struct OtherClock {
  bool heard = false;  ///< the hub is connected now
  /// The hub's wall clock minus our boot clock, if it was measured since the last look. So it
  /// says the same whatever is done to our wall clock.
  std::optional<std::chrono::milliseconds> measured;
};

class ClockJudge {
 public:
  static constexpr std::chrono::minutes kMostMoved{5}, kMostFromHub{2}, kAgreement{1};
  static constexpr std::chrono::seconds kTolerance{5};
  static constexpr std::chrono::hours kLongestAbsence{72};

  explicit ClockJudge(const ClockStart& start);

  /// Call about every second. Doubt begins at once and ends after a minute of agreement: with the
  /// hub while it is heard, else of wall minus boot clock with what is taken to be right.
  void look(const Moment& at, const OtherClock& other);
  /// Two persons confirm it: what it shows now is right.
  void confirm(const Moment& at);

  ClockDoubt doubt() const { return kept_.doubt; }
  /// To be written down when the doubt changes and now and then while there is none.
  const ClockRecord& record() const { return kept_; }

 private:
  ClockDoubt first_doubt(const Moment& at) const;
  ClockDoubt complaint(const Moment& at, bool hub_heard) const;
  bool plausible(const Moment& at) const;
  Instant earliest(const Moment& at) const;

  ClockRecord kept_;
  Instant before_{};   ///< the last trusted moment before this start
  Instant written_{};  ///< the newest row of the log, where its time counts
  Instant not_before_{};
  bool first_start_{};
  bool rebooted_{};  ///< the machine was started since `before_`
  std::optional<std::chrono::milliseconds> agreeing_since_;  ///< boot time; of a doubt
};

/// What a decision of this moment must take the clock for: one that was set since the last look at
/// it is doubted at once. `looked`: what it showed then; nothing while nobody looks.
ClockDoubt doubt_at(Instant now, ClockDoubt judged, const std::optional<Instant>& looked);

}  // namespace otkel::core
