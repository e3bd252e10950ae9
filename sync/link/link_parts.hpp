#pragma once
// The two halves of a Link: the stream of the own log and the stream of the peer's. Internal to
// the link; owners include link.hpp.
#include <array>
#include <deque>
#include <map>

#include "core/value/backoff.hpp"
#include "sync/link/link_io.hpp"
#include "sync/link/wire.hpp"

namespace otkel::sync {

/// What both halves write to.
struct LinkContext {
  enum Source {
    from_sending,
    from_receiving,
    from_session,
    from_newcomer,
    from_clock,
    from_secrets,
  };
  static constexpr std::size_t kSources = from_secrets + 1;

  LinkSettings settings;
  core::Random& random;
  core::Backoff backoff{random};
  milliseconds now{};      ///< boot time of the input being worked on
  std::string session;     ///< of every frame sent; empty while there is none
  milliseconds sent_at{};  ///< boot time of the last frame
  std::vector<Output> outputs;
  std::array<std::string, kSources> raised;  ///< so that one cause alarms once
  std::optional<core::Error> last_alarm;

  void send(const Frame& frame);
  void raise(Source source, core::Error error, bool quarantined);
  void calm(Source source) { raised[source].clear(); }
};

enum class Log { own, peers };
/// The hub's log has one database; a checkpoint's may be continued by a spare machine.
inline EpochOrder order_of(const LinkContext& context, Log log) {
  const bool hubs = (context.settings.own_side == core::LogSide::hub) == (log == Log::own);
  return hubs ? EpochOrder::by_arrival : EpochOrder::by_word;
}

/// Sends the own log: asks the owner for events, keeps a window of batches under way, goes back
/// to the last acknowledged event when something was lost.
class Sending {
 public:
  explicit Sending(LinkContext& context) : context_(context) {}

  void set_log(const Positions& log) { log_ = log; }
  const Positions& log() const { return log_; }
  void open(const Positions& peer_holds);
  void close();
  void step();
  void on_events(std::vector<core::EventRecord> events);
  void on_ack(const Position& upto);
  enum class SessionAction { go_on, restart_session };
  SessionAction on_nack(const Nack& nack);

  milliseconds next_wakeup() const;
  bool quarantined() const { return quarantined_; }
  const std::optional<Position>& acked() const { return acked_; }
  const std::string& peer_busy() const { return peer_busy_; }

 private:
  struct Sent {
    Position at;
    bool ends_batch = false;
  };

  void quarantine(core::Error error);
  bool verified(const std::vector<core::EventRecord>& events);
  bool everything_sent() const;
  std::size_t batches_under_way() const;
  void believe(const Position& upto);
  void jump_to(const Position& upto);
  void rewind(std::size_t index, std::int64_t seq);
  std::optional<std::size_t> index_of(std::string_view epoch) const;

  LinkContext& context_;
  Positions log_;
  bool open_ = false;
  bool quarantined_ = false;
  Cursor base_;                      ///< first event the peer has not acknowledged
  Cursor next_;                      ///< first event not sent in this session
  std::deque<Sent> sent_;            ///< from base_ up to next_, one entry per event
  std::optional<Position> claimed_;  ///< the peer says so; the next event read proves or refutes it
  std::optional<Position> acked_;
  bool asked_ = false;  ///< a NeedEvents is unanswered
  int abandoned_ = 0;   ///< answers still to come that nobody waits for any more
  milliseconds resend_at_{};
  milliseconds hold_until_{};
  std::string peer_busy_;
};

/// Receives the peer's log: verifies the chain, hands batches to the store one at a time,
/// acknowledges what is durable.
class Receiving {
 public:
  explicit Receiving(LinkContext& context) : context_(context) {}

  void set_received(const Positions& received);
  const Positions& received() const { return received_; }
  void open(const Positions& peer_log, Standing standing);
  void close() { open_ = false; }
  void on_batch(Batch batch);
  void on_stored(const Position& upto);
  void on_store_refused(const core::Error& error);

  bool quarantined() const { return quarantined_; }

 private:
  void acknowledge();
  void nack(NackReason reason, const std::string& detail, milliseconds retry_after = {});
  void quarantine(const core::Error& error);
  void expect_after_durable();
  bool take_verified(std::vector<core::EventRecord>& events);
  void store_next();

  LinkContext& context_;
  Positions peer_log_;
  Positions received_;
  bool open_ = false;
  bool quarantined_ = false;
  Cursor expect_;  ///< the next event to accept: after what is stored, being stored and queued
  std::optional<Position> storing_;  ///< last event of the unanswered StoreBatch
  std::deque<std::vector<core::EventRecord>> queue_;
  milliseconds paused_until_{};  ///< over every session: a new greeting makes no room
  struct LastNack {
    NackReason reason;
    Cursor at;
    milliseconds when;
  };
  std::optional<LastNack> last_nack_;  ///< the last NACK
};

/// Has the own log given back where it is lacking, and gives the peer's back.
class Recalling {
 public:
  explicit Recalling(LinkContext& context) : context_(context) {}

  void want(const std::optional<RecallFrom>& from);
  void close();
  void step();
  void on_recall(const Recall& request);
  void on_held(std::vector<core::EventRecord> events);
  void on_recalled(Recalled answer);

  bool wants() const { return wanted_.has_value(); }
  milliseconds next_wakeup() const;

 private:
  LinkContext& context_;
  std::optional<RecallFrom> wanted_;
  std::optional<milliseconds> asked_at_;  ///< when `wanted_` was asked for in this session
  std::optional<Recall> serving_;         ///< a NeedHeld is unanswered
};

/// Has the hub send the secrets of its commitments, and sends them. A state, not a stream: what is
/// wanted is what the edge's table lacks, so nothing has an order and nothing is acknowledged.
class Fetching {
 public:
  explicit Fetching(LinkContext& context) : context_(context) {}

  void want(const std::vector<std::string>& commitments);
  void close();
  void step();
  void on_wanted(const SecretsWanted& request);
  void on_held(std::vector<core::OfficerSecret> held);
  void on_secrets(Secrets answer);

  milliseconds next_wakeup() const;

 private:
  LinkContext& context_;
  /// What is wanted, and the boot time from which on it is asked for (again). What the hub does not
  /// hold is not asked for again in this session.
  std::map<std::string, milliseconds> wanted_;
  std::vector<std::string> serving_;  ///< what the last unanswered NeedSecrets named
};

}  // namespace otkel::sync
