// Everything is held as the sixteen bytes of IPv6.
#include "base/web/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>

#include "core/value/text.hpp"

namespace otkel::web {
namespace {

using Bytes = std::array<std::uint8_t, 16>;
constexpr Bytes kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kMappedBits = 96;

std::optional<Bytes> bytes_of(std::string_view text) {
  if (text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  const std::string address(text);
  Bytes bytes = kMapped;
  if (inet_pton(AF_INET, address.c_str(), bytes.data() + 12) == 1) return bytes;
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

bool is_v4(const Bytes& bytes) {
  return std::equal(kMapped.begin(), kMapped.begin() + 12, bytes.begin());
}

/// The bits behind the first `bits` set to nothing.
Bytes masked(Bytes bytes, int bits) {
  for (int i = 0; i < 16; ++i) {
    const int kept = std::clamp(bits - i * 8, 0, 8);
    bytes[static_cast<std::size_t>(i)] &= static_cast<std::uint8_t>(0xff << (8 - kept));
  }
  return bytes;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// Takes the last part of a list with commas off its end.
std::string_view take_last(std::string_view& list) {
  const auto comma = list.rfind(',');
  const auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
  list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
  return trimmed(last);
}

bool is_trusted(const std::vector<Network>& trusted, std::string_view address) {
  return std::ranges::any_of(trusted, [&](const Network& net) { return net.holds(address); });
}

}  // namespace

core::Result<Network> Network::parse(std::string_view text) {
  const auto wrong = [&] {
    return core::fail(
        core::Code::config_invalid,
        "\"" + std::string(text) + "\" is no address or net; write \"10.0.0.7\" or \"10.0.0.0/8\"");
  };
  const auto slash = text.find('/');
  const auto bytes = bytes_of(text.substr(0, slash));
  if (!bytes) return wrong();
  const bool v4 = is_v4(*bytes);
  Network out;
  out.bytes_ = *bytes;
  if (slash == std::string_view::npos) return out;
  const auto bits = core::number_in<int>(text.substr(slash + 1));
  if (!bits || *bits < 0 || *bits > (v4 ? 32 : 128)) return wrong();
  out.bits_ = *bits + (v4 ? kMappedBits : 0);
  if (masked(*bytes, out.bits_) != *bytes) return wrong();
  return out;
}

bool Network::holds(std::string_view address) const {
  const auto bytes = bytes_of(address);
  return bytes && masked(*bytes, bits_) == bytes_;
}

std::string neighbourhood(std::string_view address) {
  const auto bytes = bytes_of(address);
  if (!bytes) return std::string(address);
  const auto kept = is_v4(*bytes) ? *bytes : masked(*bytes, 64);
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_v4(kept)) return inet_ntop(AF_INET, kept.data() + 12, text.data(), text.size());
  return inet_ntop(AF_INET6, kept.data(), text.data(), text.size());
}

Client client_of(const std::vector<Network>& trusted, std::string_view peer,
                 std::string_view forwarded_for, std::string_view forwarded_proto) {
  Client client{std::string(peer), false, false};
  if (!is_trusted(trusted, peer)) return client;
  client.forwarded = true;
  client.secure = core::lower_ascii(take_last(forwarded_proto)) == "https";
  while (!forwarded_for.empty()) {
    const auto hop = take_last(forwarded_for);
    if (!bytes_of(hop)) break;
    client.address = std::string(hop);
    if (!is_trusted(trusted, hop)) break;
  }
  return client;
}

}  // namespace otkel::web
