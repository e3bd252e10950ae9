// Pango lays out, cairo draws.
#include "printer/sheet.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cassert>

namespace otkel::printer {
namespace {

using core::Code;

constexpr int kMargin = 6;       // the head's outermost dots are the first to wear
constexpr int kLongest = 16000;  // two metres
constexpr double kPointsPerDot = 72.0 / 203.0;
constexpr int kSmallest = 20;
// Of 255. Above the middle, or thin strokes fall out of small letters (the foot of "ш").
constexpr int kPaperWhite = 170;
constexpr int kFrame = 2;
constexpr int kBarPadding = 14;
constexpr int kFramePadding = 8;

struct Destroy {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* painter) const { cairo_destroy(painter); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;
using Painter = std::unique_ptr<cairo_t, Destroy>;

void style_run(PangoAttrList* list, const Run& run, std::size_t from, std::size_t to) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, kFontFamilies);
  pango_font_description_set_absolute_size(font, run.size * PANGO_SCALE);
  pango_font_description_set_weight(
      font, run.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  PangoAttribute* attribute = pango_attr_font_desc_new(font);
  attribute->start_index = static_cast<guint>(from);
  attribute->end_index = static_cast<guint>(to);
  pango_attr_list_insert(list, attribute);
  pango_font_description_free(font);
}

int height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_pixel_size(layout, nullptr, &height);
  return height;
}

bool is_han_font(PangoFont* font) {
  PangoFontDescription* described = pango_font_describe(font);
  const std::string family = pango_font_description_get_family(described);
  pango_font_description_free(described);
  return family.find("CJK") != std::string::npos;
}

// The iterator's run. Han goes into the PDF as outlines: embedding it as text makes
// cairo read the whole 20 MB font into memory, twice with the bold one.
void draw_run(cairo_t* painter, const Box& at, PangoLayoutIter* iterator) {
  PangoLayoutRun* run = pango_layout_iter_get_run_readonly(iterator);
  if (run == nullptr) return;
  PangoRectangle logical;
  pango_layout_iter_get_run_extents(iterator, nullptr, &logical);
  cairo_move_to(painter, at.x + PANGO_PIXELS(logical.x),
                at.y + PANGO_PIXELS(pango_layout_iter_get_baseline(iterator)));
  PangoLayout* layout = pango_layout_iter_get_layout(iterator);
  if (is_han_font(run->item->analysis.font)) {
    pango_cairo_glyph_string_path(painter, run->item->analysis.font, run->glyphs);
    cairo_fill(painter);
  } else {
    pango_cairo_show_glyph_item(painter, pango_layout_get_text(layout), run);
  }
}

void fill(cairo_t* painter, const Box& box) {
  cairo_rectangle(painter, box.x, box.y, box.width, box.height);
  cairo_fill(painter);
}

}  // namespace

struct Sheet::Block {
  Layout layout;
  int x;
  int y;
  Ink ink;
};

Sheet::Sheet(Paper paper, FontMap fonts)
    : width_(dots_across(paper)), y_(kMargin), fonts_(std::move(fonts)) {
  context_.reset(pango_font_map_create_context(fonts_.get()));
  pango_context_set_language(context_.get(), pango_language_from_string("kk"));
  // Grey edges and one threshold read better on a thermal head than the rasteriser's own 1-bit
  // mode; whole-dot advances keep equal letters equal.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_FULL);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
  pango_cairo_context_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
}

Sheet::~Sheet() = default;

int Sheet::text_width() const { return width_ - 2 * (kMargin + inset_); }

