// Outputs of the link carried out against transport and logs.
#include "ledger/link_driver.hpp"

#include <tuple>
#include <variant>

namespace otkel::ledger {

void LinkDriver::settle(const LinkEnds& ends, const core::Moment& at) {
  step(ends, at);
  if (look(ends, at)) step(ends, at);
}

/// What the link says may begin an epoch, want something back or have the tables rebuilt.
bool LinkDriver::look(const LinkEnds& ends, const core::Moment& at) {
  if (!ends.history) return false;
  const auto changed = watch_.look(ends.logs, *ends.history, link_.status(), at.wall);
  if (!changed) ends.trouble(changed.error());
  return changed.value_or(false);
}

void LinkDriver::step(const LinkEnds& ends, const core::Moment& at) {
  for (;;) {
    const auto local = ends.logs.session.read([&]() -> core::Result<sync::LocalState> {
      sync::LocalState state{at.wall, ends.logs.own.heads(), ends.logs.received.heads()};
      state.recall = watch_.recall();
      if (ends.knows) ends.knows(state);
      return state;
    });
    if (!local) return ends.trouble(local.error());
    link_.step(at.boot, *local);
    const auto outputs = link_.take_outputs();
    if (outputs.empty()) return;
    for (const auto& output : outputs) carry_out(output, ends, at);
  }
}

void LinkDriver::on_incoming(const sync::Incoming& incoming, const LinkEnds& ends,
                             const core::Moment& at) {
  if (incoming.what == sync::Incoming::What::frame) link_.on_frame(incoming.bytes, at.boot);
  if (incoming.what == sync::Incoming::What::disconnected) link_.on_disconnected(at.boot);
  settle(ends, at);
}

void LinkDriver::carry_out(const sync::Output& output, const LinkEnds& ends,
                           const core::Moment& at) {
  if (const auto* send = std::get_if<sync::SendFrame>(&output)) {
    // A frame that cannot be sent now is sent again by the link itself.
    std::ignore = transport_.send(peer_, send->bytes);
  } else if (const auto* need = std::get_if<sync::NeedEvents>(&output)) {
    send_events(*need, ends, at.boot);
  } else if (const auto* batch = std::get_if<sync::StoreBatch>(&output)) {
    store(*batch, ends, at.boot);
  } else if (const auto* held = std::get_if<sync::NeedHeld>(&output)) {
    give_back(*held, ends, at.boot);
  } else if (const auto* returned = std::get_if<sync::Returned>(&output)) {
    if (!ends.history) return;
    const auto taken = watch_.take_back(*ends.history, *returned);
    if (!taken && core::is_storage(taken.error().code)) ends.trouble(taken.error());
  } else if (const auto* secrets = std::get_if<sync::NeedSecrets>(&output)) {
    give_secrets(*secrets, ends, at.boot);
  } else if (const auto* got = std::get_if<sync::GotSecrets>(&output)) {
    if (ends.got_secrets) ends.got_secrets(*got);
  } else if (const auto* acked = std::get_if<sync::PeerAcked>(&output)) {
    const auto kept = ends.logs.session.transact([&]() -> core::Result<void> {
      return ends.logs.own.set_acked(acked->upto), core::Result<void>{};
    });
    if (!kept) ends.trouble(kept.error());
  } else if (std::holds_alternative<sync::DropConnection>(output)) {
    transport_.disconnect(peer_);
  } else if (const auto* alarm = std::get_if<sync::Alarm>(&output)) {
    ends.alarm(*alarm);
  }
}

void LinkDriver::send_events(const sync::NeedEvents& request, const LinkEnds& ends,
                             milliseconds boot) {
  using Events = std::vector<core::EventRecord>;
  auto events = ends.logs.session.read([&]() -> core::Result<Events> {
    return ends.logs.own.read(request.epoch, request.from_seq,
                              static_cast<std::int64_t>(request.max_bytes));
  });
  if (!events) ends.trouble(events.error());
  link_.on_events(std::move(events).value_or(Events{}), boot);
}

void LinkDriver::give_back(const sync::NeedHeld& request, const LinkEnds& ends, milliseconds boot) {
  using Events = std::vector<core::EventRecord>;
  auto events = ends.logs.session.read([&]() -> core::Result<Events> {
    return ends.logs.received.read(request.epoch, request.from_seq,
                                   static_cast<std::int64_t>(request.max_bytes));
  });
  if (!events) ends.trouble(events.error());
  link_.on_held(std::move(events).value_or(Events{}), boot);
}

/// What cannot be read now is not answered: it must not be taken for lost.
void LinkDriver::give_secrets(const sync::NeedSecrets& request, const LinkEnds& ends,
                              milliseconds boot) {
  if (!ends.secrets_of) return;
  using Held = std::vector<core::OfficerSecret>;
  auto held = ends.logs.session.read(
      [&]() -> core::Result<Held> { return ends.secrets_of(request.commitments); });
  if (!held) return ends.trouble(held.error());
  link_.on_secrets(*std::move(held), boot);
}

void LinkDriver::store(const sync::StoreBatch& batch, const LinkEnds& ends, milliseconds boot) {
  const auto upto = ends.store(batch.events);
  if (upto)
    link_.on_stored(*upto, boot);
  else
    link_.on_store_refused(upto.error(), boot);
}

bool take_incoming(sync::Transport& transport,
                   const std::function<void(const sync::Incoming&)>& take) {
  constexpr int kAtOnce = 64;
  for (int i = 0; i < kAtOnce; ++i) {
    const auto incoming = transport.poll();
    if (!incoming) return false;
    take(*incoming);
  }
  return true;
}

}  // namespace otkel::ledger
