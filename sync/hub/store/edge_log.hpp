#pragma once
// The checkpoints' logs exactly as they came in (ADR 0013), and how far they have been understood.
#include <optional>
#include <vector>

#include "ledger/peer_log.hpp"

namespace otkel::hub {

/// `db` must outlive it.
ledger::PeerLog edge_log(sql::Session& db, core::Site site);

/// How far one checkpoint's log has come in and has been read.
struct EdgeProgress {
  sync::Position head;             ///< of the newest epoch; seq 0 where nothing came yet
  std::int64_t projected_seq = 0;  ///< of the newest epoch
  bool all_projected = true;       ///< of all epochs
  std::optional<core::Instant> last_received;
};

/// Call inside Session::transact; throws sql::Failure.
class EdgeLog {
 public:
  explicit EdgeLog(sql::Session& db) : db_(db) {}

  EdgeProgress progress(core::Site site);
  /// The next events that projections have not seen, oldest epoch first.
  std::vector<core::EventRecord> unprojected(core::Site site, int limit);
  void set_projected(core::Site site, const std::string& epoch, std::int64_t seq);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
