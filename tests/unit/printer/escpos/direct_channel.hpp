#pragma once
// A channel straight into the printer model.
#include <algorithm>
#include <array>
#include <chrono>
#include <span>

#include "printer/escpos/channel.hpp"
#include "tests/support/escpos_model.hpp"

namespace otkel::printer_test {

/// The printer model without a cable. It never waits: who would have to wait is counted.
class DirectChannel final : public printer::Channel {
 public:
  printer::Written write_some(std::span<const std::uint8_t> bytes,
                              std::chrono::milliseconds) override {
    return {model.take_some(bytes), std::nullopt};
  }
  core::Result<printer::Bytes> read(std::chrono::milliseconds most) override {
    auto said = model.answers();
    constexpr std::array<std::uint8_t, 2> kEcho{0x37, 0x22};
    if (jams_after_echo && !std::ranges::search(said, kEcho).empty())
      model.habits.cutter_jammed = true;
    if (said.empty() && most > std::chrono::milliseconds(100)) ++waits_in_vain;
    return said;
  }
  bool counts_at_printer() const override { return !loses_bytes; }

  escpos_model::Printer model;
  int waits_in_vain = 0;
  bool jams_after_echo = false;
  bool loses_bytes = false;  ///< or may, as a network does
};

}  // namespace otkel::printer_test
