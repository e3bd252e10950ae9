// Remembering answers.
#include "firmware-daemon/app/answer_once.hpp"

#include "base/codec/hash.hpp"

namespace otkel::app {

Result<Answer> answer_once(Context& c, const Asked& asked,
                           const std::function<Result<Answer>()>& work) {
  if (asked.key.size() < 8 || asked.key.size() > 64)
    return fail(Code::idempotency_key_missing,
                "send a header Idempotency-Key of 8 to 64 characters, new for every new wish");
  const std::string hash = codec::blake2b_hex(asked.body);
  if (const auto before = c.stores.requests.answer(asked.key)) {
    if (before->route != asked.route || before->request_hash != hash)
      return fail(Code::idempotency_key_reused, "this key was used for another request");
    return Answer{static_cast<int>(before->status), before->body};
  }
  auto answer = work();
  if (!answer) return answer;
  c.stores.requests.remember({asked.key, asked.route, hash, answer->status, answer->body}, c.now);
  return answer;
}

}  // namespace otkel::app
