// Text to address. A queue's name follows CUPS' own rule: no blank, slash, hash sign, quote.
#include "printer/device/cups/cups_address.hpp"

#include <algorithm>

#include "core/value/text.hpp"

namespace otkel::printer {
namespace {

constexpr std::size_t kLongestQueueName = 127;
constexpr std::string_view kQueuePath = "/printers/";

// make_device puts the address before these words and what is expected behind them.
std::unexpected<core::Error> wrong(std::string_view why) {
  return core::fail(core::Code::config_invalid, std::string(why));
}

bool is_queue_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestQueueName &&
         std::ranges::all_of(name, [](unsigned char c) {
           return c > ' ' && c != 0x7f &&
                  std::string_view("/#?%@'\"\\<>").find(static_cast<char>(c)) ==
                      std::string_view::npos;
         });
}

bool is_path_of_uri(std::string_view path) {
  return path.starts_with('/') && std::ranges::all_of(path, [](unsigned char c) {
           return c > ' ' && c < 0x7f && c != '"' && c != '#' && c != '<' && c != '>';
         });
}

// HOST, HOST:PORT, [IPv6] or [IPv6]:PORT.
bool take_host(std::string_view text, CupsAddress& address) {
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return false;
    address.server = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else {
    const auto colon = text.find(':');
    address.server = text.substr(0, colon);
    port = colon == std::string_view::npos ? "" : text.substr(colon);
  }
  if (address.server.empty() || address.server.find_first_of(" /@") != std::string::npos)
    return false;
  if (port.empty()) return true;
  const auto number = core::number_in<std::uint16_t>(port.substr(1));
  if (port.front() != ':' || number.value_or(0) == 0) return false;
  address.port = *number;
  return true;
}

void make_queue(CupsAddress& address, std::string_view name) {
  address.queue = name;
  address.resource = std::string(kQueuePath) + address.queue;
}

}  // namespace

core::Result<CupsAddress> ipp_address(std::string_view uri) {
  CupsAddress address;
  const auto scheme = uri.find("://");
  const auto kind = uri.substr(0, scheme);
  if (scheme == std::string_view::npos || (kind != "ipp" && kind != "ipps"))
    return wrong("it is no ipp:// address");
  address.secure = kind == "ipps";
  const auto rest = uri.substr(scheme + 3, uri.find('?') - scheme - 3);
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return wrong("the path is missing");
  const auto host = rest.substr(0, slash);
  const auto path = rest.substr(slash);
  if (!take_host(host, address)) return wrong("the host or its port is malformed");
  if (!is_path_of_uri(path)) return wrong("the path is malformed");
  address.resource = path;
  address.uri = std::string(kind) + "://" + std::string(host) + address.resource;
  if (path.starts_with(kQueuePath)) {
    if (!is_queue_name(path.substr(kQueuePath.size()))) return wrong("that is no name of a queue");
    make_queue(address, path.substr(kQueuePath.size()));
  }
  return address;
}

core::Result<CupsAddress> cups_address(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return ipp_address(text);
  CupsAddress address;
  const auto at = text.find('@');
  const auto name = text.substr(0, at);
  if (!is_queue_name(name)) return wrong("that is no name of a queue");
  make_queue(address, name);
  address.uri = "ipp://localhost" + address.resource;
  if (at == std::string_view::npos) return address;
  const auto server = text.substr(at + 1);
  if (server.starts_with('/')) {
    if (server.size() > 100) return wrong("the socket's path is too long");
    address.server = server;
  } else {
    if (!take_host(server, address)) return wrong("the server or its port is malformed");
    address.uri = "ipp://" + std::string(server) + address.resource;
  }
  return address;
}

std::string server_option(const CupsAddress& address) {
  if (address.server.empty()) return "";
  if (address.server.starts_with('/')) return "-h " + address.server + " ";
  return "-h " + address.server + ":" + std::to_string(address.port) + " ";
}

}  // namespace otkel::printer
