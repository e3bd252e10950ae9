// Frames <-> bytes. Decoding trusts nothing: size, version, kind, every field, then the sense.
#include "sync/link/wire.hpp"

#include <array>
#include <utility>

#include "base/codec/chain.hpp"
#include "base/codec/commitment.hpp"
#include "base/codec/hash.hpp"
#include "base/codec/json.hpp"

namespace otkel::sync {
namespace {

using core::Code;
using core::EventRecord;
using core::Result;

constexpr std::size_t kMaxEpochs = 1000;
constexpr std::int64_t kMaxSeq = std::int64_t{1} << 53;  ///< sums of numbers cannot overflow
constexpr std::size_t kMaxText = 4096;                   ///< of any text that is only for people
constexpr std::size_t kMaxPasswordHash = 256;            ///< an argon2id hash, encoded, has 97

// The order of the alternatives of Frame; the byte on the wire is the index plus one.
constexpr std::array<std::string_view, 11> kNames{"HELLO",    "WELCOME",        "BATCH",  "ACK",
                                                  "NACK",     "PING",           "PONG",   "RECALL",
                                                  "RECALLED", "SECRETS_WANTED", "SECRETS"};
static_assert(std::variant_size_v<Frame> == kNames.size());

Result<void> bad(const std::string& where, std::string_view expected) {
  return core::fail(Code::payload_malformed, where + ": expected " + std::string(expected));
}

Result<void> check(const Position& p, const std::string& where) {
  if (!codec::is_hex(p.epoch, 32)) return bad(where + ".epoch", "32 hex digits");
  if (p.seq < 0 || p.seq > kMaxSeq) return bad(where + ".seq", "0 to 2^53");
  if (!codec::is_hex(p.hash, core::kHashHexDigits)) return bad(where + ".hash", "64 hex digits");
  if ((p.seq == 0) != (p.hash == kNoHash))
    return bad(where + ".hash", "64 zeros before the first event and only there");
  return {};
}

Result<void> check(const Positions& list, const std::string& where) {
  if (list.size() > kMaxEpochs) return bad(where, "at most 1000 epochs");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = where + "[" + std::to_string(i) + "]";
    if (auto ok = check(list[i], path); !ok) return ok;
    if (find_epoch(list, list[i].epoch) != &list[i]) return bad(path, "each epoch once");
  }
  return {};
}

Result<void> check_session(const std::string& session, std::size_t digits) {
  if (codec::is_hex(session, digits)) return {};
  return bad("$.session", std::to_string(digits) + " hex digits");
}

Result<void> check_greeting(const Greeting& g, std::size_t session_digits) {
  if (g.proto != kProtocol)
    return bad("$.proto", std::to_string(kProtocol) + ", the version in the first byte");
  if (auto ok = check_session(g.session, session_digits); !ok) return ok;
  if (g.log.empty()) return bad("$.log", "at least the epoch being written");
  if (auto ok = check(g.log, "$.log"); !ok) return ok;
  if (g.software.size() > kMaxText) return bad("$.software", "at most 4096 bytes");
  return check(g.received, "$.received");
}

Result<void> check(const Hello& f) {
  if (f.standing) return bad("$.standing", "nothing: only the hub knows it");
  return check_greeting(f, 16);
}
Result<void> check(const Welcome& f) { return check_greeting(f, 32); }

/// Where a run of events stands: $.epoch and the field with its first number.
Result<void> check_place(const std::string& epoch, std::int64_t seq, const std::string& field) {
  if (!codec::is_hex(epoch, 32)) return bad("$.epoch", "32 hex digits");
  if (seq < 1 || seq > kMaxSeq) return bad(field, "1 to 2^53");
  return {};
}

Result<void> check_run(const std::vector<EventRecord>& events, const std::string& epoch,
                       std::int64_t first_seq, const std::string& first_field) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    const EventRecord& e = events[i];
    const std::string path = "$.events[" + std::to_string(i) + "]";
    if (e.epoch != epoch) return bad(path + ".epoch", "the epoch of the batch");
    if (e.seq != first_seq + static_cast<std::int64_t>(i))
      return bad(path + ".seq", "consecutive numbers from " + first_field);
    if (e.side != events[0].side) return bad(path + ".side", "one log per batch");
    if (e.site != events[0].site) return bad(path + ".site", "one site per batch");
    if (auto ok = codec::check_storable(e); !ok) return ok;
  }
  return {};
}

Result<void> check(const Batch& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  if (auto ok = check_place(f.epoch, f.first_seq, "$.first_seq"); !ok) return ok;
  if (f.events.empty()) return bad("$.events", "at least one event");
  return check_run(f.events, f.epoch, f.first_seq, "$.first_seq");
}

Result<void> check(const Recall& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  return check_place(f.epoch, f.from_seq, "$.from_seq");
}

Result<void> check(const Recalled& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  if (auto ok = check_place(f.epoch, f.from_seq, "$.from_seq"); !ok) return ok;
  return check_run(f.events, f.epoch, f.from_seq, "$.from_seq");
}

Result<void> check_commitments(const std::vector<std::string>& list, const std::string& where) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!codec::is_whole_commitment(list[i]))
      return bad(where + "[" + std::to_string(i) + "]", "commit: and 64 hex digits");
  return {};
}

