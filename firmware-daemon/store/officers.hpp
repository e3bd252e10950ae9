#pragma once
// Who may log in, and who is logged in.
#include <optional>
#include <string>

#include "base/sql/session.hpp"
#include "core/fact/event_hub.hpp"

namespace otkel::store {

struct OfficerRow {
  std::string login, name;
  core::OfficerRole role = core::OfficerRole::officer;
  std::string password_hash;  ///< argon2id, encoded
  bool active = true;
};

struct SessionRow {
  std::string token_hash, login;
  core::Instant began{}, seen{};
};

class Officers {
 public:
  explicit Officers(sql::Session& db) : db_(db) {}

  /// Another password, or the end of the officer's service, ends his sessions.
  void put(const core::OfficerRecorded& fact);
  std::optional<OfficerRow> find(const std::string& login);

  void begin_session(const SessionRow& row);
  std::optional<SessionRow> session(const std::string& token_hash);
  void seen(const std::string& token_hash, core::Instant at);
  void end_session(const std::string& token_hash);
  void end_sessions_before(core::Instant seen);
  /// Until `most` are left; `newest` (a token's hash) stays.
  void end_oldest_sessions(const std::string& login, const std::string& newest, std::int64_t most);

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
