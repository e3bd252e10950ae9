#pragma once
// How every ZeroMQ socket of this program is opened, read and written: cppzmq's owners, whole
// messages, nothing that waits. Included by .cpp files only.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <zmq.hpp>

namespace otkel::sync {

/// A socket whose unsent messages go with it. Throws zmq::error_t (out of descriptors).
zmq::socket_t open_socket(zmq::context_t& context, zmq::socket_type type);

/// The other side is asked every second whether it is there, and given up after three.
void set_heartbeat(zmq::socket_t& socket);

/// The name under which a ZAP handler attaches the sender's key to its messages.
inline constexpr const char* kKeyProperty = "Otkel-Key";

struct ZmqMessage {
  std::vector<std::string> parts;  ///< at least one
  std::string user_id;             ///< given by our ZAP handler; empty if there is none
  std::string key;                 ///< public key in Z85, given by our ZAP handler
};

/// The next whole message, or nothing.
std::optional<ZmqMessage> receive(zmq::socket_t& socket);

enum class Sent { yes, would_block, unreachable };
/// All parts or none of them.
Sent send(zmq::socket_t& socket, const std::vector<std::string_view>& parts);

}  // namespace otkel::sync
