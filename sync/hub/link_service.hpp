#pragma once
// The hub's end of all links: one driver per enrolled checkpoint, the reading of what came in, and
// the rows that say how the links stand.
// Work thread only.
#include <map>
#include <optional>

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

  /// Empty for a checkpoint that is not enrolled.
  std::optional<sync::LinkStatus> status(core::Site site) const;

 private:
  /// The logs of one checkpoint and the link between them.
  struct Line {
    ledger::OwnLog own;
    ledger::PeerLog received;
    ledger::LinkDriver driver;
    HistoryWatch watch;
  };

  ledger::LinkEnds ends_of(core::Site site, Line& line, const core::Moment& at);
  void look(core::Site site, Line& line, const core::Moment& at);
  void note(core::Site site, const sync::Alarm& alarm, const core::Moment& at);
  bool project_some(core::Site site, const core::Moment& at);
  void show_status(const core::Moment& at);

  Context& context_;
  sync::Transport& transport_;
  std::map<core::Site, Line> lines_;
  LinkStatusWriter shown_;
};

}  // namespace otkel::hub
