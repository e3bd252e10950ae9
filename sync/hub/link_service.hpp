#pragma once
// The hub's end of all links: one driver per enrolled checkpoint, the reading of what came in, and
// the rows that say how the links stand.
// Work thread only.
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "ledger/link_driver.hpp"
#include "sync/hub/app/history.hpp"
#include "sync/hub/app/link_status.hpp"

namespace otkel::hub {

class LinkService {
 public:
  /// `transport` must outlive it.
  LinkService(Context& context, sync::Transport& transport, std::string software);

  /// Takes what came in, stores and acknowledges it, sends what is new, projects what is stored.
  /// Returns the boot time of the next step that could do something.
  std::chrono::milliseconds step(const core::Moment& at);

  /// Of every connected checkpoint whose clock has been measured: its wall clock minus our boot
  /// clock.
  std::vector<std::chrono::milliseconds> others_clocks() const;

  /// Empty for a checkpoint that is not enrolled.
  std::optional<sync::LinkStatus> status(core::Site site) const;

 private:
  /// The logs of one checkpoint and the link between them.
  struct SiteLink {
    ledger::OwnLog own;
    ledger::PeerLog received;
    ledger::LinkDriver driver;
    /// Skew and error as last reported, so that a new measurement is recognised.
    std::optional<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>> skew_seen = {};
    std::optional<std::chrono::milliseconds> clock = {};
  };

  ledger::LinkEnds ends_of(core::Site site, SiteLink& link, const core::Moment& at);
  void note(core::Site site, const sync::Alarm& alarm, const core::Moment& at);
  bool project_some(core::Site site, const core::Moment& at);
  void show_status(const core::Moment& at);
  void compare_clocks(const core::Moment& at);

  Context& context_;
  sync::Transport& transport_;
  std::map<core::Site, SiteLink> links_;
  LinkStatusWriter shown_;
};

}  // namespace otkel::hub
