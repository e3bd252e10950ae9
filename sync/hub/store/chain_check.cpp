// Epoch by epoch, as the heads name them.
#include "sync/hub/store/chain_check.hpp"

#include "ledger/rows.hpp"

namespace otkel::hub {
namespace {

using core::Result;

/// One side of one checkpoint: where its epochs end, and their rows.
struct LogSql {
  core::LogSide side;
  std::string_view heads, rows;
};

constexpr LogSql kLogs[] = {
    {core::LogSide::hub, "SELECT epoch, seq, hash FROM hub_epoch WHERE site = ? ORDER BY ordinal",
     "SELECT " OTKEL_RECORD_COLUMNS " FROM hub_log WHERE site = ? AND epoch = ? ORDER BY seq"},
    {core::LogSide::edge,
     "SELECT epoch, seq, hash FROM edge_cursor WHERE site = ? ORDER BY ordinal",
     "SELECT " OTKEL_RECORD_COLUMNS " FROM edge_log WHERE site = ? AND epoch = ? ORDER BY seq"},
};

Result<ledger::ChainWalk> walk_to(sql::Session& session, const LogSql& sql,
                                  const ledger::LogName& log, const sync::Position& head) {
  auto rows = session.prepare(sql.rows);
  auto walk = ledger::walk_chain(rows.bind(log.site(), head.epoch), log);
  if (!walk) return walk;
  if (walk->seq != head.seq)
    return core::fail(core::Code::sequence_gap, "epoch " + head.epoch + " ends with event " +
                                                    std::to_string(walk->seq) + ", its head is " +
                                                    std::to_string(head.seq));
  if (head.seq > 0 && walk->hash != head.hash)
    return core::fail(core::Code::log_fork,
                      "epoch " + head.epoch + " ends with another event than its head names");
  return walk;
}

Result<WalkedLog> walk_log(sql::Session& session, const LogSql& sql, core::Site site) {
  WalkedLog walked{{site, sql.side}, {}};
  sync::Positions heads;
  {
    auto rows = session.prepare(sql.heads);
    heads = ledger::read_heads(rows.bind(site));
  }
  for (const auto& head : heads) {
    const auto walk = walk_to(session, sql, walked.log, head);
    if (!walk) return core::fail(walk.error().code, walked.log.text() + ": " + walk.error().detail);
    walked.walk.epoch = head.epoch;
    walked.walk.seq = head.seq;
    walked.walk.hash = head.hash;
    walked.walk.rows += walk->rows;
    ++walked.walk.epochs;
  }
  return walked;
}

}  // namespace

Result<std::vector<WalkedLog>> check_chains(sql::Session& session) {
  return session.read([&]() -> Result<std::vector<WalkedLog>> {
    std::vector<core::Site> sites;
    {
      auto rows = session.prepare("SELECT DISTINCT site FROM hub_epoch ORDER BY site");
      while (rows.step()) sites.push_back(rows.value<core::Site>(0));
    }
    std::vector<WalkedLog> all;
    for (const auto site : sites)
      for (const auto& sql : kLogs) {
        auto walked = walk_log(session, sql, site);
        if (!walked) return std::unexpected(walked.error());
        all.push_back(*std::move(walked));
      }
    return all;
  });
}

}  // namespace otkel::hub
