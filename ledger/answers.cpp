// Claim, carry out, keep.
#include "ledger/answers.hpp"

#include <algorithm>
#include <optional>

#include "base/codec/hash.hpp"

namespace otkel::ledger {
namespace {

using core::Code;

constexpr std::size_t kShortestKey = 8, kLongestKey = 200;

core::Result<void> check_key(const std::string& key) {
  const auto printable = [](char c) { return c > 0x20 && c < 0x7f; };
  if (key.size() >= kShortestKey && key.size() <= kLongestKey &&
      std::ranges::all_of(key, printable))
    return {};
  return core::fail(Code::idempotency_key_missing,
                    "send a header Idempotency-Key of 8 to 200 printable characters without "
                    "spaces, new for every new request");
}

/// No key has a space, so a person's and another's never meet.
std::string kept_as(const IdempotentRequest& request) {
  return request.person.empty() ? request.key : request.person + " " + request.key;
}

/// What is known of a key.
struct Known {
  std::optional<std::string> hash;  ///< of the body that stood behind it on this route
  Answer answer;
  bool on_another_route = false;
};

Known known_of(sql::Session& session, const IdempotentRequest& request) {
  auto rows = session.prepare(
      "SELECT route, request_hash, status, body FROM idempotency "
      "WHERE key = ?");
  rows.bind(kept_as(request));
  Known known;
  while (rows.step()) {
    if (rows.text(0) != request.route) {
      known.on_another_route = true;
      continue;
    }
    known.hash = rows.text(1);
    known.answer = {static_cast<int>(rows.integer(2)), rows.text(3)};
  }
  return known;
}

}  // namespace

core::Result<Answer> Answers::once(const IdempotentRequest& request, core::Instant now,
                                   const std::function<core::Result<Answer>()>& work) {
  if (auto fit = check_key(request.key); !fit) return std::unexpected(fit.error());
  const std::string hash = codec::blake2b_hex(request.body);
  session_.run(
      "INSERT INTO idempotency (key, route, request_hash, status, body, at_utc_ms) "
      "VALUES (?, ?, ?, 0, '', ?) ON CONFLICT DO NOTHING",
      kept_as(request), request.route, hash, now);
  const bool claimed = session_.changes() == 1;
  const Known known = known_of(session_, request);
  if (!claimed && known.hash == hash) return known.answer;
  if (!claimed || known.on_another_route)
    return core::fail(Code::idempotency_key_reused,
                      "this Idempotency-Key was used for another request; use a new one");
  auto answer = work();
  if (answer)
    session_.run("UPDATE idempotency SET status = ?, body = ? WHERE key = ? AND route = ?",
                 answer->status, answer->body, kept_as(request), request.route);
  return answer;
}

void Answers::forget_before(core::Instant at) {
  session_.run("DELETE FROM idempotency WHERE at_utc_ms < ?", at);
}

}  // namespace otkel::ledger
