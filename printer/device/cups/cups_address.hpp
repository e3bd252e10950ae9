#pragma once
// Where a queue or an IPP printer is asked. Pure: nothing is resolved or opened.
#include <cstdint>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::printer {

struct CupsAddress {
  /// Host name, or the path of a Unix socket; empty: the server that libcups finds by itself
  /// (CUPS_SERVER, client.conf, the local socket).
  std::string server;
  std::uint16_t port = 631;
  bool secure = false;   ///< TLS from the first byte (ipps)
  std::string resource;  ///< what is posted to: "/printers/permits"
  std::string uri;       ///< printer-uri
  /// Empty for a printer that is asked directly and not a queue of a CUPS server.
  std::string queue;

  bool operator==(const CupsAddress&) const = default;
};

/// What stands behind "cups:": QUEUE, QUEUE@SERVER with SERVER as in CUPS_SERVER (HOST, HOST:PORT
/// or the path of a socket), or what ipp_address takes. Errors: config_invalid, saying what is
/// wrong.
core::Result<CupsAddress> cups_address(std::string_view text);

/// ipp://HOST[:PORT]/PATH or ipps://...; with the path /printers/QUEUE it is a queue. What follows
/// a question mark are settings of CUPS' own backends and is left out. Errors: config_invalid.
core::Result<CupsAddress> ipp_address(std::string_view uri);

/// The words that name this server to CUPS' commands: "-h HOST:PORT ", or nothing.
std::string server_option(const CupsAddress& address);

}  // namespace otkel::printer
