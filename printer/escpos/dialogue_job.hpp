#pragma once
// One job of a talk: what the printer is sent, how far it came, and what was echoed of it.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/value/random.hpp"
#include "printer/escpos/capabilities.hpp"
#include "printer/escpos/channel.hpp"
#include "printer/escpos/job_stream.hpp"
#include "printer/port/countdown.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

/// A number for the printer to echo, drawn of kProcessLetters.
std::string new_process_id(core::Random& random);

/// How many numbers may wait for their echo while the next band is sent: one, so that the head has
/// something to print; none where the printer echoes only the newest.
std::size_t numbers_under_way(const PrinterHabits& habits);

class DialogueJob {
 public:
  /// The page's pieces with what the printer must answer in its place in the stream. A channel that
  /// may lose bytes has a number behind each band, if the printer has echoed one. `before_cut`:
  /// whether one stands in front of the cut, which a printer that does not know it would print.
  DialogueJob(const PreparedJob& job, const Capabilities& can, bool before_cut,
              const Channel& channel, core::Random& random);

  std::vector<StreamPiece> pieces;
  std::size_t piece = 0;            ///< being sent
  std::size_t taken = 0;            ///< of it
  std::int64_t question_bytes = 0;  ///< of DLE EOT, sent between the pieces
  bool early_answer = false;        ///< GS r was answered before this job asked it

  /// Of the stream, except its last `undelivered` bytes.
  Sent sent(std::int64_t undelivered = 0) const;
  /// Whether any byte of the page itself can be inside the printer.
  bool begun() const { return sent().bytes > 0; }
  bool band_begun() const;
  bool all_taken() const { return piece >= pieces.size(); }

  /// The piece being sent was taken whole.
  void piece_taken();
  void take_echoes(std::span<const std::string> echoes);
  /// Numbers behind bands that wait for their echo; an echo answers for those before it as well.
  std::size_t waiting() const;
  /// The number behind the cut was echoed.
  bool cut_echoed() const;
  /// A number behind a band was not echoed although a later one was.
  bool skipped_one() const;
  bool has_band_numbers() const;
  /// The echoes came sooner than paper moves, so they prove no row.
  void doubt_echoes() { doubted_ = true; }
  /// Rows that are on the paper by what was echoed.
  std::int64_t rows_proven() const;
  std::int64_t rows() const { return rows_; }
  std::int64_t dots_across() const { return dots_across_; }
  /// Since just before the first byte; more than it was rather than less.
  std::chrono::milliseconds elapsed() const;
  void starts_now();
  std::string progress(std::int64_t rows_at_most) const;

 private:
  enum class Position { after_band, before_cut, after_cut };
  struct Number {
    std::string id;
    std::int64_t rows;  ///< that stand before it in the stream
    Position position;
    bool asked = false;
    bool echoed = false;
  };
  std::vector<Number> numbers_;
  std::int64_t rows_ = 0;
  std::int64_t dots_across_ = 0;
  bool doubted_ = false;
  Countdown since_;
};

}  // namespace otkel::printer
