#pragma once
// The hub's database with one checkpoint's two logs: what it writes and what it receives. (The
// checkpoint's own tables are held by unit_store.)
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/codec/chain.hpp"
#include "base/sqlite/database.hpp"
#include "sync/hub/migrations.hpp"
#include "sync/hub/store/edge_log.hpp"
#include "sync/hub/store/hub_log.hpp"

namespace otkel::ledger::test {

using core::Code;
using core::Result;
using core::Site;

inline core::Instant at(std::int64_t ms) { return core::Instant{std::chrono::milliseconds{ms}}; }
inline const Stamp kStamp{at(1'747'713'600'000), core::Actor::officer("aigul"), "kz-cn-c-2023"};
inline const core::Event kFact = core::ClockJumped{at(1), at(2)};
inline std::string epoch(char digit) { return std::string(32, digit); }

struct HubLogs : testing::Test {
  sqlite::Database db = sqlite::Database::open(":memory:", hub::migrations()).value();
  OwnLog own = hub::hub_log(db, Site{"nur-zholy"});
  PeerLog received = hub::edge_log(db, Site{"nur-zholy"});

  /// One transaction; the code of what it was refused with.
  template <class Work>
  std::optional<Code> breaks(Work work) {
    const auto done = db.transact([&]() -> Result<void> {
      work();
      return {};
    });
    if (done) return std::nullopt;
    return done.error().code;
  }
  void begin(const std::string& id) {
    EXPECT_FALSE(breaks([&] { own.begin_epoch(id); }));
  }
  void append(int count) {
    EXPECT_FALSE(breaks([&] {
      auto lock = own.lock_for_append();
      for (int i = 0; i < count; ++i) own.append(lock, draft(kFact, kStamp));
    }));
  }
  Result<Received> receive(const std::vector<core::EventRecord>& events) {
    return db.transact([&] { return received.receive(events, at(7)); });
  }
};

/// A checkpoint's log, written by hand.
struct PeerWriter {
  Site site = Site{"nur-zholy"};
  std::string id = epoch('a');
  std::int64_t seq = 0;
  std::string hash = std::string(core::kNoHash);

  core::EventRecord write(const std::string& body = "{}") {
    core::EventRecord r;
    r.site = site;
    r.epoch = id;
    r.seq = ++seq;
    r.event_id = codec::event_id_of(r);
    r.at = at(seq);
    r.actor = core::Actor::kiosk();
    r.rule_pack = "p1";
    r.type = "noise";
    r.body = body;
    r.prev_hash = hash;
    r.hash = hash = codec::chain_hash(r);
    return r;
  }
};

}  // namespace otkel::ledger::test
