#pragma once
// The frames of the link. Byte 0 is the protocol version, byte 1 the kind of frame, the rest one
// JSON object whose fields are listed below. Pure; docs/link.md has the frames byte by byte.
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/fact/event_record.hpp"
#include "core/fact/officer_secret.hpp"
#include "core/value/result.hpp"
#include "sync/link/position.hpp"

namespace otkel::sync {

inline constexpr std::int64_t kProtocol = 1;
inline constexpr std::size_t kMaxBatchBytes = 256 * 1024;   ///< events of one BATCH, encoded
inline constexpr std::size_t kMaxFrameBytes = 1024 * 1024;  ///< any frame; one large event alone
inline constexpr std::size_t kMaxSecrets = 100;             ///< asked for at once

/// What the hub has decided about an epoch of a checkpoint's log: only a person's decision makes a
/// second one of a known site count.
enum class Standing {
  accepted,    ///< the one that is understood
  waits,       ///< kept and acknowledged, understood once a person accepts it
  superseded,  ///< another was accepted after it: its writer has been replaced
};

/// What both sides say of themselves first.
struct Greeting {
  std::int64_t proto = kProtocol;
  core::LogSide side = core::LogSide::edge;  ///< of the speaker
  core::Site site;
  std::string session;   ///< HELLO: 16 hex digits; WELCOME: those and 16 of the hub's
  Positions log;         ///< heads of the speaker's own log, all epochs
  Positions received;    ///< what the speaker durably holds of the other's log, all epochs
  core::Instant wall{};  ///< the speaker's wall clock
  std::string software;  ///< its version, for people
  /// WELCOME: of the epoch that the HELLO's speaker writes; left out where it is accepted.
  std::optional<Standing> standing = std::nullopt;
  static constexpr auto fields() {
    using G = Greeting;
    return std::tuple{core::field("proto", &G::proto),      core::field("side", &G::side),
                      core::field("site", &G::site),        core::field("session", &G::session),
                      core::field("log", &G::log),          core::field("received", &G::received),
                      core::field("wall", &G::wall),        core::field("software", &G::software),
                      core::field("standing", &G::standing)};
  }
};
struct Hello : Greeting {};
struct Welcome : Greeting {};

/// Consecutive events of one epoch.
struct Batch {
  std::string session;
  std::string epoch;
  std::int64_t first_seq = 0;
  std::vector<core::EventRecord> events;
  static constexpr auto fields() {
    using B = Batch;
    return std::tuple{core::field("session", &B::session), core::field("epoch", &B::epoch),
                      core::field("first_seq", &B::first_seq), core::field("events", &B::events)};
  }
};

/// "Everything up to here is on my disk."
struct Ack {
  std::string session;
  Position upto;
  static constexpr auto fields() {
    return std::tuple{core::field("session", &Ack::session), core::field("upto", &Ack::upto)};
  }
};

enum class NackReason { gap, fork, busy, unknown_epoch, unknown_session, refused };

struct Nack {
  std::string session;
  NackReason reason = NackReason::refused;
  std::string epoch;                ///< of resend_from; empty if it does not apply
  std::int64_t resend_from = 0;     ///< gap, busy: first event that is wanted
  std::int64_t retry_after_ms = 0;  ///< busy, refused: not before
  std::string detail;               ///< for people
  static constexpr auto fields() {
    using N = Nack;
    return std::tuple{core::field("session", &N::session),
                      core::field("reason", &N::reason),
                      core::field("epoch", &N::epoch),
                      core::field("resend_from", &N::resend_from),
                      core::field("retry_after_ms", &N::retry_after_ms),
                      core::field("detail", &N::detail)};
  }
};

struct Ping {
  std::string session;
  core::Instant wall{};
  Position head;  ///< of the speaker's log now: lets the other side know how current it is
  static constexpr auto fields() {
    using P = Ping;
    return std::tuple{core::field("session", &P::session), core::field("wall", &P::wall),
                      core::field("head", &P::head)};
  }
};

struct Pong {
  std::string session;
  core::Instant echo{};  ///< wall of the Ping it answers
  core::Instant wall{};
  Position head;
  static constexpr auto fields() {
    using P = Pong;
    return std::tuple{core::field("session", &P::session), core::field("echo", &P::echo),
                      core::field("wall", &P::wall), core::field("head", &P::head)};
  }
};

/// "Give me back what you hold of my log": its writer's database was put back or lost.
struct Recall {
  std::string session;
  std::string epoch;
  std::int64_t from_seq = 1;
  static constexpr auto fields() {
    return std::tuple{core::field("session", &Recall::session),
                      core::field("epoch", &Recall::epoch),
                      core::field("from_seq", &Recall::from_seq)};
  }
};

/// The answer: consecutive events of the asker's own log, none if nothing is held from there on.
struct Recalled {
  std::string session;
  std::string epoch;
  std::int64_t from_seq = 1;
  std::vector<core::EventRecord> events;
  static constexpr auto fields() {
    using R = Recalled;
    return std::tuple{core::field("session", &R::session), core::field("epoch", &R::epoch),
                      core::field("from_seq", &R::from_seq), core::field("events", &R::events)};
  }
};

/// "What are the secrets of these commitments of your log?" Only an edge asks, and only for what
/// the hub has committed to: a peer of an older version never gets this frame.
struct SecretsWanted {
  std::string session;
  std::vector<std::string> commitments;
  static constexpr auto fields() {
    return std::tuple{core::field("session", &SecretsWanted::session),
                      core::field("commitments", &SecretsWanted::commitments)};
  }
};

/// The answer; each commitment that was asked for stands in one of the two lists.
struct Secrets {
  std::string session;
  std::vector<core::OfficerSecret> secrets;
  std::vector<std::string> missing;  ///< erased, or lost with the hub's database
  static constexpr auto fields() {
    return std::tuple{core::field("session", &Secrets::session),
                      core::field("secrets", &Secrets::secrets),
                      core::field("missing", &Secrets::missing)};
  }
};

using Frame = std::variant<Hello, Welcome, Batch, Ack, Nack, Ping, Pong, Recall, Recalled,
                           SecretsWanted, Secrets>;

std::string encode(const Frame& frame);

/// Takes exactly what encode() makes. Errors: body_too_large, payload_malformed, field_missing,
/// field_unknown, event_malformed; the detail names the frame and the field ("BATCH
/// $.events[3].seq").
core::Result<Frame> decode(std::string_view bytes);

/// How many leading `events` fit one BATCH: at least 1 (a large event goes alone), never over
/// `max_bytes` otherwise. 0 when the first alone would exceed kMaxFrameBytes.
std::size_t fitting(const std::vector<core::EventRecord>& events, std::size_t max_bytes);

}  // namespace otkel::sync

template <>
struct otkel::core::EnumWords<otkel::sync::NackReason> {
  static constexpr std::array<std::string_view, 6> words{
      "gap", "fork", "busy", "unknown_epoch", "unknown_session", "refused"};
};

template <>
struct otkel::core::EnumWords<otkel::sync::Standing> {
  static constexpr std::array<std::string_view, 3> words{"accepted", "waits", "superseded"};
};
