// Drawing with Cairo; spoiling by hand, pixel by pixel, so that it is the same everywhere.
#include "tests/eval/picture.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <memory>

#include "core/value/utf8.hpp"

namespace otkel::eval {
namespace {

constexpr int kCharacter = 40, kLine = 72, kMargin = 26;

/// Where the blanks of the plate are.
std::vector<std::string> lines_of(const Truck& truck) {
  const std::string& p = truck.plate;
  if (truck.two_lines) return {p.substr(0, 3) + " " + p.substr(6), p.substr(3, 3)};
  return {p};
}

Picture grey_of(cairo_surface_t* surface, int width, int height) {
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  Picture picture{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) picture.grey.push_back(data[y * stride + x * 4]);
  return picture;
}

double bilinear(const Picture& p, double x, double y) {
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const auto pixel = [&](int px, int py) -> double {
    return px < 0 || py < 0 || px >= p.width || py >= p.height ? 150.0 : p.at(px, py);
  };
  const double fx = x - left, fy = y - top;
  return (pixel(left, top) * (1 - fx) + pixel(left + 1, top) * fx) * (1 - fy) +
         (pixel(left, top + 1) * (1 - fx) + pixel(left + 1, top + 1) * fx) * fy;
}

/// Seen from the side: the far end is lower and smaller.
Picture turned(const Picture& p, double angle, bool left) {
  Picture out{p.width, p.height, {}};
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x) {
      const double along = (left ? x : p.width - x) / static_cast<double>(p.width);
      const double scale = 1 + 0.35 * angle * along;
      const double centre = p.height / 2.0;
      const double sx = x + (left ? -1 : 1) * 6 * angle * (1 - along);
      out.grey.push_back(static_cast<std::uint8_t>(
          bilinear(p, sx, centre + (y - centre) * scale + 10 * angle * (along - 0.5))));
    }
  return out;
}

Picture scaled(const Picture& p, int width, int height) {
  Picture out{width, height, {}};
  const double fx = p.width / static_cast<double>(width);
  const double fy = p.height / static_cast<double>(height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      double sum = 0;  // four samples are enough against moire at these factors
      for (const double dy : {0.25, 0.75})
        for (const double dx : {0.25, 0.75})
          sum += bilinear(p, (x + dx) * fx - 0.5, (y + dy) * fy - 0.5);
      out.grey.push_back(static_cast<std::uint8_t>(sum / 4));
    }
  return out;
}

/// Moving while the shutter was open.
Picture smeared(const Picture& p, int pixels) {
  if (pixels < 1) return p;
  Picture out = p;
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x) {
      int sum = 0;
      for (int k = -pixels; k <= pixels; ++k) sum += p.at(std::clamp(x + k, 0, p.width - 1), y);
      out.grey[p.index(x, y)] = static_cast<std::uint8_t>(sum / (2 * pixels + 1));
    }
  return out;
}

struct Smudge {
  double x, y, radius;
  double towards;  ///< grey that it draws to
  double weight;   ///< in its middle
};

void blot(Picture& p, const Smudge& blot) {
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x) {
      const double d = std::hypot(x - blot.x, y - blot.y) / blot.radius;
      if (d >= 1) continue;
      auto& pixel = p.grey[p.index(x, y)];
      const double part = blot.weight * (1 - d * d);
      pixel = static_cast<std::uint8_t>(pixel * (1 - part) + blot.towards * part);
    }
}

}  // namespace

Picture draw_plate(const Truck& truck) {
  const auto lines = lines_of(truck);
  std::size_t longest = 0;
  for (const auto& line : lines) longest = std::max(longest, core::utf8_decode(line).size());
  const int width = static_cast<int>(longest) * kCharacter + 2 * kMargin;
  const int height = static_cast<int>(lines.size()) * kLine + 2 * kMargin;
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy);
  const std::unique_ptr<cairo_t, void (*)(cairo_t*)> c(cairo_create(surface.get()), cairo_destroy);
  cairo_set_source_rgb(c.get(), 0.92, 0.92, 0.92);
  cairo_paint(c.get());
  cairo_set_source_rgb(c.get(), 0.08, 0.08, 0.08);
  cairo_rectangle(c.get(), 5, 5, width - 10, height - 10);
  cairo_set_line_width(c.get(), 3);
  cairo_stroke(c.get());
  cairo_select_font_face(c.get(), "DejaVu Sans Mono", CAIRO_FONT_SLANT_NORMAL,
                         CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size(c.get(), 62);
  double y = kMargin + kLine - 14;
  for (const auto& line : lines) {
    double x = kMargin;
    for (const char32_t character : core::utf8_decode(line)) {
      cairo_move_to(c.get(), x, y);
      cairo_show_text(c.get(), core::utf8_encode(std::u32string(1, character)).c_str());
      x += kCharacter;
    }
    y += kLine;
  }
  return grey_of(surface.get(), width, height);
}

Weather any_weather(SeededRng& dice) {
  const auto mostly_little = [&] { return dice.share() * dice.share(); };
  return {0.8 * dice.share(), mostly_little(), mostly_little(),
          mostly_little(),    mostly_little(), 0.7 * mostly_little()};
}

Picture spoil(const Picture& clean, const Weather& w, SeededRng& dice) {
  Picture p = turned(clean, w.angle, dice.chance(0.5));
  const int blots = static_cast<int>(w.dirt * 9);
  for (int n = 0; n < blots; ++n)
    blot(p, {dice.share() * p.width, dice.share() * p.height, 4 + 16 * dice.share(),
             dice.chance(0.7) ? 60.0 : 190.0, 0.5 + 0.5 * w.dirt});
  if (w.glare > 0.1)
    blot(p, {dice.share() * p.width, dice.share() * p.height, p.width * (0.2 + 0.3 * w.glare), 250,
             0.95 * w.glare});
  p = smeared(p, static_cast<int>(w.blur * 7));
  // Far away: few pixels, then enlarged as engines do.
  const double keep = 1 - 0.78 * w.distance;
  const Picture small =
      scaled(p, static_cast<int>(p.width * keep * 0.6), static_cast<int>(p.height * keep * 0.6));
  Picture out = scaled(small, p.width, p.height);
  for (auto& pixel : out.grey) {
    double sum = 0;  // about a normal distribution
    for (int k = 0; k < 4; ++k) sum += dice.share() - 0.5;
    pixel = static_cast<std::uint8_t>(std::clamp(pixel + sum * 70 * w.noise, 0.0, 255.0));
  }
  return out;
}

bool write_pgm(const Picture& picture, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << "P5\n" << picture.width << ' ' << picture.height << "\n255\n";
  for (const auto pixel : picture.grey) out.put(static_cast<char>(pixel));
  return out.good();
}

}  // namespace otkel::eval
