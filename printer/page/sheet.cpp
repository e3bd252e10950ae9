// Pango lays out, cairo draws.
#include "printer/page/sheet.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

#include <algorithm>

#include "core/value/paper_text.hpp"

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
constexpr gunichar kEmSpace = 0x2003;

struct Destroy {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* painter) const { cairo_destroy(painter); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;
using Painter = std::unique_ptr<cairo_t, Destroy>;
using Font = std::unique_ptr<PangoFont, Unref>;

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

int first_baseline(PangoLayout* layout) { return PANGO_PIXELS(pango_layout_get_baseline(layout)); }

int last_baseline(PangoLayout* layout) {
  const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> iterator(
      pango_layout_get_iter(layout), &pango_layout_iter_free);
  while (pango_layout_iter_next_line(iterator.get()) != FALSE) {
  }
  return PANGO_PIXELS(pango_layout_iter_get_baseline(iterator.get()));
}

int height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_pixel_size(layout, nullptr, &height);
  return height;
}

// Whether a line begins inside a word, which a wider line would not do. Han breaks anywhere, but
// where it stands among other words it is one of them.
bool broken_word(PangoLayout* layout) {
  int count = 0;
  const PangoLogAttr* attributes = pango_layout_get_log_attrs_readonly(layout, &count);
  const char* const first = pango_layout_get_text(layout);
  const std::string_view text = first;
  const bool words = text.find(' ') != std::string_view::npos;
  for (int i = 1; i < pango_layout_get_line_count(layout); ++i) {
    const int start = pango_layout_line_get_start_index(pango_layout_get_line_readonly(layout, i));
    const auto letter = g_utf8_pointer_to_offset(first, first + start);
    if (letter < count && attributes[letter].is_line_break == 0) return true;
    if (words && start > 0 && text[static_cast<std::size_t>(start) - 1] != ' ') return true;
  }
  return false;
}

// The least width that makes no more lines; sets it.
int balanced_width(PangoLayout* layout, int width) {
  const int lines = pango_layout_get_line_count(layout);
  if (lines < 2) return width;
  int least = width / 2;  // always too narrow, or not worth more
  int enough = width;
  while (enough - least > 1) {
    const int middle = (least + enough) / 2;
    pango_layout_set_width(layout, middle * PANGO_SCALE);
    const bool fits = pango_layout_get_line_count(layout) <= lines && !broken_word(layout);
    (fits ? enough : least) = middle;
  }
  pango_layout_set_width(layout, enough * PANGO_SCALE);
  return enough;
}

bool is_han_font(PangoFont* font) {
  PangoFontDescription* described = pango_font_describe(font);
  const std::string family = pango_font_description_get_family(described);
  pango_font_description_free(described);
  return family.find("CJK") != std::string::npos;
}

PangoFont* load_blank_font(PangoContext* context) {
  PangoFontDescription* described = pango_font_description_new();
  pango_font_description_set_family(described, kFontFamilies);
  pango_font_description_set_absolute_size(described, 24 * PANGO_SCALE);
  PangoFont* font = pango_context_load_font(context, described);
  pango_font_description_free(described);
  return font;
}

// Puts the Han of a run into the PDF for searching: blanks of the first font, as wide as the
// characters, that claim to be them. Embedding the Han font itself makes cairo read 20 MB,
// twice with the bold one (docs/adr/0021).
void show_as_text(cairo_t* painter, const PangoLayoutRun* run, std::string_view text,
                  PangoFont* blank_font) {
  double x = 0, y = 0;
  cairo_get_current_point(painter, &x, &y);
  cairo_scaled_font_t* blank = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(blank_font));
  const PangoGlyph space = pango_fc_font_get_glyph(PANGO_FC_FONT(blank_font), kEmSpace);
  PangoRectangle advance;
  pango_font_get_glyph_extents(blank_font, space, nullptr, &advance);
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;
  int at = 0;
  for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
    const int from = run->glyphs->log_clusters[i];
    const int to = i + 1 < run->glyphs->num_glyphs ? run->glyphs->log_clusters[i + 1]
                                                   : static_cast<int>(text.size());
    glyphs.push_back({space, x + static_cast<double>(at) / PANGO_SCALE, y});
    clusters.push_back({to - from, 1});
    at += run->glyphs->glyphs[i].geometry.width;
  }
  cairo_matrix_t size;
  cairo_scaled_font_get_font_matrix(blank, &size);
  size.xx *= static_cast<double>(at) / run->glyphs->num_glyphs / advance.width;
  cairo_save(painter);
  cairo_set_font_face(painter, cairo_scaled_font_get_font_face(blank));
  cairo_set_font_matrix(painter, &size);
  cairo_show_text_glyphs(painter, text.data(), static_cast<int>(text.size()), glyphs.data(),
                         static_cast<int>(glyphs.size()), clusters.data(),
                         static_cast<int>(clusters.size()), cairo_text_cluster_flags_t{});
  cairo_restore(painter);
}

