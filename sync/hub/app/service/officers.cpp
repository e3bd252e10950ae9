// Officers and their passwords. The salt is drawn apart from the hashing, so that a demonstration
// with a seed writes the same log twice.
#include "sync/hub/app/service/officers.hpp"

#include <algorithm>

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
  core::OfficerRecorded officer{command.login, command.name, command.role, {}, command.active};
  const auto known = context.stores.officers.find(command.login);
  const bool same_password = known && codec::password_fits(known->password_hash, command.password);
  if (same_password && known->name == officer.name && known->role == officer.role &&
      known->active == officer.active)
    return Recorded{0, 1, {}};
  if (same_password) {
    officer.password_hash = known->password_hash;
  } else {
    auto hash = codec::hash_password(command.password, random16(context, "salt:" + command.login));
    if (!hash) return std::unexpected(hash.error());
    officer.password_hash = std::move(*hash);
  }
  context.stores.officers.put(officer);
  publish_to_all(context, "hub", now, officer);
  return Recorded{1, 0, {}};
}

}  // namespace otkel::hub
