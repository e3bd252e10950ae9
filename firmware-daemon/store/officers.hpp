#pragma once
// Who may log in, and who is logged in.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event_hub.hpp"
#include "core/fact/officer_secret.hpp"

namespace otkel::store {

struct OfficerRow {
  std::string login, name;
  core::OfficerRole role = core::OfficerRole::officer;
  std::string password_hash;  ///< argon2id, encoded; empty while his secret has not come
  bool active = true;
};

struct SessionRow {
  std::string token_hash, login;
  core::Instant began{}, seen{};
};

class Officers {
 public:
  explicit Officers(sql::Session& db) : db_(db) {}

  /// Another password, or the end of the officer's service, ends his sessions and erases the
  /// secret of the password before.
  void put(const core::OfficerRecorded& fact);
  std::optional<OfficerRow> find(const std::string& login);

  /// Of active officers: the commitments whose secrets have not come.
  std::vector<std::string> lacking();
  /// Takes a secret that opens its commitment, where an active officer has that commitment now.
  void keep(const core::OfficerSecret& secret);
  /// Active officers whose password hash an older version wrote into the hub's log.
  std::int64_t count_in_log();

  /// Erased secrets may still lie in the WAL, until a checkpoint has cut it.
  bool wal_to_cut() const { return wal_to_cut_; }
  void wal_was_cut() { wal_to_cut_ = false; }

  void begin_session(const SessionRow& row);
  std::optional<SessionRow> session(const std::string& token_hash);
  void seen(const std::string& token_hash, core::Instant at);
  void end_session(const std::string& token_hash);
  void end_sessions_before(core::Instant seen);
  /// Until `most` are left; `newest` (a token's hash) stays.
  void end_oldest_sessions(const std::string& login, const std::string& newest, std::int64_t most);

 private:
  sql::Session& db_;
  bool wal_to_cut_ = true;  ///< the process before may have died in between
};

}  // namespace otkel::store
