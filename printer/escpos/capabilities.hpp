#pragma once
// What a printer can do and how that is known: by its maker's manual, by its answers, or not yet.
#include <array>
#include <string>
#include <string_view>

#include "core/value/fields.hpp"
#include "core/value/names.hpp"

namespace otkel::printer {

enum class Known {
  unverified,
  documented,  ///< by the manual of the model that it says it is
  probed,      ///< it has answered
  absent       ///< it was asked and other answers came, but not this one
};

struct Capabilities {
  Known status = Known::unverified;      ///< DLE EOT
  Known process_id = Known::unverified;  ///< GS ( H
  Known queued = Known::unverified;      ///< GS r
  Known pushed = Known::unverified;      ///< GS a
  Known port = Known::unverified;        ///< GET_PORT_STATUS
  bool operator==(const Capabilities&) const = default;

  static constexpr auto fields() {
    using C = Capabilities;
    return std::tuple{core::field("status", &C::status), core::field("process_id", &C::process_id),
                      core::field("queued", &C::queued), core::field("pushed", &C::pushed),
                      core::field("port", &C::port)};
  }
};

/// Which printer is at the end of a channel.
struct PrinterIdentity {
  std::string key;        ///< the same at every start: "usb-1234-5678-SN0001"; empty: not known
  std::string device_id;  ///< IEEE 1284 ("MFG:EPSON;MDL:TM-T20III;..."); empty: it reports none
};

/// What the manual of the model in this IEEE 1284 id promises; all unverified if it is not one
/// whose manual we know.
Capabilities documented_for(std::string_view device_id);

}  // namespace otkel::printer

template <>
struct otkel::core::EnumWords<otkel::printer::Known> {
  static constexpr std::array<std::string_view, 4> words{"unverified", "documented", "probed",
                                                         "absent"};
};
