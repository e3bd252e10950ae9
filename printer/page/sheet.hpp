#pragma once
// A sheet that grows downwards: blocks of text, lines, QRs. Laid out once; the dots are drawn from
// it, and the PDF's text.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"
#include "printer/page/fonts.hpp"
#include "printer/page/page.hpp"
#include "printer/page/qr.hpp"

struct _cairo;
struct _PangoContext;
struct _PangoFont;
struct _PangoLayout;

namespace otkel::printer {

enum class Weight { regular, bold };
enum class Align { left, center, right };
enum class Ink { black, white_on_black };
enum class RuleKind { solid, dashed };

struct Run {
  std::string text;
  int size = 22;  ///< dots from line to line of the font's em
  Weight weight = Weight::regular;
};

struct TextStyle {
  Align align = Align::left;
  Ink ink = Ink::black;
  int indent = 0;  ///< dots from the left margin
};

class Sheet {
 public:
  Sheet(Paper paper, FontMap fonts);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  /// Of the column if one is open.
  int text_width() const;
  /// One paragraph under what is there; runs follow each other on the line and wrap. Centred lines
  /// come out about equally long, so that no word stands alone on the last.
  void text(const std::vector<Run>& runs, TextStyle style = {});
  /// Caption at the left, value at the right of one line; both wrap.
  void row(const Run& caption, const Run& value);
  /// One bold line, made smaller until it fits; wraps where 20 dots are still too wide.
  void headline(std::string_view text, int size, TextStyle style);
  void rule(RuleKind kind, int thickness = 2);
  void space(int dots) { y_ += dots; }
  /// Dots so far.
  int height() const { return y_; }
  void qr(const QrCode& code);
  /// Free drawing: x from the left edge of the text, y from the sheet's end, which stays.
  void black(Box box);
  void label(int x, int y, const Run& run);
  /// Two columns side by side: what is added goes into the left one, `left` dots wide, until
  /// next_column(); the sheet goes on below the longer one. Text only, and not inside each other.
  void open_columns(int left);
  void next_column();
  void close_columns();
  /// A frame around everything added from here to close_frame().
  void open_frame();
  void close_frame();

  /// Every paragraph in order, one a line; a row's parts with a tab between.
  const std::string& plain_text() const { return plain_text_; }
  /// The first trouble with any text so far. Errors: page_has_unknown_glyphs.
  core::Result<void> check() const;
  /// Errors: value_malformed if the sheet is longer than two metres.
  core::Result<Page> page() const;
  /// Shows the dots of `page`, which page() made, and has the text below them for searching.
  /// `created` is an ISO time for the document's properties. Errors: io_failed.
  core::Result<std::string> pdf(const Page& page, std::string_view title,
                                const std::string& created) const;

 private:
  struct Block;
  struct PlacedQr {
    QrCode code;
    Box box;
  };
  using Layout = std::unique_ptr<_PangoLayout, Unref>;
  Layout lay_out(const std::vector<Run>& runs, Align align, int width);
  /// Returns the height.
  int place(Layout layout, int x, int y, Ink ink = Ink::black);
  void note(const std::vector<Run>& runs, char end);
  int left_edge() const;
  void draw_bars_and_codes(_cairo* painter) const;
  /// `blank_font` replaces Han where it goes into a PDF.
  void draw_text(_cairo* painter, _PangoFont* blank_font) const;

  int width_;
  int y_;
  int inset_ = 0;  ///< inside a frame
  int frame_top_ = 0;
  int column_left_ = 0;   ///< of the open column, from the text's left edge
  int column_width_ = 0;  ///< 0: none is open
  int columns_top_ = 0;
  int columns_end_ = 0;
  FontMap fonts_;
  std::unique_ptr<_PangoContext, Unref> context_;
  std::vector<Block> blocks_;
  std::vector<Box> bars_;
  std::vector<PlacedQr> codes_;
  std::string plain_text_;
  std::string trouble_;
};

}  // namespace otkel::printer
