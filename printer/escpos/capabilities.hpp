#pragma once
// What a printer can do and how that is known: by its maker's manual, by its answers, or not yet.
#include <array>
#include <cstdint>
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

/// What becomes of a page behind the cutter.
enum class Presenter {
  none,   ///< it falls out or hangs for anyone to take
  custom  ///< held inside until GS e 5 (Custom Engineering and compatible); GS e 6 tells of it
};

/// What no manual promises: learnt while talking, or entered by the technician who set it up.
struct PrinterHabits {
  /// It echoes each of two process numbers that wait at once. Absent: only the newer, so one is
  /// asked at a time.
  Known each_number = Known::unverified;
  /// It refuses a connection soon after the last one, so one is kept.
  bool one_connection = false;
  std::int64_t head_dots = 0;  ///< across; 0: not known
  Presenter presenter = Presenter::none;
  bool operator==(const PrinterHabits&) const = default;

  static constexpr auto fields() {
    using H = PrinterHabits;
    return std::tuple{core::field("each_number", &H::each_number),
                      core::field("one_connection", &H::one_connection),
                      core::field("head_dots", &H::head_dots),
                      core::field("presenter", &H::presenter)};
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

/// Dots across the head by the same manual; 0 if it is not one that we know.
std::int64_t documented_dots(std::string_view device_id);

}  // namespace otkel::printer

template <>
struct otkel::core::EnumWords<otkel::printer::Known> {
  static constexpr std::array<std::string_view, 4> words{"unverified", "documented", "probed",
                                                         "absent"};
};
template <>
struct otkel::core::EnumWords<otkel::printer::Presenter> {
  static constexpr std::array<std::string_view, 2> words{"none", "custom"};
};
