#pragma once
// Connections that end with an answer. Internal to web/.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "base/web/shared.hpp"

namespace otkel::web {

boost::asio::ip::tcp::socket adopt(boost::asio::io_context& io, AcceptedSocket& wire);

/// Closing while the peer still sends makes the kernel throw our answer away (RST); so the rest is
/// read and dropped for a moment.
boost::asio::awaitable<void> linger(boost::beast::tcp_stream& stream);

}  // namespace otkel::web
