#pragma once
// A spooler and a printer of a test's own: Debian's cupsd and ippeveprinter, in a temporary folder,
// on a Unix socket and on loopback.
#include <optional>
#include <string>
#include <vector>

#include "printer/device/cups/device_cups.hpp"
#include "tests/contract/cups/child.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::cups_test {

/// An IPP printer whose print command is a script of ours.
class EvePrinter {
 public:
  /// What its next jobs meet.
  enum class PrinterBehaviour {
    prints,
    prints_last_sheet,  ///< and says afterwards that the paper is out
    runs_out_of_paper,  ///< says so in mid job and waits for release()
    waits,              ///< for release()
    fails
  };
  explicit EvePrinter(const std::string& folder);

  std::string uri() const { return "ipp://localhost:" + std::to_string(port_) + "/ipp/print"; }
  void set(PrinterBehaviour mood);
  /// Lets a job go on that waits.
  void release() const;
  /// Number of jobs whose printing began.
  int begun() const;
  /// What lies in the tray, in the order of the printer's jobs.
  std::vector<printer::Page> pages() const;
  void kill_now() { child_->kill_now(); }
  /// On the same port, with paper in it.
  void start();

 private:
  std::string folder_;
  int port_ = 0;
  std::optional<Child> child_;
};

/// A private cupsd.
class Spooler {
 public:
  /// `programs` in place of Debian's folder of filters and backends.
  explicit Spooler(const std::string& folder, const std::string& programs = "");

  std::string socket() const { return folder_ + "/cups.sock"; }
  /// What stands behind "cups:".
  std::string place(const std::string& queue) const { return queue + "@" + socket(); }
  /// Words to lpadmin, for this server; fails the test where they are refused.
  void admin(std::vector<std::string> words) const;
  /// One of CUPS' small commands (cupsdisable, cupsreject ...) on a queue.
  void command(const std::string& program, const std::string& queue) const;
  void kill_now() { child_->kill_now(); }
  /// As docs/printer.md has it done before every start.
  void empty_spool() const;
  void start();

 private:
  std::string folder_;
  std::optional<Child> child_;
};

/// Both, and the queue "permits" between them, set up as docs/printer.md says.
class CupsFixture {
 public:
  CupsFixture();
  CupsFixture(const CupsFixture&) = delete;
  CupsFixture& operator=(const CupsFixture&) = delete;
  /// Where the test failed, shows what the spooler wrote down.
  ~CupsFixture();

 private:
  ChildReaper orphanage_;  // ends last
  support::TemporaryFolder folder_;

 public:
  EvePrinter printer;
  Spooler spooler;

  std::string queue() const { return spooler.place("permits"); }
  printer::DeviceCups device(const std::string& place) const;
  printer::DeviceCups device() const { return device(queue()); }
  /// Every job that the queue remembers of that name.
  std::vector<printer::JobFacts> jobs(const std::string& name) const;
  std::string operator/(const std::string& name) const { return folder_ / name; }
};

/// Short, for tests; the deadlines themselves are under test in some.
printer::DeviceCupsTimes hasty();

const printer::PreparedJob& sample_job();
/// Without the QR's box, which no raster knows.
printer::Page dots_of(const printer::PreparedJob& job);

}  // namespace otkel::cups_test
