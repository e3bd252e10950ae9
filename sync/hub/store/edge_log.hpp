#pragma once
// The checkpoints' logs exactly as they came in (ADR 0013), and how far they have been understood.
#include <optional>
#include <vector>

#include "ledger/peer_log.hpp"
#include "sync/link/link_io.hpp"

namespace otkel::hub {

/// `db` must outlive it.
ledger::PeerLog edge_log(sql::Session& db, core::Site site);

/// How far one checkpoint's log has come in and has been read.
struct EdgeProgress {
  sync::Position head;             ///< of the newest epoch; seq 0 if nothing came yet
  std::int64_t projected_seq = 0;  ///< of the newest epoch
  bool all_projected = true;       ///< of all epochs
  std::optional<core::Instant> last_received;
};

/// Call inside Session::transact; throws sql::Failure.
class EdgeLog {
 public:
  explicit EdgeLog(sql::Session& db) : db_(db) {}

  EdgeProgress progress(core::Site site);
  /// Of every epoch of the checkpoint's log that has come in or was accepted beforehand.
  std::vector<sync::EpochStanding> standings(core::Site site);
  sync::Standing standing(core::Site site, const std::string& epoch);
  /// From now on this epoch counts, and none before it.
  struct Acceptance {
    std::string epoch, by, reason;
  };
  void accept(core::Site site, const Acceptance& what, core::Instant now);
  /// The next events that projections have not seen, oldest epoch first.
  std::vector<core::EventRecord> unprojected(core::Site site, int limit);
  void set_projected(core::Site site, const std::string& epoch, std::int64_t seq);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
