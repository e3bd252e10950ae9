// The hub's end of the links: a ROUTER behind an allow-list of keys. Who a peer is comes from its
// key alone, for every single frame.
#include <sys/timerfd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <utility>

#include "sync/link/allow_list.hpp"
#include "sync/link/link_socket.hpp"
#include "sync/link/transport_zmq.hpp"
#include "sync/link/wire.hpp"
#include "sync/zmq/monitor.hpp"
#include "sync/zmq/mover.hpp"

namespace otkel::sync {

using core::Code;
using core::Result;

namespace {

constexpr const char* kZapDomain = "otkel";
constexpr int kEnforceZapDomain = 93;  ///< ZMQ_ZAP_ENFORCE_DOMAIN, named in draft headers only
/// A ROUTER does not say when a peer can take more.
constexpr std::chrono::milliseconds kBlockedPause{20};

/// One property of a ZAP reply: length and name, length (big-endian) and value.
std::string property(std::string_view name, std::string_view value) {
  std::string out(1, static_cast<char>(name.size()));
  out += name;
  const auto size = static_cast<std::uint32_t>(value.size());
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>((size >> shift) & 0xff);
  out += value;
  return out;
}

/// Becomes readable every second.
class Ticker {
 public:
  Ticker() : fd_(::timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC)) {
    const itimerspec every_second{.it_interval = {1, 0}, .it_value = {1, 0}};
    if (fd_ < 0 || ::timerfd_settime(fd_, 0, &every_second, nullptr) != 0) std::abort();
  }
  ~Ticker() { ::close(fd_); }
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

  zmq::pollitem_t item() const { return {nullptr, fd_, ZMQ_POLLIN, 0}; }
  bool ticked() const {
    std::uint64_t count = 0;
    return ::read(fd_, &count, sizeof count) == sizeof count;
  }

 private:
  int fd_;
};

}  // namespace

struct HubTransport::State {
  explicit State(HubTransportSettings s) : settings(std::move(s)) {}

  struct Peer {
    std::string route;  ///< routing id of its newest connection
    std::string key;    ///< that this connection proved
    std::deque<std::string> outgoing;
    std::size_t waiting = 0;  ///< of its frames in `incoming`
  };

  Result<void> bind();
  Result<void> listen();
  void turn();
  void admit();
  void watch();
  void read_allow_list();
  void receive_all();
  void take(ZmqMessage message);
  void send_all();
  bool send_to(const std::string& site, Peer& peer);
  void report(Incoming news);
  void wake_owner();

  const HubTransportSettings settings;
  const Ticker ticker;
  zmq::context_t context;
  // The mover's own; made before it starts. The handler of keys goes last.
  zmq::socket_t zap;
  zmq::socket_t router;
  ZmqMonitor monitor;
  AllowList allowed;
  bool blocked = false;  // a peer could not take everything
  std::string bound;

  mutable std::mutex mutex;           // guards everything below
  std::map<std::string, Peer> peers;  // by site word
  std::deque<Incoming> incoming;
  bool grown = false;  ///< since the owner was last woken
  std::function<void()> wakeup;
  TransportStatus status;

  Mover mover;  // last: it uses all of the above
};

Result<void> HubTransport::State::bind() try {
  zap = open_socket(context, zmq::socket_type::rep);
  router = open_socket(context, zmq::socket_type::router);
  // Without a handler in place CURVE would admit everybody who knows the hub's public key.
  zap.bind("inproc://zeromq.zap.01");
  set_link_options(router);
  router.set(zmq::sockopt::router_mandatory, true);
  // Handing a route over to a peer that names it again would let one checkpoint take the frames of
  // another. Nobody needs it: routing ids are drawn by this socket, so a checkpoint that comes
  // back while its dead connection lingers simply gets a new one.
  router.set(zmq::sockopt::router_handover, false);
  router.set(zmq::sockopt::zap_domain, kZapDomain);
  router.set(zmq::sockopt::curve_server, true);
  router.set(zmq::sockopt::curve_secretkey, settings.keys.secret_key);
  const int enforce = 1;
  zmq_setsockopt(router.handle(), kEnforceZapDomain, &enforce, sizeof enforce);
  monitor = ZmqMonitor(context, router, "hub");
  return listen();
} catch (const zmq::error_t& error) {
  return core::fail(Code::io_failed, std::string("cannot open a socket: ") + error.what());
}

