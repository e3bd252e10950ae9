// The printer's firmware, as far as our jobs and a few foreign ones need it.
#include "tests/support/escpos_model.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace otkel::escpos_model {
namespace {

constexpr std::uint8_t kDle = 0x10;
constexpr std::uint8_t kEsc = 0x1b;
constexpr std::uint8_t kFs = 0x1c;
constexpr std::uint8_t kGs = 0x1d;
constexpr std::int64_t kNearEnd = 400;  // rows, 5 cm
constexpr int kFeedLine = 34;           // rows of one text line

std::string hex(std::uint8_t byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  return {'?', digits[byte >> 4], digits[byte & 15]};
}

}  // namespace

Bytes Printer::take(std::span<const std::uint8_t> bytes) {
  for (const std::uint8_t byte : bytes) {
    obey_real_time(byte);
    queue_.push_back(byte);
  }
  run_queue();
  return answers();
}

std::size_t Printer::take_some(std::span<const std::uint8_t> bytes) {
  std::size_t taken = 0;
  for (; taken < bytes.size(); ++taken) {
    if (queue_.size() >= habits.buffer) {
      run_queue();
      if (queue_.size() >= habits.buffer) break;
    }
    obey_real_time(bytes[taken]);
    queue_.push_back(bytes[taken]);
  }
  run_queue();
  return taken;
}

Bytes Printer::answers() { return std::exchange(answers_, {}); }

void Printer::go_on() {
  push_status_change();
  run_queue();
}

void Printer::give_time(std::int64_t rows) {
  rows_allowed_ = std::min(rows_allowed_ + rows, rows);
  run_queue();
}

void Printer::soft_reset() {
  queue_.clear();
  real_time_.clear();
  picture_left_ = 0;
  row_.clear();
  pushing_ = false;
}

void Printer::remove_paper() {
  rows_left_ = 0;
  push_status_change();
}

bool Printer::in_trouble() const {
  return rows_left_ <= 0 || habits.cover_open || habits.cutter_jammed || habits.overheated;
}

// The four bytes of GS a, when they differ from the last ones.
void Printer::push_status_change() {
  if (!pushing_) return;
  const bool no_paper = rows_left_ <= 0;
  const unsigned first = 0x10u | (in_trouble() ? 0x08u : 0u) | (habits.cover_open ? 0x20u : 0u);
  const unsigned second = (habits.cutter_jammed ? 0x08u : 0u) | (habits.overheated ? 0x40u : 0u);
  const unsigned third = (rows_left_ < kNearEnd ? 0x03u : 0u) | (no_paper ? 0x0cu : 0u);
  Bytes now{static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second),
            static_cast<std::uint8_t>(third), 0};
  if (now == pushed_) return;
  answers_.insert(answers_.end(), now.begin(), now.end());
  pushed_ = std::move(now);
}

Bytes Printer::load_paper(std::int64_t rows) {
  if (!current_.rows.empty()) {
    current_.whole = false;
    pieces_.push_back(std::exchange(current_, {}));
    torn_ = true;
  }
  rows_left_ = rows;
  go_on();
  return answers();
}

int Printer::whole_pages() const {
  return static_cast<int>(std::ranges::count_if(pieces_, &Piece::whole));
}

void Printer::obey_real_time(std::uint8_t byte) {
  if (real_time_.empty() || (real_time_.size() == 1 && byte != 0x04)) {
    real_time_.assign(byte == kDle ? 1 : 0, byte);
    return;
  }
  if (real_time_.size() == 1) {
    real_time_.push_back(byte);
    return;
  }
  real_time_.clear();
  if (!habits.answers_status) return;
  const bool no_paper = rows_left_ <= 0;
  const bool offline = in_trouble();
  unsigned answer = 0x12;
  if (byte == 1) answer |= (offline ? 0x08u : 0u) | 0x04u;  // the drawer's connector
  if (byte == 2)
    answer |= (habits.cover_open ? 0x04u : 0u) | (no_paper ? 0x20u : 0u) |
              (habits.cutter_jammed || habits.overheated ? 0x40u : 0u);
  if (byte == 3) answer |= (habits.cutter_jammed ? 0x08u : 0u) | (habits.overheated ? 0x40u : 0u);
  if (byte == 4) answer |= (rows_left_ < kNearEnd ? 0x0cu : 0u) | (no_paper ? 0x60u : 0u);
  if (byte < 1 || byte > 4) return;
  const auto now = static_cast<std::uint8_t>(answer);
  answers_.push_back(habits.answers_late ? std::exchange(late_answer_, now) : now);
}

bool Printer::head_may_move() const {
  return !in_trouble() && (!habits.paced || rows_allowed_ > 0);
}

void Printer::run_queue() {
  while (!queue_.empty() && head_may_move()) {
    if (picture_left_ > 0)
      picture_byte(queue_.front());
    else if (!step())
      return;
  }
  if (queue_.empty() && !echo_.empty()) {
    answers_.insert(answers_.end(), echo_.begin(), echo_.end());
    echo_.clear();
  }
}

void Printer::drop(std::size_t count) {
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
}

void Printer::picture_byte(std::uint8_t byte) {
  drop(1);
  --picture_left_;
  row_.push_back(byte);
  if (row_.size() == picture_row_) print_row(std::exchange(row_, {}));
}

