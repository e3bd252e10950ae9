#pragma once
// One Idempotency-Key, one effect: an impatient finger or a lost answer changes nothing twice.
#include <functional>
#include <string>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct Asked {
  std::string key;    ///< 8 to 64 characters
  std::string route;  ///< method and path
  std::string body;   ///< byte for byte
};

struct Answer {
  int status = 200;
  std::string body;
};

/// Runs `work` unless this key was answered before; keeps the answer in the same transaction. A
/// refusal is not kept: the caller may mend the cause and ask again with the same key. Errors:
/// idempotency_key_missing, idempotency_key_reused (other route or body), those of `work`.
Result<Answer> answer_once(Context& context, const Asked& asked,
                           const std::function<Result<Answer>()>& work);

}  // namespace otkel::app
