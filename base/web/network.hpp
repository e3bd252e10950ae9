#pragma once
// Addresses of the internet: which net one belongs to, and who asks if a proxy is between.
// Pure.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::web {

/// An address or a net such as "10.0.0.0/8". An IPv4-mapped address ("::ffff:10.0.0.1") is IPv4.
class Network {
 public:
  /// Strict: no bit may stand behind the prefix. Error: config_invalid.
  static core::Result<Network> parse(std::string_view text);
  /// False if `address` is none.
  bool holds(std::string_view address) const;

 private:
  std::array<std::uint8_t, 16> bytes_{};
  int bits_ = 128;
};

/// What counts as one visitor: an IPv4 address, or the /64 of an IPv6 address, because a client
/// that has one of its addresses has them all. What is no address counts as it stands.
std::string neighbourhood(std::string_view address);

/// Who asks and over which scheme.
struct Client {
  std::string address;
  bool secure = false;  ///< https, as the last trusted proxy says
  bool forwarded = false;
};

/// `peer` is the address of the socket; the other two are the values of X-Forwarded-For and
/// X-Forwarded-Proto, repeated headers joined by commas. They are looked at only if `peer` is
/// trusted: then the asker is the last hop that is not. A hop that is no address ends the search:
/// what stands before it was written by nobody whom we know.
Client client_of(const std::vector<Network>& trusted, std::string_view peer,
                 std::string_view forwarded_for, std::string_view forwarded_proto);

}  // namespace otkel::web
