// Officers and their passwords. The salt is drawn apart from the hashing, so that a demonstration
// with a seed writes the same log twice.
#include <sodium.h>

#include <algorithm>

#include "sync/hub/app/checks.hpp"
#include "sync/hub/app/registries.hpp"
#include "sync/hub/store/registries.hpp"

namespace otkel::hub {
namespace {

constexpr std::size_t kLeastPassword = 8;

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string out(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  out.pop_back();
  return out;
}

bool is_login(const std::string& text) {
  const auto fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, fine);
}

}  // namespace

core::Result<std::string> password_hash(const std::string& password,
                                        const std::array<unsigned char, 16>& salt) {
  static_assert(crypto_pwhash_SALTBYTES == 16);
  std::array<unsigned char, 32> hash{};
  if (crypto_pwhash(hash.data(), hash.size(), password.data(), password.size(), salt.data(),
                    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return core::fail(core::Code::internal, "not enough memory to hash a password");
  return "$argon2id$v=19$m=" + std::to_string(crypto_pwhash_MEMLIMIT_INTERACTIVE / 1024) +
         ",t=" + std::to_string(crypto_pwhash_OPSLIMIT_INTERACTIVE) + ",p=1$" +
         base64(salt.data(), salt.size()) + "$" + base64(hash.data(), hash.size());
}

core::Result<Recorded> record_officer(Context& context, const RecordOfficer& command,
                                      core::Instant now) {
  if (!is_login(command.login))
    return core::fail(
        core::Code::value_malformed,
        "$.login: expected 1 to 64 of a-z 0-9 . _ -, found \"" + command.login + "\"");
  if (auto named = filled(command.name, "name"); !named) return std::unexpected(named.error());
  if (command.password.size() < kLeastPassword)
    return core::fail(core::Code::value_malformed, "$.password: expected 8 bytes or more");
  return context.db.transact([&]() -> core::Result<Recorded> {
    core::OfficerRecorded officer{command.login, command.name, command.role, {}, command.active};
    const auto known = Officers(context.db).find(command.login);
    const bool same_password =
        known && crypto_pwhash_str_verify(known->password_hash.c_str(), command.password.data(),
                                          command.password.size()) == 0;
    if (same_password && known->name == officer.name && known->role == officer.role &&
        known->active == officer.active)
      return Recorded{0, 1, {}};
    if (same_password) {
      officer.password_hash = known->password_hash;
    } else {
      auto hash = password_hash(command.password, random16(context, "salt:" + command.login));
      if (!hash) return std::unexpected(hash.error());
      officer.password_hash = std::move(*hash);
    }
    Officers(context.db).put(officer);
    publish_to_all(context, "hub", now, officer);
    return Recorded{1, 0, {}};
  });
}

}  // namespace otkel::hub
