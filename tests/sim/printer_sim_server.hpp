#pragma once
// The printer model behind a TCP port: one thread, poll, loopback only. Used by the simulator's
// binary and by the contract tests.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/value/result.hpp"
#include "tests/support/escpos_model.hpp"

namespace otkel::sim {

/// Loopback listener; `port` 0 takes any free one. Errors: port_in_use, io_failed.
core::Result<int> listen_on_loopback(std::uint16_t port);
std::uint16_t port_of(int listener);

struct PrinterServerOptions {
  std::uint16_t port = 0;
  std::uint16_t control_port = 0;
  std::string out_folder;            ///< empty: pieces of paper are not written
  std::int64_t paper_rows = 0;       ///< 0: a roll that does not end
  std::int64_t hang_up_after = 0;    ///< bytes of one connection before it is cut; 0: never
  std::int64_t rows_per_second = 0;  ///< of the head; 0: as fast as bytes come
  escpos_model::PrinterQuirks habits{};
};

/// run() serves until stop() from another thread or from a signal handler.
class PrinterServer {
 public:
  static core::Result<PrinterServer> open(const PrinterServerOptions& options);
  PrinterServer(PrinterServer&& other) noexcept;
  PrinterServer& operator=(PrinterServer&&) = delete;
  ~PrinterServer();

  std::uint16_t port() const { return port_; }
  std::uint16_t control_port() const { return control_port_; }
  void run();
  void stop();
  /// Only before run() or after it returned.
  escpos_model::Printer& printer() { return printer_; }

 private:
  enum class Role { printer_listener, control_listener, printer_talk, control_talk, stopper };
  struct Connection {
    int descriptor;
    Role role;
    std::string text;           ///< of a control talk, up to the next newline
    std::int64_t received = 0;  ///< of a printer talk
  };
  PrinterServer() = default;
  bool serve(Connection& line);
  bool hear_printer(Connection& line);
  bool hear_control(Connection& line);
  void answer_printer(const escpos_model::Bytes& answer);
  std::string obey(const std::string& command);
  void write_new_pieces();
  void move_head();

  PrinterServerOptions options_;
  escpos_model::Printer printer_;
  std::vector<Connection> lines_;
  std::chrono::steady_clock::time_point moved_{};  ///< the head
  std::size_t written_ = 0;
  std::uint16_t port_ = 0;
  std::uint16_t control_port_ = 0;
  int stop_write_ = -1;
};

}  // namespace otkel::sim