// False where the command is not whole yet.
bool Printer::step() {
  switch (queue_.front()) {
    case 0x00:
      drop(1);
      return true;
    case kDle:
      if (!queued(3)) return false;
      drop(3);
      return true;
    case '\n':
      drop(1);
      commands_.push_back("LF");
      for (int i = 0; i < kFeedLine; ++i) print_row({});
      return true;
    case kEsc:
      return step_escape();
    case kFs:
      if (!queued(2)) return false;
      commands_.push_back(queue_[1] == 0x2e ? "FS ." : "FS " + hex(queue_[1]));
      drop(2);
      return true;
    case kGs:
      return step_group();
    default:
      commands_.push_back(hex(queue_.front()));
      drop(1);
      return true;
  }
}

bool Printer::step_escape() {
  if (!queued(2)) return false;
  switch (queue_[1]) {
    case '@':
      commands_.push_back("ESC @");
      pushing_ = false;
      drop(2);
      return true;
    case 'd': {
      if (!queued(3)) return false;
      const int rows = queue_[2] * kFeedLine;
      commands_.push_back("ESC d");
      drop(3);
      for (int i = 0; i < rows; ++i) print_row({});
      return true;
    }
    case 'p':
      if (!queued(5)) return false;
      commands_.push_back("ESC p");  // the cash drawer
      drop(5);
      return true;
    default:
      commands_.push_back("ESC " + hex(queue_[1]));
      drop(2);
      return true;
  }
}

bool Printer::step_group() {
  if (!queued(2)) return false;
  switch (queue_[1]) {
    case 'v':
      if (habits.knows_pictures) return start_picture();
      drop(1);
      return true;
    case 'e':
      return eject();
    case '(':
      return process_id();
    case 'a':
      if (!queued(3)) return false;
      commands_.push_back("GS a");
      pushing_ = habits.pushes_status && queue_[2] != 0;
      pushed_.clear();
      drop(3);
      push_status_change();
      return true;
    case 'r':
      if (!queued(3)) return false;
      commands_.push_back("GS r");
      if (habits.answers_queued && queue_[2] == 1)
        answers_.push_back(rows_left_ < kNearEnd ? 0x03 : 0x00);
      drop(3);
      return true;
    case 'V': {
      if (!queued(3)) return false;
      const std::size_t length = queue_[2] >= 65 ? 4 : 3;
      if (!queued(length)) return false;
      commands_.push_back("GS V");
      drop(length);
      cut();
      return true;
    }
    default:
      commands_.push_back("GS " + hex(queue_[1]));
      drop(2);
      return true;
  }
}

bool Printer::start_picture() {
  if (!queued(8)) return false;
  picture_row_ = queue_[4] + 256u * queue_[5];
  picture_left_ = picture_row_ * (queue_[6] + 256u * queue_[7]);
  current_.row_bytes = static_cast<int>(picture_row_);
  commands_.push_back("GS v 0");
  drop(8);
  return true;
}

bool Printer::process_id() {
  if (!queued(5)) return false;
  const std::size_t length = 5 + queue_[3] + 256u * queue_[4];
  if (!queued(length)) return false;
  commands_.push_back("GS ( " + std::string(1, static_cast<char>(queue_[2])));
  if (habits.answers_process_id && queue_[2] == 'H' && length == 11 && queue_[5] == 0x30) {
    Bytes echo{0x37, 0x22};
    for (std::size_t i = 7; i < 11; ++i) echo.push_back(queue_[i]);
    echo.push_back(0x00);
    if (habits.echoes_newest_only)
      echo_ = echo;
    else
      answers_.insert(answers_.end(), echo.begin(), echo.end());
  }
  drop(length);
  return true;
}

// Custom's ejector.
bool Printer::eject() {
  if (!queued(3)) return false;
  const auto what = queue_[2];
  commands_.push_back("GS e");
  drop(3);
  if (!habits.presents) return true;
  if (what == 5 && inside_ > 0) {
    handed_out_ += std::exchange(inside_, 0);
    at_output_ = true;
  }
  if (what == 2 && at_output_) {
    ++drawn_back_;
    --handed_out_;
    at_output_ = false;
  }
  if (what == 6 && habits.tells_presented)
    answers_.push_back(static_cast<std::uint8_t>(0x04u | (at_output_ ? 0x08u : 0u)));
  return true;
}

void Printer::print_row(const Bytes& row) {
  if (rows_left_ <= 0) return;  // a feed over the end of the paper moves nothing
  --rows_left_;
  --rows_allowed_;
  if (rows_left_ <= 0 || rows_left_ == kNearEnd - 1) push_status_change();
  if (row.empty()) return;
  current_.rows.push_back(row);
  const auto head = static_cast<std::size_t>(habits.head_bytes);
  if (head > 0 && row.size() > head) current_.rows.back().resize(head);
}

void Printer::cut() {
  if (habits.cutter_jams_at_cut) {
    habits.cutter_jams_at_cut = false;
    habits.cutter_jammed = true;
    push_status_change();
    return;
  }
  if (habits.blunt_knife) return;
  if (habits.presents) ++inside_;
  current_.whole = !torn_ && !habits.cutter_jammed;
  torn_ = false;
  pieces_.push_back(std::exchange(current_, {}));
}

}  // namespace otkel::escpos_model
