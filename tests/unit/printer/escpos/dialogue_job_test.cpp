// Counting what was sent and what was echoed.
#include "printer/escpos/dialogue_job.hpp"

#include <gtest/gtest.h>

#include <set>

#include "printer/escpos/escpos.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/printer/escpos/direct_channel.hpp"

namespace otkel::printer {
namespace {

constexpr int kBands = 40;

/// A cable on which bytes can be lost.
class LossyChannel final : public Channel {
 public:
  Written write_some(std::span<const std::uint8_t> bytes, std::chrono::milliseconds) override {
    return {bytes.size(), std::nullopt};
  }
  core::Result<Bytes> read(std::chrono::milliseconds) override { return Bytes{}; }
  bool counts_at_printer() const override { return false; }
};

PreparedJob job_of_bands() {
  PreparedJob job;
  job.page = white_page(64, kBands * kBandRows);
  job.escpos = escpos_of(job.page).bytes;
  return job;
}

struct Sending {
  Sending() { can.process_id = Known::probed; }
  /// As if everything up to the n-th piece was taken.
  void take_pieces(DialogueJob& job, std::size_t count) const {
    for (; job.piece < count; ++job.piece) {
      job.piece_taken();
      job.taken = 0;
    }
  }
  support::SeededRandom random{1};
  Capabilities can;
  LossyChannel lossy;
  printer_test::DirectChannel counting;
};

std::vector<std::string> numbers_of(const DialogueJob& job) {
  std::vector<std::string> numbers;
  for (const auto& piece : job.pieces)
    if (!piece.process_id.empty()) numbers.push_back(piece.process_id);
  return numbers;
}

TEST(DialogueJob, HasANumberBehindEachBandIfBytesCanBeLost) {
  Sending sending;
  const DialogueJob lossy(job_of_bands(), sending.can, true, sending.lossy, sending.random);
  const auto numbers = numbers_of(lossy);
  EXPECT_EQ(numbers.size(), kBands + 1U) << "and one behind the cut";
  EXPECT_EQ(std::set(numbers.begin(), numbers.end()).size(), numbers.size()) << "none twice";
  const DialogueJob counted(job_of_bands(), sending.can, true, sending.counting, sending.random);
  EXPECT_EQ(numbers_of(counted).size(), 2U) << "in front of the cut and behind it";
  sending.can.process_id = Known::unverified;
  const DialogueJob stranger(job_of_bands(), sending.can, false, sending.lossy, sending.random);
  EXPECT_EQ(numbers_of(stranger).size(), 1U) << "it might print them as text";
}

TEST(DialogueJob, TakesAnEchoForAllNumbersBeforeItButProvesOnlyWhatHasNoGap) {
  Sending sending;
  DialogueJob job(job_of_bands(), sending.can, true, sending.lossy, sending.random);
  const auto numbers = numbers_of(job);
  sending.take_pieces(job, job.pieces.size());
  EXPECT_EQ(job.waiting(), static_cast<std::size_t>(kBands));
  job.take_echoes(std::vector<std::string>{numbers[0], numbers[1], numbers[3]});
  EXPECT_EQ(job.waiting(), static_cast<std::size_t>(kBands - 4));
  EXPECT_EQ(job.rows_proven(), 2 * kBandRows);
  EXPECT_TRUE(job.skipped_one());
  EXPECT_FALSE(job.cut_echoed());
  job.take_echoes(numbers);
  EXPECT_FALSE(job.skipped_one());
  EXPECT_TRUE(job.cut_echoed());
  EXPECT_EQ(job.rows_proven(), kBands * kBandRows);
}

TEST(DialogueJob, LeavesOutOfTheCountWhatWasNotDelivered) {
  Sending sending;
  sending.can.process_id = sending.can.queued = Known::absent;
  DialogueJob job(job_of_bands(), sending.can, false, sending.lossy, sending.random);
  sending.take_pieces(job, 4);  // reset, GS a, two bands
  job.taken = kBandHeader + 8 * 3;
  EXPECT_EQ(job.sent().rows, 2 * kBandRows + 3);
  EXPECT_EQ(job.sent().bands, 2);
  EXPECT_EQ(job.sent(8).rows, 2 * kBandRows + 2);
  EXPECT_EQ(job.sent(7).rows, 2 * kBandRows + 3) << "a begun row can be on the paper";
  EXPECT_EQ(job.sent(kBandHeader + 8 * 3 + 16).rows, 2 * kBandRows - 2);
  EXPECT_EQ(job.sent(1'000'000).rows, 0);
  EXPECT_EQ(job.sent(1'000'000).bytes, 0);
}

}  // namespace
}  // namespace otkel::printer
