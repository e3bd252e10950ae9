#pragma once
// One Idempotency-Key of one person, one effect: an impatient finger or a lost answer changes
// nothing twice.
#include <functional>
#include <string>

#include "base/sql/session.hpp"
#include "core/value/instant.hpp"

namespace otkel::ledger {

/// A request as its Idempotency-Key identifies it.
struct IdempotentRequest {
  std::string key;    ///< 8 to 200 printable ASCII characters without spaces
  std::string route;  ///< method and path
  std::string body;   ///< byte for byte
  /// Who asks ("officer:aliya"), without spaces; the same key of another is another key.
  std::string person = {};
};

struct Answer {
  int status = 200;
  std::string body;
};

/// The answers that were given, in the table `idempotency`. Inside Session::transact.
class Answers {
 public:
  explicit Answers(sql::Session& session) : session_(session) {}

  /// Runs `work` unless this key was answered before; keeps the answer in the same transaction. The
  /// key is claimed first, so of two that ask at once in two processes the second waits for the
  /// first. After a refusal the caller undoes the transaction or savepoint, and the claim with it:
  /// the cause may be repaired and the same key asked again. Errors: idempotency_key_missing,
  /// idempotency_key_reused (another route or body), those of `work`.
  core::Result<Answer> once(const IdempotentRequest& request, core::Instant now,
                            const std::function<core::Result<Answer>()>& work);

  void forget_before(core::Instant at);

 private:
  sql::Session& session_;
};

}  // namespace otkel::ledger
