#pragma once
// A number plate as a camera would see it: drawn cleanly, then spoiled. 8-bit grey.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/eval/fleets.hpp"

namespace otkel::eval {

struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> grey;  ///< row by row
  std::uint8_t at(int x, int y) const { return grey[index(x, y)]; }
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x);
  }
};

/// In one line, or in two with the last three letters of a Kazakh plate below.
Picture draw_plate(const Truck& truck);

/// How bad it was; each 0 (not at all) to 1.
struct Weather {
  double distance = 0, blur = 0, dirt = 0, glare = 0, angle = 0, noise = 0;
};
Weather any_weather(SeededRng& dice);
Picture spoil(const Picture& clean, const Weather& weather, SeededRng& dice);

/// As PGM. False where the file cannot be written.
bool write_pgm(const Picture& picture, const std::filesystem::path& file);

}  // namespace otkel::eval