Sheet::Layout Sheet::lay_out(const std::vector<Run>& runs, Align align, int width) {
  Layout layout(pango_layout_new(context_.get()));
  std::string all;
  PangoAttrList* styles = pango_attr_list_new();
  for (const Run& run : runs) {
    if (g_utf8_validate(run.text.data(), static_cast<gssize>(run.text.size()), nullptr) == FALSE) {
      if (trouble_.empty()) trouble_ = "a text is not UTF-8";
      continue;
    }
    style_run(styles, run, all.size(), all.size() + run.text.size());
    all += run.text;
  }
  pango_layout_set_text(layout.get(), all.data(), static_cast<int>(all.size()));
  pango_layout_set_attributes(layout.get(), styles);
  pango_attr_list_unref(styles);
  pango_layout_set_width(layout.get(), width * PANGO_SCALE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(),
                             align == Align::center ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  const int unknown = pango_layout_get_unknown_glyphs_count(layout.get());
  if (unknown > 0 && trouble_.empty())
    trouble_ = std::to_string(unknown) + " letters that no font has, in: " + all;
  PangoRectangle ink;
  PangoRectangle logical;
  pango_layout_get_pixel_extents(layout.get(), &ink, &logical);
  if ((ink.x < -kMargin || ink.x + ink.width > width + kMargin) && trouble_.empty())
    trouble_ = "a letter wider than the paper, in: " + all;
  return layout;
}

void Sheet::text(const std::vector<Run>& runs, TextStyle style) {
  auto layout = lay_out(runs, style.align, text_width() - style.indent);
  const int height = height_of(layout.get());
  if (style.ink == Ink::white_on_black)
    bars_.push_back({{kMargin, y_, width_ - 2 * kMargin, height}, true});
  blocks_.push_back({std::move(layout), kMargin + inset_ + style.indent, y_, style.ink});
  y_ += height;
}

void Sheet::headline(std::string_view text_of_line, int size, TextStyle style) {
  const int room = text_width() - (style.ink == Ink::white_on_black ? 2 * kBarPadding : 0);
  for (; size > kSmallest; size -= 2) {
    const auto layout =
        lay_out({{std::string(text_of_line), size, Weight::bold}}, style.align, room);
    if (pango_layout_get_line_count(layout.get()) == 1) break;
  }
  text({{std::string(text_of_line), size, Weight::bold}}, style);
}

void Sheet::rule(RuleKind kind, int thickness) {
  const int right = width_ - kMargin - inset_;
  const int dash = kind == RuleKind::dashed ? 12 : right;
  for (int x = kMargin + inset_; x < right; x += 2 * dash)
    bars_.push_back({{x, y_, std::min(dash, right - x), thickness}, true});
  y_ += thickness;
}

void Sheet::qr(const QrCode& code) {
  assert(codes_.empty());
  qr_box_ = {(width_ - code.dots()) / 2, y_, code.dots(), code.dots()};
  codes_.push_back(code);
  y_ += code.dots();
}

void Sheet::open_frame() {
  frame_top_ = y_;
  y_ += kFrame + kFramePadding;
  inset_ = kFrame + kFramePadding;
}

void Sheet::close_frame() {
  y_ += kFramePadding + kFrame;
  inset_ = 0;
  const Box all{kMargin, frame_top_, width_ - 2 * kMargin, y_ - frame_top_};
  bars_.push_back({{all.x, all.y, all.width, kFrame}, true});
  bars_.push_back({{all.x, all.y + all.height - kFrame, all.width, kFrame}, true});
  bars_.push_back({{all.x, all.y, kFrame, all.height}, true});
  bars_.push_back({{all.x + all.width - kFrame, all.y, kFrame, all.height}, true});
}

void Sheet::draw(cairo_t* painter) const {
  cairo_set_source_rgb(painter, 0, 0, 0);
  for (const Bar& bar : bars_) fill(painter, bar.box);
  for (const QrCode& code : codes_) {
    const int quiet = QrCode::kQuietModules * code.module_dots;
    for (int row = 0; row < code.size; ++row)
      for (int column = 0; column < code.size; ++column)
        if (code.modules[static_cast<std::size_t>(row * code.size + column)] != 0)
          fill(painter,
               {qr_box_.x + quiet + column * code.module_dots,
                qr_box_.y + quiet + row * code.module_dots, code.module_dots, code.module_dots});
  }
  for (const Block& block : blocks_) {
    const double shade = block.ink == Ink::black ? 0 : 1;
    cairo_set_source_rgb(painter, shade, shade, shade);
    const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> iterator(
        pango_layout_get_iter(block.layout.get()), &pango_layout_iter_free);
    do draw_run(painter, {block.x, block.y, 0, 0}, iterator.get());
    while (pango_layout_iter_next_run(iterator.get()) != FALSE);
  }
}

core::Result<void> Sheet::check() const {
  if (!trouble_.empty()) return core::fail(Code::page_has_unknown_glyphs, trouble_);
  return {};
}

core::Result<Page> Sheet::page() const {
  const int height = y_ + kMargin;
  if (height > kLongest)
    return core::fail(Code::value_malformed, "the page would be " + std::to_string(height / 8) +
                                                 " mm long; shorten the longest of its values");
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_, height));
  const Painter painter(cairo_create(surface.get()));
  cairo_set_source_rgb(painter.get(), 1, 1, 1);
  cairo_paint(painter.get());
  draw(painter.get());
  cairo_surface_flush(surface.get());
  if (const auto status = cairo_status(painter.get()); status != CAIRO_STATUS_SUCCESS)
    return core::fail(Code::internal, cairo_status_to_string(status));
  const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  Page page = white_page(width_, height);
  page.qr = qr_box_;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width_; ++x)
      if (pixels[y * stride + 4 * x + 1] < kPaperWhite) set_dot(page, x, y);
  return page;
}

core::Result<std::string> Sheet::pdf(std::string_view title, const std::string& created) const {
  std::string out;
  const auto append = [](void* closure, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  };
  const Surface surface(cairo_pdf_surface_create_for_stream(append, &out, width_ * kPointsPerDot,
                                                            (y_ + kMargin) * kPointsPerDot));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                 std::string(title).c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
  {
    const Painter painter(cairo_create(surface.get()));
    cairo_scale(painter.get(), kPointsPerDot, kPointsPerDot);
    draw(painter.get());
    cairo_show_page(painter.get());
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return core::fail(Code::io_failed,
                      std::string("cannot write the PDF: ") + cairo_status_to_string(status));
  return out;
}

}  // namespace otkel::printer
