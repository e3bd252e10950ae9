#pragma once
// The hub's end of all links: one sync::Link per enrolled checkpoint, carried out against the
// stores. Work thread only.
#include <map>
#include <memory>
#include <optional>

#include "sync/hub/app/context.hpp"
#include "sync/link/link.hpp"
#include "sync/link/transport.hpp"

namespace otkel::hub {

/// What a clock says, read once per step.
struct Moment {
  core::Instant now{};
  std::chrono::milliseconds boot{0};
};

class LinkService {
 public:
  /// `transport` must outlive it; `seed` must differ at every start of the process.
  LinkService(Context& context, sync::Transport& transport, std::uint64_t seed,
              std::string software);

  /// Takes what came in, stores and acknowledges it, sends what is new, projects what is stored.
  /// Returns the boot time of the next step that could do something.
  std::chrono::milliseconds step(const Moment& at);

  /// Empty for a checkpoint that is not enrolled.
  std::optional<sync::LinkStatus> status(core::Site site) const;

 private:
  void settle(core::Site site, sync::Link& link, const Moment& at);
  void carry_out(core::Site site, sync::Link& link, const sync::Output& output, const Moment& at);
  core::Result<sync::LocalState> local_state(core::Site site, const Moment& at);
  static void unreadable(core::Site site, const core::Error& error);
  void store(core::Site site, sync::Link& link, const sync::StoreBatch& batch, const Moment& at);
  void note(core::Site site, const sync::Alarm& alarm, const Moment& at);
  bool project_some(core::Site site, const Moment& at);

  Context& context_;
  sync::Transport& transport_;
  std::map<core::Site, sync::Link> links_;
};

}  // namespace otkel::hub
