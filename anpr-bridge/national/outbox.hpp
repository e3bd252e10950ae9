#pragma once
// Which visits the national queue still has to be told of. Rows of the journal's database: nothing
// is lost over a restart, and a visit becomes one event however often it grows.
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "anpr-bridge/keep/journal.hpp"
#include "core/plate/national_queue.hpp"
#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

/// Belongs to the thread of the journal. Errors of all functions: those of the journal.
class NationalOutbox {
 public:
  explicit NationalOutbox(Journal& journal) : journal_(&journal) {}

  /// At the start with reporting on: what comes from now on is reported, or, after a restart, what
  /// came since the last collect().
  core::Result<void> begin(core::Instant now);
  /// At the start with reporting off: what waits is dropped, and what comes until it is on again is
  /// not reported. Gives how many events were dropped.
  core::Result<std::int64_t> end();

  /// Takes new visits of these roles in, and lets those wait for their turn whose time to grow is
  /// over. A visit without a plate comes again with its next read.
  core::Result<void> collect(const core::NationalQueueSettings& settings, core::Instant now);

  struct Row {
    core::Visit visit;
    int attempts = 0;
    bool without_picture = false;
  };
  /// The oldest that is due; refused ones after all others. Nothing where none is.
  core::Result<std::optional<Row>> next(core::Instant now) const;

  core::Result<void> posted(const std::string& visit_id);
  /// The other end calls it wrong: once more after a day.
  core::Result<void> refused(const std::string& visit_id, const std::string& problem,
                             core::Instant now);
  /// Answered with an error that may pass: again at once, but after some such answers behind the
  /// others, so that one event does not hold up the rest.
  core::Result<void> failed(const std::string& visit_id, const std::string& problem,
                            core::Instant now);
  /// Too large for the other end.
  core::Result<void> leave_picture_out(const std::string& visit_id);

  struct Counts {
    std::int64_t waiting = 0;  ///< with those that are refused
    std::int64_t refused = 0;
  };
  core::Result<Counts> counts() const;

  /// Gives up what was received before `before` and still waits; gives how many. Forgets rows of
  /// visits that the journal has forgotten.
  core::Result<std::int64_t> give_up(core::Instant before);

 private:
  core::Result<void> take_new(std::span<const core::CameraRole> roles,
                              std::chrono::milliseconds settle_after);
  core::Result<void> let_wait(core::Instant now);

  Journal* journal_;
};

}  // namespace otkel::anpr
