#pragma once
// Logs for the tests of the link: chained events without a database.
#include <string>
#include <vector>

#include "base/codec/chain.hpp"
#include "base/codec/commitment.hpp"
#include "sync/link/position.hpp"

namespace otkel::sync {

/// 32 hex digits that start with `tag` (hex digits).
inline std::string epoch_named(const std::string& tag) {
  return tag + std::string(32 - tag.size(), '0');
}

/// The next event of one epoch's log; `body` makes it differ from its twins.
inline core::EventRecord next_event(const std::vector<core::EventRecord>& log, core::LogSide side,
                                    const std::string& epoch, std::string body) {
  core::EventRecord r;
  r.side = side;
  r.site = core::Site{"kolzhat"};
  r.epoch = epoch;
  r.seq = log.empty() ? 1 : log.back().seq + 1;
  r.event_id = codec::event_id_of(r);
  r.at = core::Instant(std::chrono::milliseconds(1'747'710'245'678 + r.seq));
  r.actor = core::Actor::officer("aliya");
  r.rule_pack = "pilot-2024-03";
  r.type = "vehicle_arrived";
  r.body = std::move(body);
  r.prev_hash = log.empty() ? std::string(kNoHash) : log.back().hash;
  r.hash = codec::chain_hash(r);
  return r;
}

inline std::vector<core::EventRecord> make_log(core::LogSide side, const std::string& epoch,
                                               int count, const std::string& salt = "") {
  std::vector<core::EventRecord> log;
  for (int i = 1; i <= count; ++i)
    log.push_back(next_event(log, side, epoch,
                             "{\"n\":" + std::to_string(i) + ",\"salt\":\"" + salt + "\"}"));
  return log;
}

/// What the hub's log says of a password, and what it stands for.
inline core::OfficerSecret secret_named(const std::string& name) {
  return codec::commit_to("$argon2id$" + name, codec::CommitmentSalt{});
}
inline std::string commitment_named(const std::string& name) {
  return secret_named(name).commitment;
}

inline Position position_of(const core::EventRecord& r) { return {r.epoch, r.seq, r.hash}; }

inline Position head_of(const std::vector<core::EventRecord>& log, const std::string& epoch) {
  return log.empty() ? Position{epoch, 0, std::string(kNoHash)} : position_of(log.back());
}

}  // namespace otkel::sync
