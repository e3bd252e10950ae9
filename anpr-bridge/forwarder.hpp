#pragma once
// Sends otkeld every visit until it is acknowledged. The journal's outbox is the store; what is
// on its way may be lost.
#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "anpr-bridge/keep/journal.hpp"
#include "sync/bridge/visit_sink.hpp"

namespace otkel::anpr {

struct ForwarderCounts {
  std::int64_t sent = 0, resent = 0, acknowledged = 0, stray = 0, failed = 0;
};

/// Belongs to the thread of both.
class Forwarder {
 public:
  /// Both outlive it. The daemon need not be there.
  Forwarder(Journal& journal, sync::VisitSink& sink) : journal_(&journal), sink_(&sink) {}

  /// Takes acknowledgements in, sends what is new, and again what was not acknowledged for 2 s or
  /// was under way when the link broke. `boot`: Clock::boot. Gives the boot time at which to call
  /// again at the latest; sooner where the sink has something or after wake().
  std::chrono::milliseconds step(std::chrono::milliseconds boot);
  /// There is something new in the outbox.
  void wake() { empty_ = false; }
  /// How the bridge stands. Not repeated; lost where the daemon is not there.
  void report(const std::string& json);

  bool connected() const { return up_; }
  const ForwarderCounts& counts() const { return counts_; }

 private:
  struct PendingVisit {
    std::int64_t revision;
    std::chrono::milliseconds sent;
  };
  void take(const sync::SinkEvent& event);
  void link_changed(bool up);
  void settle(const sync::Acknowledgement& acknowledgement);
  std::chrono::milliseconds send_due(std::chrono::milliseconds boot);

  Journal* journal_;
  sync::VisitSink* sink_;
  std::map<std::string, PendingVisit> flying_;  ///< by visit
  ForwarderCounts counts_;
  bool up_ = false;
  bool empty_ = false;  ///< the outbox was empty when it was last read
};

}  // namespace otkel::anpr