// The iterator's run. `blank_font` where it goes into a PDF.
void draw_run(cairo_t* painter, const Box& at, PangoLayoutIter* iterator, PangoFont* blank_font) {
  PangoLayoutRun* run = pango_layout_iter_get_run_readonly(iterator);
  if (run == nullptr) return;
  PangoRectangle logical;
  pango_layout_iter_get_run_extents(iterator, nullptr, &logical);
  const double x = at.x + PANGO_PIXELS(logical.x);
  const double y = at.y + PANGO_PIXELS(pango_layout_iter_get_baseline(iterator));
  cairo_move_to(painter, x, y);
  const char* text = pango_layout_get_text(pango_layout_iter_get_layout(iterator));
  if (blank_font == nullptr || !is_han_font(run->item->analysis.font))
    return pango_cairo_show_glyph_item(painter, text, run);
  const std::string_view part(text + run->item->offset,
                              static_cast<std::size_t>(run->item->length));
  show_as_text(painter, run, part, blank_font);
}

// Black and white; cairo writes such a picture with one bit a dot.
cairo_surface_t* paint(const Page& page) {
  cairo_surface_t* surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, page.width, page.height);
  unsigned char* pixels = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < page.height; ++y)
    for (int x = 0; x < page.width; ++x)
      std::fill_n(pixels + y * stride + 4 * x, 4, dot(page, x, y) ? 0 : 255);
  cairo_surface_mark_dirty(surface);
  return surface;
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

int Sheet::text_width() const {
  return column_width_ > 0 ? column_width_ : width_ - 2 * (kMargin + inset_);
}

int Sheet::left_edge() const { return kMargin + inset_ + column_left_; }

void Sheet::open_columns(int left) {
  columns_top_ = columns_end_ = y_;
  column_width_ = left;
}

void Sheet::next_column() {
  constexpr int kBetween = 12;
  columns_end_ = y_;
  y_ = columns_top_;
  column_left_ = column_width_ + kBetween;
  column_width_ = width_ - 2 * (kMargin + inset_) - column_left_;
}

void Sheet::close_columns() {
  y_ = std::max(y_, columns_end_);
  column_left_ = column_width_ = 0;
}

