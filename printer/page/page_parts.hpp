#pragma once
// What the pages have in common: sizes, captions in several languages, head and foot.
#include <string>
#include <string_view>

#include "core/fact/document.hpp"
#include "printer/page/sheet.hpp"

namespace otkel::printer {

// Dots from line to line of the em; 8 dots are a millimetre.
inline constexpr int kSmall = 20;
inline constexpr int kWords = 21;
inline constexpr int kValues = 24;
inline constexpr const char* kNoBreak = "\u00a0";

/// Kazakh and Russian stand on every sheet, Chinese (or empty) on what a driver takes along.
struct Words {
  std::string_view kk;
  std::string_view ru;
  std::string_view zh = {};
};
/// "kk / ru / zh", a word that languages share only once; lines break between languages first.
std::string joined(const Words& words);

TextStyle centered(Ink ink = Ink::black);

/// White on black, to be seen from across the lane: a demonstration, a duplicate.
void add_marks(Sheet& sheet, bool demonstration, std::int64_t attempt);
/// Marks, checkpoint, title.
void add_head(Sheet& sheet, const core::SheetHead& head, const Words& title);
/// Small caption, then a line as big as fits; a dash where it is empty.
void add_number(Sheet& sheet, const Words& caption, std::string_view number, int size);
/// Whether the paper is wide enough for two columns.
bool has_columns(const Sheet& sheet);
struct Number {
  Words caption;
  std::string number;
  int size;
};
/// What `left` and `right` add, side by side on wide paper, below each other on narrow; `percent`
/// of the width for the left one.
template <class Left, class Right>
void side_by_side(Sheet& sheet, int percent, Left left, Right right) {
  const bool wide = has_columns(sheet);
  if (wide) sheet.open_columns(sheet.text_width() * percent / 100);
  left();
  if (wide) sheet.next_column();
  right();
  if (wide) sheet.close_columns();
}
/// Two numbers so.
void add_pair(Sheet& sheet, const Number& left, const Number& right);
/// Caption at the left, a number at the right; on narrow paper below it, for it is never torn.
void add_line(Sheet& sheet, const Words& caption, const std::string& number, int size);
/// Small caption, then the value in bold; a dash where it is empty.
void add_entry(Sheet& sheet, const Words& caption, std::string_view value);
/// White on black, e.g. that a truck was late.
void add_alert(Sheet& sheet, const Words& words);
/// A line to sign on, and who; the name is empty if it is not known.
void add_signature(Sheet& sheet, const Words& who, std::string_view name);
/// Solid line with air around it.
void add_rule(Sheet& sheet);
/// When, who, which attempt.
void add_foot(Sheet& sheet, const core::SheetHead& head);
/// What a QR opens, and its address for a person who types it: the text before '#', without
/// "HTTPS://".
void add_qr(Sheet& sheet, const QrCode& code, const std::string& caption, std::string_view qr_text);
/// The signed QR with caption, address and the eight signs that it carries in its path. Nothing for
/// an empty text. Errors: qr_unreadable.
core::Result<void> add_proof(Sheet& sheet, std::string_view qr_text);
/// The two clocks of the foot: `caption` and the checkpoint's time, Beijing's below.
void add_both_times(Sheet& sheet, const Words& caption, core::Instant at);
/// The same for the body of a page: bigger, with the caption above.
void add_moment(Sheet& sheet, const Words& caption, core::Instant at);
/// Which copy it is; "Печать" would be taken for the place of the stamp.
std::string copy_number(std::int64_t attempt);
void add_attempt(Sheet& sheet, std::int64_t attempt);

/// "—" for what says nothing, so that nobody can write into its place.
std::string or_dash(std::string_view value);
/// A number stays on the line of its unit, and groups of digits on one: "19 800 кг".
std::string with_units(std::string_view value);
/// What is of usual length goes to the next line as a whole.
std::string in_one_piece(std::string_view name);
/// "20.05.2025 08:04", no break inside, in the checkpoint's zone.
std::string local_time(core::Instant at);
/// "11:04", with its date before it if that is another than the checkpoint's.
std::string beijing_time(core::Instant at);

}  // namespace otkel::printer
