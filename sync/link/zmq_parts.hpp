#pragma once
// The few pieces of libzmq that both transports need, with owners. Internal to the transports.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::sync {

inline constexpr std::size_t kQueueFrames = 32;  ///< per peer and direction; the window is 4

class ZmqContext {
 public:
  ZmqContext();
  ~ZmqContext();
  ZmqContext(const ZmqContext&) = delete;
  ZmqContext& operator=(const ZmqContext&) = delete;
  void* get() const { return context_; }

 private:
  void* context_;
};

/// A message with what the handshake proved about its sender.
struct ZmqMessage {
  std::vector<std::string> parts;
  std::string user_id;  ///< given by our ZAP handler
  std::string key;      ///< public key in Z85, given by our ZAP handler
};

/// The name under which the ZAP handler attaches the key to every message of a connection.
inline constexpr const char* kKeyProperty = "Otkel-Key";

enum class Sent { yes, would_block, unreachable };

class ZmqSocket {
 public:
  ZmqSocket() = default;
  ZmqSocket(const ZmqContext& context, int type);
  ~ZmqSocket();
  ZmqSocket(ZmqSocket&& other) noexcept;
  ZmqSocket& operator=(ZmqSocket&& other) noexcept;

  void* get() const { return socket_; }
  explicit operator bool() const { return socket_ != nullptr; }
  void set(int option, int value);
  void set(int option, std::string_view value);
  /// Never blocks.
  Sent send(const std::vector<std::string_view>& parts);
  std::optional<ZmqMessage> receive();

 private:
  void* socket_ = nullptr;
};

/// Time-outs, heartbeats, limits (docs/link.md, "What the network may do").
void set_link_options(ZmqSocket& socket);

/// The connection events of one socket. Owns nothing of it.
class ZmqMonitor {
 public:
  enum class Event { connected, disconnected, refused, failed };
  ZmqMonitor() = default;
  ZmqMonitor(const ZmqContext& context, ZmqSocket& watched, const std::string& name);
  void* get() const { return pair_.get(); }
  std::optional<Event> next();

 private:
  ZmqSocket pair_;
};

/// Lets other threads end a zmq_poll.
class Waker {
 public:
  Waker();
  ~Waker();
  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;
  int fd() const { return fd_; }
  void wake();
  void clear();

 private:
  int fd_;
};

/// Becomes readable every second.
class Ticker {
 public:
  Ticker();
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;
  int fd() const { return fd_; }
  bool ticked();

 private:
  int fd_;
};

}  // namespace otkel::sync
