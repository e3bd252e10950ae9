#pragma once
// What the links say, kept in rows where everybody can read it.
#include <chrono>
#include <map>
#include <optional>

#include "sync/hub/app/service/context.hpp"
#include "sync/link/link.hpp"

namespace otkel::hub {

/// Nothing is connected to a process that begins; what was heard before stays. Call once at the
/// start, also if the process opens no link.
core::Result<void> forget_connections(Context& context, core::Instant now);

/// Writes the row of a link at once when its connection begins or ends, a tenth of a second after
/// the last row when a log has moved, and everything else at most every two seconds. Belongs to
/// the holder of the links. Work thread.
class LinkStatusWriter {
 public:
  explicit LinkStatusWriter(Context& context) : context_(context) {}

  /// Takes down what a link says now. `boot` is the clock that `status.heard_at` counts in.
  void note(core::Site site, const sync::LinkStatus& status, std::chrono::milliseconds boot);
  /// Writes what is due, in one transaction of its own. Errors: those of the database; what could
  /// not be written is due again two seconds later.
  core::Result<void> write(core::Instant now, std::chrono::milliseconds boot);
  /// Boot time at which write() has something to do; empty if nothing waits.
  std::optional<std::chrono::milliseconds> next_due() const;

 private:
  /// The part of a link's status that is shown.
  struct ShownStatus {
    bool connected = false;
    std::optional<std::chrono::milliseconds> heard;  ///< boot time
    std::optional<core::Instant> current;
    std::optional<std::int64_t> acked_seq, said_seq;
    bool operator==(const ShownStatus&) const = default;
  };
  struct TrackedStatus {
    ShownStatus said;
    std::optional<std::chrono::milliseconds> due;    ///< empty if all is written
    std::optional<std::chrono::milliseconds> tried;  ///< when it was last written, or tried
  };
  LinkStatusRow row_of(core::Site site, const ShownStatus& said, core::Instant now,
                       std::chrono::milliseconds boot);

  Context& context_;
  std::map<core::Site, TrackedStatus> links_;
};

}  // namespace otkel::hub
