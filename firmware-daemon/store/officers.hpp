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
  std::int64_t failures = 0;  ///< since the last good log-in
  core::Instant locked_until{};
};

struct SessionRow {
  std::string token_hash, login;
  core::Instant began{}, seen{};
};

class Officers {
 public:
  explicit Officers(sql::Session& db) : db_(db) {}

  void put(const core::OfficerRecorded& fact);
  std::optional<OfficerRow> find(const std::string& login);
  void set_failures(const std::string& login, std::int64_t failures, core::Instant locked_until);

  void begin_session(const SessionRow& row);
  std::optional<SessionRow> session(const std::string& token_hash);
  void seen(const std::string& token_hash, core::Instant at);
  void end_session(const std::string& token_hash);
  void end_sessions_before(core::Instant seen);

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
