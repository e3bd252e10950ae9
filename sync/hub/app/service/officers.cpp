// Officers and their passwords. Salts are drawn apart from the hashing, so that a demonstration
// with a seed writes the same log twice.
#include "sync/hub/app/service/officers.hpp"

#include <algorithm>

#include "base/codec/commitment.hpp"
#include "base/codec/password.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

constexpr std::size_t kLeastPassword = 8;

bool is_login(const std::string& text) {
  const auto fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, fine);
}

/// Against the hash, wherever it lies.
bool fits(Context& context, const core::OfficerRecorded& known, const std::string& password) {
  if (!core::is_commitment(known.password_hash))
    return codec::password_fits(known.password_hash, password);
  const auto secret = context.stores.officers.secret_of(known.login);
  return secret && codec::password_fits(secret->hash, password);
}

core::OfficerSecret commit(Context& context, const core::OfficerRecorded& officer,
                           const std::string& hash) {
  return codec::commit_to(hash, random32(context, "commitment:" + officer.login));
}

core::Result<void> set_password(Context& context, core::OfficerRecorded& officer,
                                const std::string& password) {
  const auto hash = codec::hash_password(password, random16(context, "salt:" + officer.login));
  if (!hash) return std::unexpected(hash.error());
  const auto secret = commit(context, officer, *hash);
  officer.password_hash = secret.commitment;
  context.stores.officers.put(officer);
  if (officer.active)
    context.stores.officers.keep(officer.login, secret, Officers::HashIs::beside_the_log);
  return {};
}

}  // namespace

core::Result<Recorded> record_officer(Context& context, const RecordOfficer& command,
                                      core::Instant now) {
  if (!is_login(command.login))
    return core::fail(
        core::Code::value_malformed,
        "$.login: expected 1 to 64 of a-z 0-9 . _ -, found \"" + command.login + "\"");
  if (auto named = filled(command.name, "name"); !named) return std::unexpected(named.error());
  if (command.password.size() < kLeastPassword)
    return core::fail(core::Code::value_malformed, "$.password: expected 8 bytes or more");
  const auto known = context.stores.officers.find(command.login);
  const bool same_password = known && fits(context, *known, command.password);
  const bool same_rest = known && known->name == command.name && known->role == command.role &&
                         known->active == command.active;
  // An officer who is not active has no password that could be another one.
  if (same_rest && (same_password || !command.active)) return Recorded{0, 1, {}};
  core::OfficerRecorded officer{command.login, command.name, command.role, {}, command.active};
  if (same_password) {
    officer.password_hash = known->password_hash;
    officer = keep_hash_beside_log(context, officer);
  } else if (auto kept = set_password(context, officer, command.password); !kept) {
    return std::unexpected(kept.error());
  }
  publish_to_all(context, core::Actor::hub(), now, officer);
  return Recorded{1, 0, {}};
}

core::OfficerRecorded keep_hash_beside_log(Context& context, core::OfficerRecorded officer) {
  auto& officers = context.stores.officers;
  if (core::is_commitment(officer.password_hash)) {
    officers.put(officer);
    return officer;
  }
  const auto secret = commit(context, officer, officer.password_hash);
  officer.password_hash = secret.commitment;
  officers.put(officer);
  if (officer.active) officers.keep(officer.login, secret, Officers::HashIs::in_a_log);
  return officer;
}

}  // namespace otkel::hub