Result<void> HubTransport::State::listen() try {
  // ZeroMQ spells the free port "*" and everybody else 0.
  std::string endpoint = settings.endpoint;
  if (endpoint.ends_with(":0")) endpoint.back() = '*';
  router.bind(endpoint);
  bound = router.get(zmq::sockopt::last_endpoint);
  status.connected = true;
  return {};
} catch (const zmq::error_t& error) {
  const bool in_use = error.num() == EADDRINUSE;
  return core::fail(in_use ? Code::port_in_use : Code::config_invalid,
                    "link endpoint \"" + settings.endpoint + "\": " + error.what() +
                        (in_use ? "; is another hub running?" : "; expected tcp://ADDRESS:PORT"));
}

void HubTransport::State::turn() {
  mover.wait({ticker.item(), readable(zap), readable(monitor.socket()), readable(router)},
             blocked ? kBlockedPause : std::chrono::milliseconds{1000});
  if (ticker.ticked()) read_allow_list();
  admit();
  watch();
  receive_all();
  send_all();
  wake_owner();
}

/// A folder that cannot be read now changes nothing: who was let in stays in, and it is reported.
void HubTransport::State::read_allow_list() {
  auto list = AllowList::read(settings.authorised, settings.served);
  if (list) allowed = std::move(*list);
  const std::lock_guard lock(mutex);
  status.complaints = allowed.complaints();
  if (!list)
    status.complaints.push_back(list.error().detail + "; the keys that were read last still count");
}

/// Answers ZAP requests (ZeroMQ RFC 27): version, request, domain, address, identity, mechanism,
/// key.
void HubTransport::State::admit() {
  while (const auto request = receive(zap)) {
    const auto& p = request->parts;
    if (p.size() < 2) continue;
    const bool curve = p.size() == 7 && p[0] == "1.0" && p[2] == kZapDomain && p[5] == "CURVE";
    const std::string key = curve ? curve_key_of(p[6]) : std::string();
    const auto site = allowed.site_of(key);
    if (site) {
      const std::string metadata = property(kKeyProperty, key);
      sync::send(zap, {"1.0", p[1], "200", "OK", site->code(), metadata});
      continue;
    }
    sync::send(zap, {"1.0", p[1], "400", "not authorised", "", ""});
    const std::lock_guard lock(mutex);
    ++status.refused;
    status.last_problem = "refused the unknown key " + (key.empty() ? "(none)" : key) + " from " +
                          (p.size() > 3 ? p[3] : "?") +
                          "; to let it in, put it into the folder of authorised keys";
  }
}

void HubTransport::State::watch() {
  while (const auto event = monitor.next()) {
    if (*event != ZmqMonitor::Event::failed) continue;
    const std::lock_guard lock(mutex);
    ++status.refused;
    status.last_problem = "somebody connected to the link who does not speak it";
  }
}

void HubTransport::State::receive_all() {
  // A busy peer must not keep the loop from sending.
  for (std::size_t i = 0; i < 2 * kQueueFrames; ++i) {
    auto message = receive(router);
    if (!message) break;
    take(std::move(*message));
  }
}

/// Under the mutex.
void HubTransport::State::report(Incoming news) {
  incoming.push_back(std::move(news));
  grown = true;
}

void HubTransport::State::wake_owner() {
  std::function<void()> call;
  {
    const std::lock_guard lock(mutex);
    if (std::exchange(grown, false)) call = wakeup;
  }
  if (call) call();
}

