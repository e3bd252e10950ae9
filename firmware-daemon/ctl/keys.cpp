// Keys and password hashes.
#include "sync/link/keys.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/codec/password.hpp"
#include "base/files/durable.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "printer/claim/signing_key.hpp"

namespace otkel::ctl {

namespace fs = std::filesystem;

int make_keys(const std::string& folder) {
  std::error_code ec;
  fs::create_directories(folder, ec);
  if (ec) return trouble({core::Code::io_failed, folder + ": " + ec.message()});
  const auto link = fs::path(folder) / "link.key";
  const auto signing = fs::path(folder) / "signing.key";
  if (fs::exists(signing))
    return trouble({core::Code::io_failed, signing.string() + " is there already"});
  if (auto ok = sync::store_keys(sync::generate_keys(), link); !ok) return trouble(ok.error());
  const auto key = printer::SigningKey::generate(signing.string());
  if (!key) return trouble(key.error());
  const auto public_file = fs::path(folder) / "signing.pub";
  std::ofstream(public_file) << key->public_hex() << '\n';
  std::printf("%s\n%s.pub\n%s\n%s\n", link.c_str(), link.c_str(), signing.c_str(),
              public_file.c_str());
  return 0;
}

int renew_qr_key(const std::string& file, core::Instant now) {
  const auto old = printer::SigningKey::load(file);
  if (!old) return trouble(old.error());
  const auto key = printer::SigningKey::renew(file);
  if (!key) return trouble(key.error());
  const auto public_file = fs::path(file).replace_extension(".pub").string();
  if (const auto kept = files::write_safely(public_file, key->public_hex() + "\n"); !kept)
    return trouble(kept.error());
  const auto at = core::to_iso(now);
  std::printf("%s\n%s\n%s.former\n", file.c_str(), public_file.c_str(), file.c_str());
  std::printf(
      "1. record it at the hub, before the next start of otkeld:\n"
      "   POST /api/v1/keys {\"site\":\"SITE\",\"public_key\":\"%s\",\"from\":\"%s\"}\n"
      "2. start otkeld again; it signs with the new key from then on\n"
      "3. end the old key at that moment, or withdraw it if somebody else may have it:\n"
      "   POST /api/v1/keys/%s/limit {\"until\":\"TIME\",\"reason\":\"renewed\",\"by\":\"NAME\"}\n",
      key->public_hex().c_str(), at.c_str(), old->public_hex().c_str());
  return 0;
}

int hash_officer_password(core::Random& random) {
  std::string password;
  if (!std::getline(std::cin, password) || password.empty())
    return trouble({core::Code::value_malformed, "give the password on stdin, one line"});
  const auto hash = codec::hash_password(password, random.bytes<16>());
  if (!hash) return trouble(hash.error());
  std::puts(hash->c_str());
  return 0;
}

}  // namespace otkel::ctl
