#pragma once
// A blocking TCP connection whose every wait has an end.
#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include "core/value/result.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

class TcpSocket {
 public:
  /// Errors: printer_absent, with address and the system's words.
  static core::Result<TcpSocket> connect(const std::string& host, const std::string& port,
                                         std::chrono::milliseconds timeout);
  TcpSocket(TcpSocket&& other) noexcept;
  TcpSocket& operator=(TcpSocket&&) = delete;
  /// What has not left this machine is thrown away: nobody counts on it any more.
  ~TcpSocket();

  enum class Ready { yes, neither };
  enum class Wait { to_read, to_write };
  /// Errors: printer_absent.
  core::Result<Ready> wait(Wait what, std::chrono::milliseconds timeout);
  /// How many bytes the system took, perhaps 0. Errors: printer_absent.
  core::Result<std::size_t> send_some(std::span<const std::uint8_t> bytes);
  /// What has arrived. Errors: printer_absent, also if the other side closed.
  core::Result<Bytes> receive_some();
  /// Of the bytes that the system took: how many have not left this machine, and how many the other
  /// side has not acknowledged. Both stand still once the connection is broken.
  struct Waiting {
    std::int64_t unsent = 0;
    std::int64_t unacknowledged = 0;
  };
  Waiting waiting() const;

 private:
  explicit TcpSocket(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace otkel::printer