Sheet::Layout Sheet::lay_out(const std::vector<Run>& runs, Align align, int width) {
  Layout layout(pango_layout_new(context_.get()));
  std::string all;
  PangoAttrList* styles = pango_attr_list_new();
  for (const Run& run : runs) {
    const auto fits = core::check_paper_text(run.text);
    if (!fits && trouble_.empty())
      trouble_ = fits.error().detail + "; the text: " + core::made_printable(run.text);
    const std::string text = fits ? run.text : core::made_printable(run.text);
    style_run(styles, run, all.size(), all.size() + text.size());
    all += text;
  }
  // A number that is too long for its line goes on below as it is: a hyphen would be read as its
  // own.
  pango_attr_list_insert(styles, pango_attr_insert_hyphens_new(FALSE));
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

int Sheet::place(Layout layout, int x, int y, Ink ink) {
  const int height = height_of(layout.get());
  blocks_.push_back({std::move(layout), x, y, ink});
  return height;
}

void Sheet::note(const std::vector<Run>& runs, char end) {
  for (const Run& run : runs) plain_text_ += run.text;
  plain_text_ += end;
}

void Sheet::text(const std::vector<Run>& runs, TextStyle style) {
  note(runs, '\n');
  const int room = text_width() - style.indent;
  auto layout = lay_out(runs, style.align, room);
  const int narrow = style.align == Align::center ? balanced_width(layout.get(), room) : room;
  const int left = left_edge() + style.indent + (room - narrow) / 2;
  const int height = place(std::move(layout), left, y_, style.ink);
  if (style.ink == Ink::white_on_black)
    bars_.push_back({kMargin, y_, width_ - 2 * kMargin, height});
  y_ += height;
}

void Sheet::row(const Run& caption, const Run& value) {
  constexpr int kGap = 12;
  note({caption}, '\t');
  note({value}, '\n');
  const int room = text_width();
  auto right = lay_out({value}, Align::left, room);
  int ink = 0;
  pango_layout_get_pixel_size(right.get(), &ink, nullptr);
  // A long value gets half of the line and wraps there.
  const int right_room = std::min(ink + 1, room / 2);
  right = lay_out({value}, Align::right, right_room);
  auto left = lay_out({caption}, Align::left, room - right_room - kGap);
  // The first line of the value stands on the last of the caption.
  const int down = last_baseline(left.get()) - first_baseline(right.get());
  const int top = y_ + std::max(0, -down);
  const int left_height = place(std::move(left), left_edge(), top);
  const int right_height = place(std::move(right), left_edge() + room - right_room, top + down);
  y_ = top + std::max(left_height, down + right_height);
}

void Sheet::headline(std::string_view text_of_line, int size, TextStyle style) {
  const bool bar = style.ink == Ink::white_on_black;
  const int padding = bar ? kBarPadding : 0;
  const int room = text_width() - 2 * padding;
  // A space at the end would push big letters off the paper.
  text_of_line = text_of_line.substr(0, text_of_line.find_last_not_of(' ') + 1);
  const std::string trouble_before = trouble_;
  const auto lay_out_bold = [&] {
    trouble_ = trouble_before;  // that of a size that was not taken does not count
    return lay_out({{std::string(text_of_line), size, Weight::bold}}, style.align, room);
  };
  auto layout = lay_out_bold();
  while (size > kSmallest && pango_layout_get_line_count(layout.get()) > 1) {
    size -= 2;
    layout = lay_out_bold();
  }
  note({{std::string(text_of_line)}}, '\n');
  // The font's own line is a third empty, which is much where letters are big.
  PangoRectangle ink;
  pango_layout_get_pixel_extents(layout.get(), &ink, nullptr);
  const int air = bar ? 10 : 4 + size / 12;
  place(std::move(layout), left_edge() + padding, y_ + air - ink.y, style.ink);
  const int height = ink.height + 2 * air;
  if (bar) bars_.push_back({kMargin, y_, width_ - 2 * kMargin, height});
  y_ += height;
}

void Sheet::rule(RuleKind kind, int thickness) {
  const int right = width_ - kMargin - inset_;
  const int dash = kind == RuleKind::dashed ? 12 : right;
  for (int x = kMargin + inset_; x < right; x += 2 * dash)
    bars_.push_back({x, y_, std::min(dash, right - x), thickness});
  y_ += thickness;
}

void Sheet::qr(const QrCode& code) {
  codes_.push_back({code, {(width_ - code.dots()) / 2, y_, code.dots(), code.dots()}});
  y_ += code.dots();
}

void Sheet::black(Box box) {
  bars_.push_back({kMargin + inset_ + box.x, y_ + box.y, box.width, box.height});
}

void Sheet::label(int x, int y, const Run& run) {
  note({run}, '\n');
  place(lay_out({run}, Align::left, text_width() - x), kMargin + inset_ + x, y_ + y);
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
  bars_.push_back({all.x, all.y, all.width, kFrame});
  bars_.push_back({all.x, all.y + all.height - kFrame, all.width, kFrame});
  bars_.push_back({all.x, all.y, kFrame, all.height});
  bars_.push_back({all.x + all.width - kFrame, all.y, kFrame, all.height});
}

void Sheet::draw_bars_and_codes(cairo_t* painter) const {
  cairo_set_source_rgb(painter, 0, 0, 0);
  for (const Box& bar : bars_) fill(painter, bar);
  for (const auto& [code, box] : codes_) {
    const int quiet = QrCode::kQuietModules * code.module_dots;
    for (int row = 0; row < code.size; ++row)
      for (int column = 0; column < code.size; ++column)
        if (code.modules[static_cast<std::size_t>(row) * static_cast<std::size_t>(code.size) +
                         static_cast<std::size_t>(column)] != 0)
          fill(painter,
               {box.x + quiet + column * code.module_dots, box.y + quiet + row * code.module_dots,
                code.module_dots, code.module_dots});
  }
}

void Sheet::draw_text(cairo_t* painter, PangoFont* blank_font) const {
  for (const Block& block : blocks_) {
    const double shade = block.ink == Ink::black ? 0 : 1;
    cairo_set_source_rgb(painter, shade, shade, shade);
    const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> iterator(
        pango_layout_get_iter(block.layout.get()), &pango_layout_iter_free);
    do draw_run(painter, {block.x, block.y, 0, 0}, iterator.get(), blank_font);
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
  draw_bars_and_codes(painter.get());
  draw_text(painter.get(), nullptr);
  cairo_surface_flush(surface.get());
  if (const auto status = cairo_status(painter.get()); status != CAIRO_STATUS_SUCCESS)
    return core::fail(Code::internal, cairo_status_to_string(status));
  const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  Page page = white_page(width_, height);
  for (const PlacedQr& code : codes_) page.qr.push_back(code.box);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width_; ++x)
      if (pixels[y * stride + 4 * x + 1] < kPaperWhite) set_dot(page, x, y);
  return page;
}

core::Result<std::string> Sheet::pdf(const Page& page, std::string_view title,
                                     const std::string& created) const {
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
    const Font blank_font(load_blank_font(context_.get()));
    draw_text(painter.get(), blank_font.get());
    const Surface dots(paint(page));
    cairo_set_source_surface(painter.get(), dots.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(painter.get()), CAIRO_FILTER_NEAREST);
    cairo_paint(painter.get());
    cairo_show_page(painter.get());
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return core::fail(Code::io_failed,
                      std::string("cannot write the PDF: ") + cairo_status_to_string(status));
  return out;
}

}  // namespace otkel::printer