Result<void> check(const SecretsWanted& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  if (f.commitments.empty() || f.commitments.size() > kMaxSecrets)
    return bad("$.commitments", "1 to " + std::to_string(kMaxSecrets));
  return check_commitments(f.commitments, "$.commitments");
}

/// No value of a secret is ever part of an error.
Result<void> check(const Secrets& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  const std::size_t named = f.secrets.size() + f.missing.size();
  if (named == 0 || named > kMaxSecrets)
    return bad("$.secrets and $.missing", "1 to " + std::to_string(kMaxSecrets) + " together");
  for (std::size_t i = 0; i < f.secrets.size(); ++i) {
    const auto& secret = f.secrets[i];
    const std::string path = "$.secrets[" + std::to_string(i) + "]";
    if (!codec::is_whole_commitment(secret.commitment))
      return bad(path + ".commitment", "commit: and 64 hex digits");
    if (!codec::is_hex(secret.salt, 64)) return bad(path + ".salt", "64 hex digits");
    if (secret.hash.empty() || secret.hash.size() > kMaxPasswordHash)
      return bad(path + ".hash", "1 to " + std::to_string(kMaxPasswordHash) + " bytes");
  }
  return check_commitments(f.missing, "$.missing");
}

Result<void> check(const Ack& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  return check(f.upto, "$.upto");
}

Result<void> check(const Nack& f) {
  // A refused HELLO is answered under its own 16 digits.
  if (!codec::is_hex(f.session, 16))
    if (auto ok = check_session(f.session, 32); !ok) return ok;
  if (!f.epoch.empty() && !codec::is_hex(f.epoch, 32))
    return bad("$.epoch", "32 hex digits or none");
  if (f.resend_from < 0 || f.resend_from > kMaxSeq) return bad("$.resend_from", "0 to 2^53");
  if (f.retry_after_ms < 0 || f.retry_after_ms > 86'400'000)
    return bad("$.retry_after_ms", "0 to 86400000");
  if (f.detail.size() > kMaxText) return bad("$.detail", "at most 4096 bytes");
  return {};
}

Result<void> check(const Ping& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  return check(f.head, "$.head");
}
Result<void> check(const Pong& f) {
  if (auto ok = check_session(f.session, 32); !ok) return ok;
  return check(f.head, "$.head");
}

template <class F>
Result<Frame> decode_as(std::string_view json) {
  auto frame = codec::decode<F>(json);
  if (!frame) return std::unexpected(frame.error());
  if (auto ok = check(*frame); !ok) return std::unexpected(ok.error());
  return Frame(std::move(*frame));
}

template <std::size_t... I>
Result<Frame> decode_kind(std::size_t kind, std::string_view json, std::index_sequence<I...>) {
  Result<Frame> result = core::fail(Code::internal);
  (void)((I == kind ? (result = decode_as<std::variant_alternative_t<I, Frame>>(json), true)
                    : false) ||
         ...);
  return result;
}

}  // namespace

std::string encode(const Frame& frame) {
  std::string out;
  out += static_cast<char>(kProtocol);
  out += static_cast<char>(frame.index() + 1);
  std::visit([&out](const auto& f) { out += codec::encode(f); }, frame);
  return out;
}

Result<Frame> decode(std::string_view bytes) {
  if (bytes.size() > kMaxFrameBytes)
    return core::fail(Code::body_too_large, "frame of " + std::to_string(bytes.size()) +
                                                " bytes; the link carries " +
                                                std::to_string(kMaxFrameBytes));
  if (bytes.size() < 2)
    return core::fail(Code::payload_malformed, "frame of " + std::to_string(bytes.size()) +
                                                   " bytes: expected version, kind and JSON");
  const auto version = static_cast<unsigned char>(bytes[0]);
  if (version != kProtocol)
    return core::fail(Code::payload_malformed,
                      "byte 0: link version " + std::to_string(version) + ", this side speaks " +
                          std::to_string(kProtocol) + "; update the older side");
  const auto kind = static_cast<std::size_t>(static_cast<unsigned char>(bytes[1])) - 1;
  if (kind >= kNames.size())
    return core::fail(Code::payload_malformed, "byte 1: no frame of kind " +
                                                   std::to_string(kind + 1) + "; expected 1 to " +
                                                   std::to_string(kNames.size()));
  auto frame =
      decode_kind(kind, bytes.substr(2), std::make_index_sequence<std::variant_size_v<Frame>>());
  if (!frame) frame.error().detail = std::string(kNames[kind]) + " " + frame.error().detail;
  return frame;
}

std::size_t fitting(const std::vector<EventRecord>& events, std::size_t max_bytes) {
  constexpr std::size_t kBatchOverhead = 256;  // version, kind and the fields beside the events
  std::size_t used = kBatchOverhead;
  std::size_t count = 0;
  for (const EventRecord& event : events) {
    used += codec::encode(event).size() + 1;
    if (count == 0 && used > kMaxFrameBytes) return 0;
    if (count > 0 && used > max_bytes) break;
    ++count;
  }
  return count;
}

}  // namespace otkel::sync
