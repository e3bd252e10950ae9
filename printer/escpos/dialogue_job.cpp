// The stream with its numbers, and counting in it.
#include "printer/escpos/dialogue_job.hpp"

#include <algorithm>

#include "printer/escpos/commands.hpp"
#include "printer/escpos/escpos.hpp"
#include "printer/escpos/escpos_reply.hpp"

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kHour{3'600'000};

// That can be on the paper, a begun one included.
std::int64_t rows_in(const StreamPiece& piece, std::size_t taken) {
  if (piece.rows == 0 || taken <= kBandHeader) return 0;
  const auto row = (piece.bytes.size() - kBandHeader) / static_cast<std::size_t>(piece.rows);
  return static_cast<std::int64_t>((taken - kBandHeader + row - 1) / row);
}
}  // namespace

std::string new_process_id(core::Random& random) {
  std::string id;
  for (int i = 0; i < 4; ++i) id += kProcessLetters[random.below(kProcessLetters.size())];
  return id;
}

std::size_t numbers_under_way(const PrinterHabits& habits) {
  return habits.each_number == Known::absent ? 0 : 1;
}

DialogueJob::DialogueJob(const PreparedJob& job, const Capabilities& can, bool before_cut,
                         const Channel& channel, core::Random& random)
    : rows_(job.page.height), dots_across_(job.page.width), since_(kHour) {
  const auto plain = pieces_of(job.escpos);
  const bool answers = channel.answers() && !plain.empty();
  const bool after_bands =
      answers && can.process_id == Known::probed && !channel.counts_at_printer();
  std::vector<std::string> drawn;
  const auto ask = [&](std::int64_t rows, Position position) {
    // An echo must not answer for two.
    do drawn.push_back(new_process_id(random));
    while (std::ranges::count(drawn, drawn.back()) > 1);
    numbers_.push_back({.id = drawn.back(), .rows = rows, .position = position});
    return StreamPiece{.bytes = process_question(drawn.back()), .process_id = drawn.back()};
  };
  std::int64_t rows = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (answers && before_cut && !after_bands && i + 1 == plain.size())
      pieces.push_back(ask(rows, Position::before_cut));
    pieces.push_back(plain[i]);
    rows += plain[i].rows;
    if (answers && i == 0) pieces.push_back({.bytes = push_status()});
    if (after_bands && plain[i].rows > 0) pieces.push_back(ask(rows, Position::after_band));
  }
  if (!answers) return;
  StreamPiece end;
  if (can.process_id != Known::absent) end = ask(rows, Position::after_cut);
  if (can.queued != Known::absent) end.bytes = joined(std::move(end.bytes), queued_question());
  pieces.push_back(std::move(end));
}

Sent DialogueJob::sent(std::int64_t undelivered) const {
  std::int64_t left = (all_taken() ? 0 : static_cast<std::int64_t>(taken)) - undelivered;
  for (std::size_t i = 0; i < piece && i < pieces.size(); ++i)
    left += static_cast<std::int64_t>(pieces[i].bytes.size());
  Sent sent;
  for (const StreamPiece& each : pieces) {
    if (left <= 0) break;
    const auto here = std::min(static_cast<std::size_t>(left), each.bytes.size());
    left -= static_cast<std::int64_t>(here);
    if (each.of_job) sent.bytes += static_cast<std::int64_t>(here);
    sent.rows += rows_in(each, here);
    if (each.rows > 0 && here == each.bytes.size()) ++sent.bands;
  }
  return sent;
}

bool DialogueJob::band_begun() const {
  for (std::size_t i = 0; i <= piece && i < pieces.size(); ++i)
    if (pieces[i].rows > 0 && (i < piece || taken > 0)) return true;
  return false;
}

void DialogueJob::piece_taken() {
  const auto& id = pieces[piece].process_id;
  for (Number& number : numbers_)
    if (!id.empty() && number.id == id) number.asked = true;
}

void DialogueJob::take_echoes(std::span<const std::string> echoes) {
  for (Number& number : numbers_)
    number.echoed = number.echoed || std::ranges::find(echoes, number.id) != echoes.end();
}

std::size_t DialogueJob::waiting() const {
  std::size_t count = 0;
  for (const Number& number : numbers_) {
    if (number.echoed)
      count = 0;
    else if (number.asked && number.position == Position::after_band)
      ++count;
  }
  return count;
}

bool DialogueJob::cut_echoed() const {
  return !numbers_.empty() && numbers_.back().position == Position::after_cut &&
         numbers_.back().echoed;
}

bool DialogueJob::skipped_one() const {
  bool missing = false;
  for (const Number& number : numbers_) {
    if (number.echoed && missing) return true;
    if (number.position == Position::after_band && !number.echoed) missing = true;
  }
  return false;
}

bool DialogueJob::has_band_numbers() const {
  return !numbers_.empty() && numbers_.front().position == Position::after_band;
}

std::int64_t DialogueJob::rows_proven() const {
  std::int64_t rows = 0;
  for (const Number& number : numbers_) {
    if (!number.echoed || doubted_) break;
    rows = number.rows;
  }
  return rows;
}

milliseconds DialogueJob::elapsed() const { return kHour - since_.left() + milliseconds(1); }

void DialogueJob::starts_now() { since_.restart(kHour); }

std::string DialogueJob::progress(std::int64_t rows_at_most) const {
  const auto proven = rows_proven();
  return (proven > 0 ? "at least " + std::to_string(proven) + " and " : "") + "at most " +
         std::to_string(rows_at_most) + " of " + std::to_string(rows_) +
         " rows can be on the paper";
}

}  // namespace otkel::printer
