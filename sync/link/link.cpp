// The session of a link: greeting, liveness, clocks, and which half gets which frame.
#include "sync/link/link.hpp"

#include <algorithm>
#include <cassert>
#include <span>
#include <utility>

#include "sync/link/link_parts.hpp"

namespace otkel::sync {
namespace {

using core::Code;
using core::LogSide;

constexpr milliseconds kMeasureEvery{10'000};   ///< of the peer's clock, also on a busy link
constexpr milliseconds kStrangePause{500};      ///< between answers to frames of unknown sessions
constexpr milliseconds kNewcomerPause{10'000};  ///< until a machine that was kept out greets again

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

std::string hex16(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = "0123456789abcdef"[value & 15];
  return out;
}

}  // namespace

struct Link::State {
  State(LinkSettings settings, core::Random& random)
      : context{.settings = std::move(settings), .random = random} {}

  // The edge greets, the hub answers; a session counts for the hub from the first frame that
  // carries its full name, so a late copy of an old HELLO can disturb nothing.
  void step(milliseconds boot_now, const LocalState& local);
  void greet();
  void lose_session(milliseconds pause);
  void restart_session();
  void open(std::string session, const Greeting& peer);
  void on_hello(const Hello& hello);
  void on_welcome(const Welcome& welcome);
  bool in_session(const std::string& session);
  void on(const Ping& ping);
  void on(const Pong& pong);
  void on_nack(const Nack& nack);
  void on_frame(std::string_view bytes);
  std::optional<std::string> why_not(const Greeting& greeting) const;
  Greeting greeting(std::string session);
  bool names_another_log(const LocalState& now_local) const;
  bool is_newcomer(const Hello& hello) const;
  core::Instant wall() const { return local.wall + (context.now - stepped_at); }
  void measured(core::Instant peer_wall, core::Instant own_wall, milliseconds error);
  void note_head(const Position& head);
  void send_ping();
  bool is_edge() const { return context.settings.own_side == LogSide::edge; }
  bool is_open() const { return !context.session.empty(); }

  LinkContext context;
  Sending sending{context};
  Receiving receiving{context};
  Recalling recalling{context};
  Fetching fetching{context};
  LocalState local;
  milliseconds stepped_at{};
  bool stepped = false;
  Positions announced;  ///< the own log as last announced to the peer

  std::string nonce;                ///< edge: of the HELLO that waits for its WELCOME
  milliseconds hello_at{};          ///< edge: when to greet (again)
  std::optional<Greeting> pending;  ///< hub: the HELLO whose session is not confirmed yet
  std::string pending_session;
  milliseconds strange_at{milliseconds::min() / 2};

  std::optional<milliseconds> heard_at;
  milliseconds measure_at{};
  std::optional<std::pair<core::Instant, milliseconds>> pinged;  ///< wall and boot of our PING
  bool measured_exactly = false;
  LinkStatus seen;  ///< the parts of status() that are kept, not computed
};

void Link::State::step(milliseconds boot_now, const LocalState& now_local) {
  assert(!now_local.own_log.empty());
  context.now = boot_now;
  const bool other_log = stepped && names_another_log(now_local);
  const bool other_word = is_open() && standing_of(local.standings, seen.peer_epoch) !=
                                           standing_of(now_local.standings, seen.peer_epoch);
  local = now_local;
  stepped_at = boot_now;
  if (!stepped) hello_at = boot_now;
  stepped = true;
  if ((other_log || other_word) && is_open()) restart_session();
  sending.set_log(local.own_log);
  receiving.set_received(local.received);
  recalling.want(local.recall);
  fetching.want(local.secrets_wanted);
  if (is_open() && boot_now - *heard_at > context.settings.silence) {
    lose_session(context.backoff.next());
    context.outputs.push_back(DropConnection{});
  }
  if (is_edge() && !is_open() && boot_now >= hello_at) greet();
  if (!is_open()) return;
  sending.step();
  recalling.step();
  fetching.step();
  if (boot_now >= context.sent_at + context.settings.ping_every || boot_now >= measure_at)
    send_ping();
}

/// Another epoch has begun, or a finished one has got back what it lacked: the peer was greeted
/// with another log.
bool Link::State::names_another_log(const LocalState& now_local) const {
  if (!std::ranges::equal(local.own_log, now_local.own_log, {}, &Position::epoch, &Position::epoch))
    return true;
  if (now_local.recall || announced.empty())
    return false;  // more comes back; nothing was announced
  const auto finished = [](const Positions& log) { return std::span(log).first(log.size() - 1); };
  return !std::ranges::equal(finished(announced), finished(now_local.own_log));
}

Greeting Link::State::greeting(std::string session) {
  announced = sending.log();
  return {.side = context.settings.own_side,
          .site = context.settings.site,
          .session = std::move(session),
          .log = sending.log(),
          .received = receiving.received(),
          .wall = wall(),
          .software = context.settings.software};
}

void Link::State::greet() {
  if (!nonce.empty()) {
    // The last HELLO found no answer: whatever carried it is of no use.
    lose_session(context.backoff.next());
    context.outputs.push_back(DropConnection{});
    return;
  }
  nonce = hex16(context.random.draw());
  context.send(Hello{greeting(nonce)});
  hello_at = context.now + context.settings.silence;
}

void Link::State::lose_session(milliseconds pause) {
  context.session.clear();
  nonce.clear();
  sending.close();
  receiving.close();
  recalling.close();
  fetching.close();
  seen.peer_holds.reset();
  seen.standing.reset();
  hello_at = context.now + pause;
}

/// Both sides have to say again what they hold.
void Link::State::restart_session() {
  if (!is_edge() && is_open())
    context.send(Nack{.session = context.session,
                      .reason = NackReason::unknown_session,
                      .epoch = {},
                      .detail = "please greet again"});
  lose_session(milliseconds{0});
}

void Link::State::open(std::string session, const Greeting& peer) {
  context.session = std::move(session);
  nonce.clear();
  pending.reset();
  pending_session.clear();
  heard_at = context.now;
  seen.peer_software = peer.software;
  measured_exactly = false;
  measured(peer.wall, wall(), context.settings.silence);
  send_ping();  // shows the hub that its WELCOME came, and measures the clock
  seen.peer_holds = peer.received;
  seen.standing = peer.standing.value_or(Standing::accepted);
  seen.peer_epoch = peer.log.back().epoch;
  sending.open(peer.received);
  receiving.open(peer.log, standing_of(local.standings, seen.peer_epoch));
  note_head(peer.log.back());
  sending.step();
  recalling.step();
  fetching.step();
}

std::optional<std::string> Link::State::why_not(const Greeting& g) const {
  if (g.side == context.settings.own_side)
    return "both ends write the " + std::string(word(g.side)) + " log; one must be the hub";
  if (g.site != context.settings.site)
    return "greets as " + std::string(g.site.code()) + ", this link is that of " +
           std::string(context.settings.site.code()) + "; check the site in both configurations";
  return std::nullopt;
}

void Link::State::on_hello(const Hello& hello) {
  if (is_edge()) return;
  if (const auto reason = why_not(hello)) {
    context.raise(LinkContext::from_session, {Code::peer_refused, "the peer " + *reason}, false);
    context.send(Nack{.session = hello.session,
                      .reason = NackReason::refused,
                      .epoch = {},
                      .retry_after_ms = 60'000,
                      .detail = *reason});
    return;
  }
  if (context.session.starts_with(hello.session)) return;  // a late copy of the present one's
  if (is_newcomer(hello)) {
    const auto& epoch = hello.log.back().epoch;
    context.raise(LinkContext::from_newcomer,
                  {Code::epoch_not_accepted,
                   "a second machine greets with this checkpoint's key and the log of epoch " +
                       epoch + " while the first one is connected; it is kept out"},
                  false);
    context.send(Nack{.session = hello.session,
                      .reason = NackReason::refused,
                      .epoch = {},
                      .retry_after_ms = kNewcomerPause.count(),
                      .detail = "another machine of this checkpoint is connected; the centre must "
                                "accept epoch " +
                                epoch});
    return;
  }
  if (!pending_session.starts_with(hello.session))
    pending_session = hello.session + hex16(context.random.draw());
  pending = hello;
  Welcome welcome{greeting(pending_session)};
  const auto standing = standing_of(local.standings, hello.log.back().epoch);
  if (standing != Standing::accepted) welcome.standing = standing;
  context.send(std::move(welcome));
}

/// Writes an epoch that nobody has accepted while the machine whose epoch counts is heard.
bool Link::State::is_newcomer(const Hello& hello) const {
  return is_open() && standing_of(local.standings, seen.peer_epoch) == Standing::accepted &&
         standing_of(local.standings, hello.log.back().epoch) != Standing::accepted;
}

void Link::State::on_welcome(const Welcome& welcome) {
  if (nonce.empty() || !welcome.session.starts_with(nonce)) return;
  if (const auto reason = why_not(welcome)) {
    context.raise(LinkContext::from_session, {Code::peer_refused, "the peer " + *reason}, false);
    return;
  }
  context.calm(LinkContext::from_session);
  open(welcome.session, welcome);
}

/// Whether a frame of that session counts; confirms a pending session.
bool Link::State::in_session(const std::string& session) {
  if (pending && session == pending_session) {
    const Greeting peer = *pending;
    context.calm(LinkContext::from_session);
    open(session, peer);
  }
  if (is_open() && session == context.session) {
    heard_at = context.now;
    return true;
  }
  // The hub was restarted: without this hint the edge would notice only by our silence.
  if (!is_edge() && session.size() == 32 && context.now >= strange_at + kStrangePause) {
    strange_at = context.now;
    context.send(Nack{.session = session,
                      .reason = NackReason::unknown_session,
                      .epoch = {},
                      .detail = "not the present session"});
  }
  return false;
}

void Link::State::send_ping() {
  pinged = {wall(), context.now};
  measure_at = context.now + kMeasureEvery;
  const auto& log = sending.log();
  context.send(Ping{context.session, pinged->first, log.back()});
}

void Link::State::on(const Ping& ping) {
  note_head(ping.head);
  if (!measured_exactly) measured(ping.wall, wall(), context.settings.silence);
  context.send(Pong{context.session, ping.wall, wall(), sending.log().back()});
}

void Link::State::on(const Pong& pong) {
  note_head(pong.head);
  if (!pinged || pong.echo != pinged->first) return;
  const milliseconds half = (context.now - pinged->second) / 2;
  measured_exactly = true;
  measured(pong.wall, wall() - half, half);
}

void Link::State::measured(core::Instant peer_wall, core::Instant own_wall, milliseconds error) {
  seen.clock_skew = peer_wall - own_wall;
  seen.skew_error = error;
  const auto size = std::chrono::abs(*seen.clock_skew);
  if (size <= context.settings.max_skew + error) return context.calm(LinkContext::from_clock);
  // Minutes, so that the cause stays the same text while the clocks drift on.
  context.raise(
      LinkContext::from_clock,
      {Code::clock_untrusted,
       "the peer's clock is about " +
           std::to_string(std::chrono::duration_cast<std::chrono::minutes>(size).count()) +
           " min " + (*seen.clock_skew > milliseconds{0} ? "ahead of" : "behind") +
           " ours; compare both with a third"},
      false);
}

void Link::State::note_head(const Position& head) {
  seen.peer_head = head;
  const auto* held = find_epoch(receiving.received(), head.epoch);
  if (head.seq == 0 || (held != nullptr && held->seq >= head.seq)) seen.current_at = wall();
}

void Link::State::on_nack(const Nack& nack) {
  // A refused HELLO is answered under the HELLO's own name.
  if (!nonce.empty() && nack.session == nonce && nack.reason == NackReason::refused) {
    context.raise(LinkContext::from_session,
                  {Code::peer_refused, "the hub refuses this checkpoint: " + nack.detail}, false);
    lose_session(std::max(milliseconds(nack.retry_after_ms), context.backoff.next()));
    return;
  }
  // Answering an unknown session with "unknown session" would never end.
  if (!is_open() || nack.session != context.session) return;
  heard_at = context.now;
  if (sending.on_nack(nack) == Sending::SessionAction::restart_session) {
    restart_session();
    hello_at = context.now + context.backoff.next();
  }
}

void Link::State::on_frame(std::string_view bytes) {
  auto frame = decode(bytes);
  if (!frame)
    return context.raise(
        LinkContext::from_session,
        {frame.error().code, "the peer sent what is no frame: " + frame.error().detail}, false);
  std::visit(Overloaded{
                 [this](const Hello& f) { on_hello(f); },
                 [this](const Welcome& f) { on_welcome(f); },
                 [this](const Nack& f) { on_nack(f); },
                 [this](Batch& f) {
                   if (in_session(f.session)) receiving.on_batch(std::move(f));
                 },
                 [this](const Ack& f) {
                   if (in_session(f.session)) sending.on_ack(f.upto);
                 },
                 [this](const Recall& f) {
                   if (in_session(f.session)) recalling.on_recall(f);
                 },
                 [this](Recalled& f) {
                   if (in_session(f.session)) recalling.on_recalled(std::move(f));
                 },
                 [this](const SecretsWanted& f) {
                   if (in_session(f.session)) fetching.on_wanted(f);
                 },
                 [this](Secrets& f) {
                   if (in_session(f.session)) fetching.on_secrets(std::move(f));
                 },
                 [this](const auto& f) {
                   if (in_session(f.session)) on(f);
                 },
             },
             *frame);
}

Standing standing_of(const std::vector<EpochStanding>& list, std::string_view epoch) {
  if (list.empty()) return Standing::accepted;
  const auto found = std::ranges::find(list, epoch, &EpochStanding::epoch);
  return found == list.end() ? Standing::waits : found->standing;
}

Link::Link(LinkSettings settings, core::Random& random)
    : state_(std::make_unique<State>(std::move(settings), random)) {}
Link::~Link() = default;
Link::Link(Link&&) noexcept = default;
Link& Link::operator=(Link&&) noexcept = default;

void Link::step(milliseconds boot_now, const LocalState& local) { state_->step(boot_now, local); }

void Link::on_frame(std::string_view bytes, milliseconds boot_now) {
  if (!state_->stepped) return;
  state_->context.now = boot_now;
  state_->on_frame(bytes);
  if (state_->is_open()) state_->sending.step();
}

void Link::on_disconnected(milliseconds boot_now) {
  state_->context.now = boot_now;
  state_->pending.reset();
  state_->pending_session.clear();
  state_->lose_session(milliseconds{0});
}

void Link::on_events(std::vector<core::EventRecord> events, milliseconds boot_now) {
  state_->context.now = boot_now;
  state_->sending.on_events(std::move(events));
  if (state_->is_open()) state_->sending.step();
}

void Link::on_held(std::vector<core::EventRecord> events, milliseconds boot_now) {
  state_->context.now = boot_now;
  state_->recalling.on_held(std::move(events));
}

void Link::on_secrets(std::vector<core::OfficerSecret> held, milliseconds boot_now) {
  state_->context.now = boot_now;
  state_->fetching.on_held(std::move(held));
}

void Link::on_stored(const Position& upto, milliseconds boot_now) {
  state_->context.now = boot_now;
  state_->receiving.on_stored(upto);
  if (state_->seen.peer_head) state_->note_head(*state_->seen.peer_head);
}

void Link::on_store_refused(const core::Error& error, milliseconds boot_now) {
  state_->context.now = boot_now;
  state_->receiving.on_store_refused(error);
}

std::vector<Output> Link::take_outputs() { return std::exchange(state_->context.outputs, {}); }

milliseconds Link::next_wakeup() const {
  const State& s = *state_;
  if (!s.stepped) return milliseconds{0};
  if (!s.is_open()) return s.is_edge() ? s.hello_at : milliseconds::max();
  return std::min({*s.heard_at + s.context.settings.silence + milliseconds{1},
                   s.context.sent_at + s.context.settings.ping_every, s.measure_at,
                   s.sending.next_wakeup(), s.recalling.next_wakeup(), s.fetching.next_wakeup()});
}

LinkStatus Link::status() const {
  const State& s = *state_;
  LinkStatus status = s.seen;
  status.established = s.is_open();
  status.heard_at = s.heard_at;
  status.peer_acked = s.sending.acked();
  status.sending_quarantined = s.sending.quarantined();
  status.receiving_quarantined = s.receiving.quarantined();
  status.peer_busy = s.sending.peer_busy();
  status.failed_attempts = s.context.backoff.failures();
  status.last_alarm = s.context.last_alarm;
  return status;
}

}  // namespace otkel::sync
