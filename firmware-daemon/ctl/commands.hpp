#pragma once
// The subcommands of otkelctl. Each writes its result to stdout, its trouble to stderr, and returns
// the exit status.
#include <string>

#include "core/value/instant.hpp"
#include "core/value/random.hpp"
#include "core/value/result.hpp"

namespace otkel::ctl {

/// Says to stderr what went wrong; the exit status for it.
int trouble(const core::Error& error);

/// link.key, link.key.pub (CURVE) and signing.key, signing.pub (Ed25519) in `folder`. Never
/// overwrites.
int make_keys(const std::string& folder);

/// One line of stdin -> its argon2id hash.
int hash_officer_password(core::Random& random);

/// Walks both hash chains of a database; 1 at the first break.
int verify_log(const std::string& database);

/// A consistent copy beside a running daemon; never over an existing file.
int backup(const std::string& database, const std::string& to);

struct TokenQuestion {
  std::string text;                  ///< of a QR, or its token alone
  std::string key;                   ///< public, 64 hex digits
  std::string status = "not_asked";  ///< `standing` of the register's answer, where it was asked
};

/// The signature is good and nobody asked the register: no fault is known, and no end either.
inline constexpr int kStatusNotAsked = 2;

/// Prints the one verdict (core/permit/sheet_verdict.hpp) and what is signed. 0 where it is
/// `valid`, kStatusNotAsked, else 1; 64 for a key or a status that is none.
int check_token(const TokenQuestion& asked, core::Instant now);

}  // namespace otkel::ctl
