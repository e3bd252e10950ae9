// The edge's end of the link.
#include "firmware-daemon/app/link_worker.hpp"

#include <tuple>

#include "firmware-daemon/app/apply_hub_facts.hpp"

namespace otkel::app {
namespace {

sync::Position position(const store::LogHead& head) { return {head.epoch, head.seq, head.hash}; }

class LinkDriver {
 public:
  LinkDriver(sync::Transport& transport, core::Site site, std::uint64_t seed)
      : transport_(transport), link_(settings(site), seed) {}

  milliseconds step(Context& c, milliseconds boot) {
    read_positions(c);
    link_.step(boot, local_);
    carry_out(c, boot);
    while (auto in = transport_.poll()) {
      link_.on_frame(in->bytes, boot);
      carry_out(c, boot);
    }
    show(c);
    return link_.next_wakeup();
  }

 private:
  static sync::LinkSettings settings(core::Site site) {
    sync::LinkSettings s;
    s.own_side = core::LogSide::edge;
    s.site = site;
    s.software = "otkeld";
    return s;
  }

  void read_positions(Context& c) {
    local_ = {};
    local_.wall = c.now;
    for (const auto& head : c.stores.log.heads()) local_.own_log.push_back(position(head));
    for (const auto& head : c.stores.hub.heads()) local_.received.push_back(position(head));
  }

  void carry_out(Context& c, milliseconds boot) {
    for (auto outputs = link_.take_outputs(); !outputs.empty(); outputs = link_.take_outputs())
      for (auto& output : outputs) std::visit([&](auto& o) { handle(c, boot, o); }, output);
  }

  void handle(Context&, milliseconds, sync::SendFrame& frame) {
    // A frame that could not be sent is sent again by the link itself.
    std::ignore = transport_.send(sync::kHubPeer, std::move(frame.bytes));
  }
  void handle(Context& c, milliseconds boot, const sync::NeedEvents& wish) {
    link_.on_events(
        c.stores.log.read(wish.epoch, wish.from_seq, static_cast<std::int64_t>(wish.max_bytes)),
        boot);
  }
  void handle(Context& c, milliseconds boot, const sync::StoreBatch& batch) {
    Context hub = c;
    const auto stored = c.stores.db.transact([&] { return apply_hub_facts(hub, batch.events); });
    if (!stored) return link_.on_store_refused(stored.error(), boot);
    const auto& last = batch.events.back();
    link_.on_stored({last.epoch, last.seq, last.hash}, boot);
  }
  void handle(Context& c, milliseconds, const sync::PeerAcked& acked) {
    std::ignore = c.stores.db.transact([&]() -> Result<void> {
      c.stores.log.set_acked({acked.upto.epoch, acked.upto.seq, acked.upto.hash});
      return {};
    });
  }
  void handle(Context&, milliseconds, const sync::DropConnection&) {
    transport_.disconnect(sync::kHubPeer);
  }
  void handle(Context& c, milliseconds, const sync::Alarm& alarm) {
    std::ignore = c.stores.db.transact([&]() -> Result<void> {
      open_incident(c, "link_" + std::string(core::word(alarm.error.code)), "hub",
                    alarm.error.detail);
      return {};
    });
  }

  void show(Context& c) {
    const auto status = link_.status();
    auto& view = c.around.link;
    if (status.established != view.up || !view.since) view.since = c.now;
    view.up = status.established;
    if (status.current_at) view.last_heard = status.current_at;
    const auto head = c.stores.log.head();
    const auto acked = c.stores.log.acked();
    view.behind = acked.epoch == head.epoch ? head.seq - acked.seq : head.seq;
  }

  sync::Transport& transport_;
  sync::Link link_;
  sync::LocalState local_;
};

}  // namespace

Worker link_worker(sync::Transport& transport, core::Site site, std::uint64_t seed) {
  auto driver = std::make_shared<LinkDriver>(transport, site, seed);
  return {"link", [driver](Context& c, milliseconds boot) { return driver->step(c, boot); }};
}

}  // namespace otkel::app
