// Errors of characters. A wrong character is mostly, not always, one that the camera doubted.
#include "tests/eval/noise.hpp"

#include "core/plate/confusion.hpp"

namespace otkel::eval {
namespace {

constexpr std::string_view kAll = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool alike(char a, char b) {
  const auto symbol = [](char c) { return core::symbol_of(static_cast<unsigned char>(c)); };
  return core::look_alike(symbol(a), symbol(b));
}

char confused(char truth, const Noise& noise, SeededRng& dice) {
  std::string twins;
  for (const char c : kAll)
    if (alike(c, truth)) twins += c;
  if (!twins.empty() && dice.chance(noise.visual)) return dice.of(twins);
  for (;;)
    if (const char c = dice.of(kAll); c != truth) return c;
}

struct Frame {
  std::string text;
  std::vector<double> confidence;
};

Frame look(const std::string& plate, const Frame* before, const Noise& noise, SeededRng& dice) {
  Frame frame;
  for (std::size_t i = 0; i < plate.size(); ++i) {
    char c = plate[i];
    const bool plain = static_cast<unsigned char>(c) < 128;
    const bool comparable = before != nullptr && before->text.size() == plate.size();
    if (comparable && before->text[i] != c &&
        dice.chance(alike(before->text[i], c) ? noise.alike_again : noise.other_again))
      c = before->text[i];
    else if (plain && dice.chance(noise.character_error))
      c = confused(c, noise, dice);
    const bool right = c == plate[i];
    const bool sure = right || dice.chance(0.01);
    const double confidence = sure ? 0.85 + 0.15 * dice.share() : 0.35 + 0.6 * dice.share();
    if (plain && dice.chance(noise.lost)) {
      if (dice.chance(0.5)) continue;
      frame.text += c;
      frame.confidence.push_back(confidence);
    }
    frame.text += c;
    // A Chinese sign has three bytes and one confidence.
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) frame.confidence.push_back(confidence);
  }
  return frame;
}

}  // namespace

Passing pass_by(const Truck& truck, const Noise& noise, SeededRng& dice) {
  Passing passing{truck, {}};
  const bool reports_characters = dice.chance(0.5);
  const auto frames = [&](const char* camera, core::View view, int count) {
    Frame last;
    for (int n = 0; n < count; ++n) {
      last = look(truck.plate, n == 0 ? nullptr : &last, noise, dice);
      core::PlateRead read;
      read.plate = last.text;
      if (reports_characters) read.character_confidence = last.confidence;
      read.camera = camera;
      read.view = view;
      read.event_id = std::to_string(n);
      passing.reads.push_back(std::move(read));
    }
  };
  frames("front", core::View::front, 1 + dice.below(4));
  if (dice.chance(0.3)) frames("rear", core::View::rear, 1 + dice.below(2));
  return passing;
}

}  // namespace otkel::eval
