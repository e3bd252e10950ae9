#pragma once
// The subcommands of otkelctl. Each writes its result to stdout, its trouble to stderr, and returns
// the exit status.
#include <functional>
#include <string>

#include "core/value/instant.hpp"
#include "core/value/random.hpp"
#include "core/value/result.hpp"
#include "ledger/chain_walk.hpp"
#include "ledger/state_compare.hpp"

namespace otkel::ctl {

/// Says to stderr what went wrong; the exit status for it.
int trouble(const core::Error& error);

/// link.key, link.key.pub (CURVE) and signing.key, signing.pub (Ed25519) in `folder`. Never
/// overwrites.
int make_keys(const std::string& folder);

/// A new key for the QR in the place of the one in `file`, which begins at the next start of
/// otkeld; says how the hub is told of it. 1 where there is no key to renew.
int renew_qr_key(const std::string& file, core::Instant now);

/// One line of stdin -> its argon2id hash.
int hash_officer_password(core::Random& random);

/// Walks both hash chains of a database; 1 at the first break.
int verify_log(const std::string& database);
/// What a walk along one log came to, at whichever end; 1 where it broke.
int report_chain(const std::string& name, const core::Result<ledger::ChainWalk>& walked);

/// Folds both logs of a checkpoint and compares the tables with them; names every difference, 1
/// if there is one. `report`: a file for the daemon to read; empty: none.
int verify_state(const std::string& database, const std::string& report, core::Instant now);
/// What a comparison found, at whichever end: to stdout, stderr and `report`; 1 where rows differ.
int report_state(const core::Result<ledger::StateCheck>& check, const std::string& report,
                 core::Instant now);

/// The books of a checkpoint's blanks, from its database or a copy: each sum, and every difference
/// with its evidence; 1 if there is one.
int reconcile(const std::string& database);

/// A consistent copy beside a running daemon, the owner's alone, checked page by page and along
/// both chains before it gets its name; never over an existing file.
int backup(const std::string& database, const std::string& to);
/// The same as edge-TIME.db in a folder, of which the newest `keep` stay; the daemon sees when the
/// last one was made.
int backup_nightly(const std::string& database, const std::string& folder, std::size_t keep,
                   core::Instant now);
/// Of the hub, as hub-TIME.db. `chains` walks those of a copy and says what broke.
int backup_hub(const std::string& database, const std::string& folder, std::size_t keep,
               const std::function<core::Result<void>(const std::string&)>& chains,
               core::Instant now);

struct Restore {
  std::string database, from, site;
};
/// Puts a backup in the place of a database that no daemon uses; keeps everything that it replaces.
/// Refuses a backup that is damaged or of another checkpoint.
int restore(const Restore& options, core::Instant now);

struct TokenRequest {
  std::string text;                  ///< of a QR, or its token alone
  std::string key;                   ///< public, 64 hex digits; needs `site`
  std::string site;                  ///< whose key that is
  std::string keys_file;             ///< instead of both: what GET /api/v1/keys of the hub answered
  std::string fields_file;           ///< the printed fields 1 to 12 as JSON; empty: not compared
  std::string status = "not_asked";  ///< `standing` of the register's answer, where it was asked
};

/// The signature is good and nobody asked the register: no fault is known, and no end either.
inline constexpr int kStatusNotAsked = 2;

/// Prints the one verdict (core/permit/sheet_verdict.hpp) and what is signed. 0 if it is
/// `valid`, kStatusNotAsked, else 1; 64 for a key, a file or a status that is none.
int check_token(const TokenRequest& asked, core::Instant now);

/// Computes the result of a draw's file again and prints each fault by its name. `folder`: of the
/// files of the earlier draws that gave tickets; empty: the same. 0 if it holds, 1 if it does not,
/// 64 if it cannot be read.
int verify_draw(const std::string& path, const std::string& folder);

}  // namespace otkel::ctl
