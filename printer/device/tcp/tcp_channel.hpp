#pragma once
// A network printer on port 9100 as a channel. Bytes that the system took may still be lost, so
// what the other side acknowledged is asked of it.
#include <chrono>
#include <string>

#include "printer/escpos/channel.hpp"

namespace otkel::printer {

/// Errors of opening: printer_absent, with address and the system's words. A peer that vanished
/// without a word is noticed within 15 s (keepalive and user timeout).
OpenChannel tcp_channel(std::string host, std::string port,
                        std::chrono::milliseconds connect = std::chrono::milliseconds(3000));

}  // namespace otkel::printer
