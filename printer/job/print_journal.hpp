#pragma once
// The print thread's own file: what it is about to do and what came of it, each written before it
// counts. It outlives a kill -9 between the printer's answer and the daemon's commit (ADR 0023).
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/files/durable.hpp"
#include "core/value/result.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

/// What the file knows of one job. A job that is tried again under its id appears once, as the last
/// attempt.
struct Recovered {
  std::int64_t job_id = 0;
  std::string name;       ///< of the PreparedJob
  std::string page_hash;  ///< of the page that was to be printed
  /// As it was written; if none was: failed_safe with nothing sent, or unknown with the rows and
  /// bytes that were taken at least.
  Outcome outcome;
  std::optional<std::string> check = {};  ///< of the sheet, where its QR has one
};

/// All jobs of the file, the last begun last; for the daemon's start, before a PrintThread opens
/// it. A job that is not among them was never begun: nothing of it was sent. Changes nothing.
/// Errors: not_found if there is no file, and then nothing is known of any job; io_failed.
core::Result<std::vector<Recovered>> recover(const std::string& path);

/// Whether a piece of a page may hang in the printer: a job of which nobody knows, and none
/// confirmed since. One that failed safe behind it cut nothing off.
bool piece_may_hang(const std::vector<Recovered>& jobs);

/// Append-only, for one thread.
class PrintJournal {
 public:
  /// Makes the file (its folder must be there), drops a line that was torn by a crash, and shortens
  /// a long file to the last jobs. Errors: io_failed, database_full.
  static core::Result<std::unique_ptr<PrintJournal>> open(const std::string& path);

  /// Synced. Errors: io_failed, database_full; then nothing may be sent.
  core::Result<void> begin(std::int64_t job_id, const PreparedJob& job);
  /// Synced for `sending`, the point from which a crash means unknown. Errors: as begin.
  core::Result<void> reach(Stage stage);
  /// Not synced: it only makes an unknown outcome more precise.
  void note(const Sent& sent);
  /// Synced. Errors: as begin; after a crash the job is then unknown.
  core::Result<void> end(const Outcome& outcome);

 private:
  PrintJournal(std::string path, int descriptor);
  core::Result<void> append(const std::string& line);
  core::Result<void> sync();

  std::string path_;
  files::FileHandle file_;
  std::int64_t job_id_ = 0;
};

/// One attempt of `job_id`, written down. `journal` may be null (the hand tool without a state
/// folder); `on_stage` is called after the journal.
Outcome print_written_down(Device& device, const PreparedJob& job, std::int64_t job_id,
                           PrintJournal* journal, const OnStage& on_stage);

}  // namespace otkel::printer
