#pragma once
// What goes into a Link and what comes out of it, as values: settings, the state of the stores, the
// outputs that its owner carries out, its status.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/fact/event_record.hpp"
#include "core/value/result.hpp"
#include "sync/link/position.hpp"
#include "sync/link/wire.hpp"

namespace otkel::sync {

using std::chrono::milliseconds;

struct LinkSettings {
  core::LogSide own_side = core::LogSide::edge;  ///< the log this end writes
  core::Site site;
  std::string software;           ///< version, sent to the peer
  milliseconds ping_every{1000};  ///< of own silence
  milliseconds silence{4000};     ///< of the peer, until it counts as gone
  milliseconds ack_wait{5000};    ///< until an unacknowledged batch is sent again
  std::size_t window = 4;         ///< batches under way
  std::size_t batch_bytes = 256 * 1024;
  milliseconds max_skew{30'000};  ///< between the two wall clocks, until an alarm
};

/// What was decided about one epoch of the peer's log.
struct EpochStanding {
  std::string epoch;
  Standing standing = Standing::waits;
};
/// In an empty list every epoch counts; in any other an epoch that is not named waits.
Standing standing_of(const std::vector<EpochStanding>& list, std::string_view epoch);

/// What the owner's store holds durably (committed and synced), and the wall clock.
struct LocalState {
  core::Instant wall{};
  Positions own_log;   ///< heads of the own log, all epochs, oldest first; never empty
  Positions received;  ///< heads of what is stored of the peer's log, in order of first arrival
  std::optional<RecallFrom> recall = std::nullopt;  ///< of the own log, wanted back from the peer
  std::vector<EpochStanding> standings = {};        ///< hub: of the checkpoint's epochs
  /// Edge: commitments of the hub's log whose secrets it lacks.
  std::vector<std::string> secrets_wanted = {};
};

/// Outputs. The owner carries them out in the order given.
struct SendFrame {
  std::string bytes;  ///< may be lost, doubled or reordered on the way without harm
};
/// Wants events of the own log, consecutive, from that one on. Answer each with one on_events().
struct NeedEvents {
  std::string epoch;
  std::int64_t from_seq = 0;
  std::size_t max_bytes = 0;  ///< about as much as can be used; more is ignored
};
/// Verified events that follow exactly what is stored. Store all of them in one transaction that
/// writes (also when rows exist already), then answer with one on_stored() or on_store_refused().
/// At most one is unanswered at any time.
struct StoreBatch {
  std::vector<core::EventRecord> events;  ///< of one epoch, possibly a new one
};
/// Wants events of the peer's log as they were stored here, consecutive, from that one on, for the
/// peer that lost them. Answer with one on_held(). At most one is unanswered.
struct NeedHeld {
  std::string epoch;
  std::int64_t from_seq = 0;
  std::size_t max_bytes = 0;
};
/// Events of the own log as the peer stored them, beginning with what LocalState::recall wanted;
/// consecutive, of one epoch; the chain is not verified. Move `recall` on once they are adopted.
struct Returned {
  std::vector<core::EventRecord> events;
};
/// Hub: the peer lacks the secrets of these commitments. Answer with one on_secrets(), or not at
/// all while they cannot be read: it asks again.
struct NeedSecrets {
  std::vector<std::string> commitments;
};
/// Edge: secrets that were wanted, each of which opens its commitment. Keep them, and want them no
/// longer; nothing is acknowledged.
struct GotSecrets {
  std::vector<core::OfficerSecret> secrets;
};
/// The peer holds the own log durably up to here; its hash has been checked.
struct PeerAcked {
  Position upto;
};
/// The peer is gone: close the connection and forget what is queued (Transport::disconnect).
struct DropConnection {};
/// Something a person must see. Given once per cause, not once per frame.
struct Alarm {
  core::Error error;
  bool quarantined = false;  ///< that log's stream stands still until the cause is removed
};
using Output = std::variant<SendFrame, NeedEvents, StoreBatch, NeedHeld, Returned, NeedSecrets,
                            GotSecrets, PeerAcked, DropConnection, Alarm>;

struct LinkStatus {
  bool established = false;              ///< a session is open and the peer is heard
  std::optional<milliseconds> heard_at;  ///< boot time of the peer's last valid frame
  /// What the peer reported when the session began: what it holds of the own log, and what it has
  /// decided about the epoch that is being written. Nothing while no session is open.
  std::optional<Positions> peer_holds;
  std::optional<Standing> standing;
  std::string peer_epoch;              ///< that the peer writes; empty before the first session
  std::optional<Position> peer_acked;  ///< of the own log
  std::optional<Position> peer_head;   ///< of the peer's log, as it last reported
  std::optional<core::Instant> current_at;  ///< wall time when we last held all of the peer's log
  std::optional<milliseconds> clock_skew;   ///< peer's wall clock minus ours
  milliseconds skew_error{0};               ///< half the round trip it was measured over
  std::string peer_software;
  bool sending_quarantined = false;
  bool receiving_quarantined = false;
  /// Why the peer asked to wait; until it takes something again, or the session ends. Else empty.
  std::string peer_busy;
  int failed_attempts = 0;  ///< since the last useful acknowledgement
  std::optional<core::Error> last_alarm;
};

}  // namespace otkel::sync
