#pragma once
// The port to whatever puts a page on paper, and the values of that port. One thread owns a device
// (print_thread.hpp).
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "core/fact/print_end.hpp"
#include "core/value/names.hpp"
#include "core/value/random.hpp"
#include "core/value/result.hpp"
#include "printer/port/prepared_job.hpp"

namespace otkel::printer {

struct DeviceStatus {
  bool ready = false;
  core::Code cause = core::Code::printer_absent;  ///< only if not ready
  bool paper_near_end = false;
  std::string detail;  ///< for the technician: what, where, how to fix it; empty if ready
};

/// Of a device that could not be asked.
inline DeviceStatus not_ready(const core::Error& error) {
  return {false, error.code, false, error.detail};
}

/// What is known about the paper after an attempt.
enum class OutcomeKind {
  confirmed,    ///< proven to be out, by the evidence in `grade`
  failed_safe,  ///< not one byte of the job can have been printed: trying again is safe
  unknown       ///< neither: a person looks before anything is printed again
};

struct Outcome {
  OutcomeKind kind = OutcomeKind::unknown;
  core::PrintGradeWord grade = core::PrintGrade::none;  ///< the best evidence, whatever the kind
  core::Code cause = core::Code::internal;              ///< only if not confirmed
  std::int64_t bytes_sent = 0;  ///< of the job; taken by the system, not yet printed
  std::string detail;           ///< for the log and the officer
  std::int64_t rows_sent = 0;   ///< at most so many rows of the page can be on paper
};

/// Of an attempt that ended before anything of the job was sent.
inline Outcome not_started(const core::Error& error) {
  return {OutcomeKind::failed_safe, core::PrintGrade::none, error.code, 0, error.detail};
}
/// Of an attempt of which nobody knows how much is on the paper.
inline Outcome not_known(const core::Error& error) {
  return {OutcomeKind::unknown, core::PrintGrade::none, error.code, 0, error.detail};
}

/// How much of a job the printer's side has taken.
struct Sent {
  std::int64_t bands = 0;  ///< whole ones
  std::int64_t rows = 0;   ///< that can be on the paper, a begun one included
  std::int64_t bytes = 0;
};

/// How far an attempt has come. What a restart may say about it depends on this: nothing of the job
/// is on the paper before `sending`.
enum class Stage { preflight, sending, awaiting_echo };

/// Called on the device's thread before the stage begins; `sending` before the first byte of the
/// job. An error keeps that byte from being sent and makes the attempt failed_safe.
using OnStage = std::function<core::Result<void>(Stage stage)>;
/// Calls it if there is one.
inline core::Result<void> reach(const OnStage& on_stage, Stage stage) {
  return on_stage ? on_stage(stage) : core::Result<void>{};
}

/// What the technician who sets a printer up sees and no answer tells.
struct SetUp {
  std::int64_t head_dots = 0;  ///< across; 0: not known
  bool presenter = false;      ///< of Custom's kind: a page that was cut stays inside
};

class Device {
 public:
  virtual ~Device() = default;
  /// Asks now; may block for seconds.
  virtual DeviceStatus status() = 0;
  /// Once. Never repeats anything by itself; blocks until the end is known or given up on.
  virtual Outcome print(const PreparedJob& job, const OnStage& on_stage) = 0;
  /// Called on the device's thread after every band. Devices that send no bands never call it.
  virtual void on_sent(std::function<void(const Sent&)>) {}
  /// An earlier process left a job whose end is not known: the printer may hold a part of it, which
  /// the next job must not continue.
  virtual void expect_scrap() {}
  /// Keeps it for the printer that was talked to last. Errors: config_invalid if this kind of
  /// device keeps nothing, or nothing was talked to; those of writing its file.
  virtual core::Result<void> set_up(const SetUp&) {
    return core::fail(core::Code::config_invalid, "nothing is kept of such a printer");
  }
};

/// Only printers that are talked to look at these.
struct DeviceOptions {
  core::Random& random;  ///< names each job; must outlive the device
  std::filesystem::path profiles =
      {};  ///< folder of escpos/printer_profile.hpp; empty: nothing is kept
  /// On the device's thread, for the log: what was learnt of the printer, or what is wrong with its
  /// file. Nothing of it stops a print.
  std::function<void(const std::string& news)> report = {};
  /// Whether an answer that comes sooner than paper can move proves nothing. False for models that
  /// print in no time.
  bool judge_speed = true;
};

}  // namespace otkel::printer

template <>
struct otkel::core::EnumWords<otkel::printer::OutcomeKind> {
  static constexpr std::array<std::string_view, 3> words{"confirmed", "failed_safe", "unknown"};
};
template <>
struct otkel::core::EnumWords<otkel::printer::Stage> {
  static constexpr std::array<std::string_view, 3> words{"preflight", "sending", "awaiting_echo"};
};
