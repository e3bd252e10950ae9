#pragma once
// One sync::Link carried out against the logs and the network, the same at both ends.
#include <chrono>
#include <functional>
#include <string>

#include "core/value/moment.hpp"
#include "ledger/history_watch.hpp"
#include "sync/link/link.hpp"
#include "sync/link/transport.hpp"

namespace otkel::ledger {

using std::chrono::milliseconds;

/// Where a link writes and what its owner does besides. Lives through one call of the driver.
struct LinkEnds {
  LinkLogs logs;
  /// Stores the batch in one transaction that writes; returns its last event. The transaction is
  /// the owner's, because the edge understands in it what it stores.
  std::function<core::Result<sync::Position>(const std::vector<core::EventRecord>&)> store;
  /// What more the link must know: which epochs of the peer count, which secrets are wanted; inside
  /// Session::read. Empty: all and none.
  std::function<void(sync::LocalState&)> knows = {};
  /// Empty: nothing is asked back.
  std::optional<HistoryEnds> history = {};
  /// Hub: of these commitments' secrets those that are held. Empty: never asked.
  std::function<std::vector<core::OfficerSecret>(const std::vector<std::string>&)> secrets_of = {};
  /// Edge: secrets that were wanted, to be kept in a transaction of its owner.
  std::function<void(const sync::GotSecrets&)> got_secrets = {};
  /// Something that a person must see.
  std::function<void(const sync::Alarm&)> alarm;
  /// The logs cannot be read or written now; asked again at the next step.
  std::function<void(const core::Error&)> trouble;
};

/// Thread: the owner's.
class LinkDriver {
 public:
  /// `transport` must outlive it. `peer`: as the transport names it.
  LinkDriver(sync::Link link, sync::Transport& transport, std::string peer)
      : link_(std::move(link)), transport_(transport), peer_(std::move(peer)) {}

  /// Steps the link with what the logs hold and carries out what it wants, until it wants nothing;
  /// then looks at what it says of the own log's history. Call it when the own log has grown and at
  /// next_wakeup().
  void settle(const LinkEnds& ends, const core::Moment& at);
  /// What the transport has of the peer, then settle().
  void on_incoming(const sync::Incoming& incoming, const LinkEnds& ends, const core::Moment& at);

  milliseconds next_wakeup() const { return link_.next_wakeup(); }
  sync::LinkStatus status() const { return link_.status(); }

 private:
  void step(const LinkEnds& ends, const core::Moment& at);
  bool look(const LinkEnds& ends, const core::Moment& at);
  void carry_out(const sync::Output& output, const LinkEnds& ends, const core::Moment& at);
  void send_events(const sync::NeedEvents& request, const LinkEnds& ends, milliseconds boot);
  void give_back(const sync::NeedHeld& request, const LinkEnds& ends, milliseconds boot);
  void give_secrets(const sync::NeedSecrets& request, const LinkEnds& ends, milliseconds boot);
  void store(const sync::StoreBatch& batch, const LinkEnds& ends, milliseconds boot);

  sync::Link link_;
  sync::Transport& transport_;
  std::string peer_;
  HistoryWatch watch_;
};

/// Hands what came in to the drivers of its peers, so much at most that commands never wait long
/// behind a flood. `take` hands one over. True: more may wait.
bool take_incoming(sync::Transport& transport,
                   const std::function<void(const sync::Incoming&)>& take);

}  // namespace otkel::ledger
