#pragma once
// A receipt printer as a value: ESC/POS in, paper and answers out. Written from the printers'
// manuals and not from our encoder, so that the two can disagree.
#include <cstdint>
#include <deque>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace otkel::escpos_model {

using Bytes = std::vector<std::uint8_t>;

/// One piece of paper between two cuts, or up to where the paper ended.
struct Piece {
  int row_bytes = 0;
  std::vector<Bytes> rows;
  bool whole = false;  ///< from one cut to the next without a change of paper
};

/// What this printer can do and what is wrong with it.
struct PrinterQuirks {
  bool answers_status = true;      ///< DLE EOT
  bool answers_process_id = true;  ///< GS ( H
  bool answers_queued = true;      ///< GS r
  bool pushes_status = true;       ///< GS a
  bool cover_open = false;
  bool cutter_jammed = false;
  bool cutter_jams_at_cut = false;  ///< the next cut ends as cutter_jammed
  bool overheated = false;
  std::size_t buffer = std::numeric_limits<std::size_t>::max();  ///< bytes waiting to be obeyed
  bool paced = false;               ///< the head moves only as far as give_time() allows
  bool answers_late = false;        ///< DLE EOT: with the answer to the question before
  bool echoes_newest_only = false;  ///< of process numbers that wait at once
  bool knows_pictures = true;       ///< GS v 0; else its bytes are text
  int head_bytes = 0;               ///< across the head, the rest of a row is lost; 0: any width
  bool presents = false;            ///< what is cut waits inside for GS e 5
  bool tells_presented = true;      ///< answers GS e 6
  bool blunt_knife = false;         ///< it moves and cuts nothing, and nobody notices
};

/// Bytes are taken one by one: real-time commands when they arrive, even inside a picture, the rest
/// in order. Rows come out one by one while their bytes arrive. Without paper, with the cover open
/// or in a fault the queue stands still and real-time commands are still answered.
class Printer {
 public:
  PrinterQuirks habits;

  /// Takes what arrived and gives back what the printer says. More than fits into its buffer is
  /// taken as well: whoever cannot wait uses take_some().
  Bytes take(std::span<const std::uint8_t> bytes);
  /// As many as the buffer has room for; the answers wait in answers().
  std::size_t take_some(std::span<const std::uint8_t> bytes);
  /// What the printer has to say since the last call.
  Bytes answers();
  /// Looks at what a person changed in `habits` and goes on where it can.
  void go_on();
  /// Time for so many rows (`paced`).
  void give_time(std::int64_t rows);
  /// USB SOFT_RESET: the buffer and an open picture are forgotten.
  void soft_reset();
  bool has_paper() const { return rows_left_ > 0; }
  bool in_trouble() const;
  /// Puts in a roll of `rows`; printing goes on. Gives back what the printer says now.
  Bytes load_paper(std::int64_t rows);
  void remove_paper();

  std::int64_t rows_left() const { return rows_left_; }
  const std::vector<Piece>& pieces() const { return pieces_; }  ///< cut or torn off
  int whole_pages() const;
  const Piece& hanging() const { return current_; }  ///< not cut off yet
  /// Pages cut and still inside, and pages that came out of the presenter.
  int inside() const { return inside_; }
  int handed_out() const { return handed_out_; }
  int drawn_back() const { return drawn_back_; }
  /// What lies at the presenter's output is taken.
  void take_page() { at_output_ = false; }
  /// Commands met in order, by name; unknown bytes as "?xx".
  const std::vector<std::string>& commands() const { return commands_; }

 private:
  bool head_may_move() const;
  void push_status_change();
  void obey_real_time(std::uint8_t byte);
  void run_queue();
  bool step();
  bool step_escape();
  bool step_group();
  bool start_picture();
  void picture_byte(std::uint8_t byte);
  bool process_id();
  bool eject();
  void print_row(const Bytes& row);
  void cut();
  void drop(std::size_t count);
  bool queued(std::size_t count) const { return queue_.size() >= count; }

  std::deque<std::uint8_t> queue_;
  Bytes answers_;
  Bytes real_time_;  ///< the bytes of a DLE command seen so far
  std::int64_t rows_left_ = std::numeric_limits<std::int32_t>::max();
  Piece current_;
  std::vector<Piece> pieces_;
  std::vector<std::string> commands_;
  std::size_t picture_left_ = 0;
  std::size_t picture_row_ = 0;
  Bytes row_;
  bool torn_ = false;
  std::int64_t rows_allowed_ = 0;
  bool pushing_ = false;
  Bytes pushed_;  ///< the last one
  std::uint8_t late_answer_ = 0x12;
  Bytes echo_;  ///< waits for a later one (`echoes_newest_only`)
  int inside_ = 0, handed_out_ = 0, drawn_back_ = 0;
  bool at_output_ = false;
};

}  // namespace otkel::escpos_model
