#pragma once
// What no table holds: how the link, the printer and the clock stand right now. The workers keep
// it; the views and the rules read it. Work thread only.
#include <optional>
#include <string>
#include <vector>

#include "core/plate/camera.hpp"
#include "core/plate/card_index.hpp"
#include "core/value/budget.hpp"
#include "core/value/clock_trust.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/storage_health.hpp"
#include "firmware-daemon/app/log_in_watch.hpp"

namespace otkel::app {

struct LinkView {
  bool up = false;
  std::optional<core::Instant> since, last_heard;
  std::int64_t behind = 0;  ///< own events that the centre has not acknowledged
  static constexpr auto fields() {
    using V = LinkView;
    return std::tuple{core::field("up", &V::up), core::field("since", &V::since),
                      core::field("last_heard", &V::last_heard), core::field("behind", &V::behind)};
  }
};

struct PrinterView {
  bool ready = false;
  std::string device;
  std::optional<std::string> cause;
  bool paper_near_end = false;
  static constexpr auto fields() {
    using V = PrinterView;
    return std::tuple{core::field("ready", &V::ready), core::field("device", &V::device),
                      core::field("cause", &V::cause),
                      core::field("paper_near_end", &V::paper_near_end)};
  }
};

/// The plates of all permit cards, held in memory for the matcher.
struct CardPlates {
  core::CardIndex index;
  bool loaded = false;
  /// Plates of cards that were written since the last look. The transaction that wrote one may roll
  /// back, so the database is asked again before the matcher believes it.
  std::vector<std::string> written;
};

/// The last report of the camera bridge about itself.
struct BridgeView {
  bool up = false;  ///< and that was not long ago
  std::optional<core::Instant> heard;
  core::BridgeStatus status;
};

/// What is known of the clock (ADR 0050). See app/clock_watch.hpp.
struct ClockState {
  core::ClockDoubt doubt = core::ClockDoubt::none;
  /// Both clocks at the last look; nothing while nobody looks.
  std::optional<core::Moment> looked;
  bool hub_heard = false;
  /// The hub's wall clock minus our boot clock, as last measured; taken by the next look.
  std::optional<std::chrono::milliseconds> hub_measured;
  /// Skew and its error as the link last reported, so that a new measurement is recognised.
  std::optional<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>> hub_seen;
};

/// What the link says of itself besides LinkView.
struct LinkTrouble {
  std::string transport;  ///< why no connection comes about; empty: nothing known
  std::int64_t refused = 0, dropped = 0, frames_in = 0, frames_out = 0;
  std::string peer_software;  ///< what the hub runs, once it was heard
  bool sending_stopped = false, receiving_stopped = false;  ///< quarantined
  std::optional<core::Error> alarm;                         ///< the last one, while it is stopped
  std::string peer_busy;  ///< why the hub takes nothing now (a quota, its disk); else empty
  int failed_attempts = 0;
};

/// Active officers whose password is not as it should be.
struct PasswordState {
  std::int64_t missing = 0;  ///< the hub's fact came, its secret did not
  std::int64_t in_log = 0;   ///< an older version wrote its hash into the log
};

/// The result of the last comparison of state and log (store/state_check.hpp).
struct StateCheckState {
  std::optional<core::Instant> checked;
  std::vector<std::string> differences;  ///< the first of them, in words
};

/// Whether it is known what was given before (ledger/history.hpp).
struct HistoryView {
  std::string state = "none";  ///< word of ledger::Doubt
  std::string sentence;        ///< for people; empty if nothing is in doubt
  std::optional<core::Instant> since;
  std::string epoch;  ///< of the log being written: what the centre must accept
  static constexpr auto fields() {
    using V = HistoryView;
    return std::tuple{core::field("state", &V::state), core::field("sentence", &V::sentence),
                      core::field("since", &V::since), core::field("epoch", &V::epoch)};
  }
};

/// Wrong proofs at the kiosk in an hour (app/booking_proof). A plate that strangers guess at waits;
/// the kiosk itself, which is one address for all its drivers, has room for many of them.
struct WrongProofs {
  core::Budget by_plate{{5, std::chrono::hours{1}}};
  core::Budget by_address{{60, std::chrono::hours{1}}};
};

struct Surroundings {
  HistoryView history;
  LinkView link;
  PrinterView printer;
  BridgeView bridge;
  CardPlates cards;
  ClockState clock;
  core::StorageHealth storage;
  LinkTrouble link_trouble;
  PasswordState passwords;
  StateCheckState state_check;
  WrongProofs wrong_proofs;
  LogInWatch log_ins;
  std::string last_visit;         ///< id of the last visit that was taken in
  std::int64_t visits_taken = 0;  ///< revisions taken in since the start
};

}  // namespace otkel::app