void HubTransport::State::take(ZmqMessage message) {
  const std::lock_guard lock(mutex);
  // ZAP asks only once per connection; a key that was revoked since is caught here.
  if (message.parts.size() != 2 || !allowed.allows(message.user_id, message.key)) {
    ++status.refused;
    return;
  }
  Peer& peer = peers[message.user_id];
  if (peer.route != message.parts[0]) report({message.user_id, {}, Incoming::What::connected});
  peer.route = std::move(message.parts[0]);
  peer.key = std::move(message.key);
  if (peer.waiting >= kQueueFrames) {
    ++status.dropped;
    return;
  }
  ++peer.waiting;
  ++status.frames_in;
  report({std::move(message.user_id), std::move(message.parts[1])});
}

void HubTransport::State::send_all() {
  const std::lock_guard lock(mutex);
  blocked = false;
  for (auto& [site, peer] : peers) blocked = send_to(site, peer) || blocked;
}

/// True when the peer could not take everything.
bool HubTransport::State::send_to(const std::string& site, Peer& peer) {
  while (!peer.outgoing.empty()) {
    const Sent sent = !peer.route.empty() && allowed.allows(site, peer.key)
                          ? sync::send(router, {peer.route, peer.outgoing.front()})
                          : Sent::unreachable;
    if (sent == Sent::would_block) return true;
    if (sent == Sent::unreachable) {
      status.dropped += static_cast<std::int64_t>(peer.outgoing.size());
      peer.outgoing.clear();
      if (!peer.route.empty()) report({site, {}, Incoming::What::disconnected});
      peer.route.clear();
      return false;
    }
    ++status.frames_out;
    peer.outgoing.pop_front();
  }
  return false;
}

HubTransport::HubTransport(std::unique_ptr<State> state) : state_(std::move(state)) {}
HubTransport::~HubTransport() = default;

Result<std::unique_ptr<HubTransport>> HubTransport::open(HubTransportSettings settings) {
  if (!is_curve_key(settings.keys.secret_key))
    return core::fail(Code::config_invalid, "the hub's own key is no CURVE key");
  auto allowed = AllowList::read(settings.authorised, settings.served);
  if (!allowed) return std::unexpected(allowed.error());
  auto state = std::make_unique<State>(std::move(settings));
  state->status.complaints = allowed->complaints();
  state->allowed = std::move(*allowed);
  if (auto ok = state->bind(); !ok) return std::unexpected(ok.error());
  state->mover.start([s = state.get()] { s->turn(); });
  return std::unique_ptr<HubTransport>(new HubTransport(std::move(state)));
}

Result<void> HubTransport::send(const std::string& peer, std::string bytes) {
  if (bytes.size() > kMaxFrameBytes)
    return core::fail(Code::body_too_large, std::to_string(bytes.size()) + " bytes in one frame");
  {
    const std::lock_guard lock(state_->mutex);
    const auto found = state_->peers.find(peer);
    if (found == state_->peers.end() || found->second.route.empty())
      return core::fail(Code::link_down, peer + " is not connected");
    if (found->second.outgoing.size() >= kQueueFrames) {
      ++state_->status.dropped;
      return core::fail(Code::busy, "the queue to " + peer + " is full");
    }
    found->second.outgoing.push_back(std::move(bytes));
  }
  state_->mover.wake();
  return {};
}

std::optional<Incoming> HubTransport::poll() {
  const std::lock_guard lock(state_->mutex);
  if (state_->incoming.empty()) return std::nullopt;
  Incoming next = std::move(state_->incoming.front());
  state_->incoming.pop_front();
  if (next.what == Incoming::What::frame) --state_->peers[next.peer].waiting;
  return next;
}

void HubTransport::set_wakeup(std::function<void()> wakeup) {
  const std::lock_guard lock(state_->mutex);
  state_->wakeup = std::move(wakeup);
}

void HubTransport::disconnect(const std::string& peer) {
  const std::lock_guard lock(state_->mutex);
  const auto found = state_->peers.find(peer);
  if (found == state_->peers.end()) return;
  found->second.outgoing.clear();
  found->second.waiting = 0;
  std::erase_if(state_->incoming, [&peer](const Incoming& in) { return in.peer == peer; });
}

TransportStatus HubTransport::status() const {
  const std::lock_guard lock(state_->mutex);
  return state_->status;
}

const std::string& HubTransport::endpoint() const { return state_->bound; }

}  // namespace otkel::sync
