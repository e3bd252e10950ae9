// otkel-print-torture: a fault at every place of a job, and the paper as the judge. Each run is one
// document: a print with a fault, the printer mended, recovery as the daemon does it, a look at the
// paper where nobody knows, and the next print.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/codec/json.hpp"
#include "base/files/durable.hpp"
#include "printer/job/prepare.hpp"
#include "tests/scenario/tortured_printer.hpp"
#include "tests/support/child_process.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel {
namespace {

using scenario::TorturedPrinter;

constexpr const char* kUsage =
    "usage: otkel-print-torture --out FILE --child PROGRAM --journals DIR [--printer usb|tcp]\n"
    "         [--every-row] [--seed N] [--random N] [--every-band N] [--at BYTE] [--shard I/N]\n"
    "         [--defect lying|resending]\n";

constexpr std::array<std::size_t, 3> kBuffers{1024, 4096, 65536};
struct Options {
  std::string out, child, journals, defect, printer = "usb";
  bool every_row = false;
  std::uint32_t seed = 1;
  int random = 300;
  int every_band = 1;    ///< of the boundaries, each n-th
  std::int64_t at = -1;  ///< only this byte, to repeat a run
  int shard = 0, shards = 1;
};

/// Added up over the runs; the field names are those of summary.json.
struct Tally {
  std::map<std::string, std::int64_t> counts;
  std::map<std::string, std::int64_t> faults;
  std::vector<std::string> wrong;  ///< a line for each run that must not be
  void count(const std::string& what) { ++counts[what]; }
  void accuse(const std::string& what, const std::string& run) {
    ++counts[what];
    if (wrong.size() < 20) wrong.push_back(what + ": " + run);
  }
};

/// What lies in the tray and hangs out of the printer. A page is complete where all its rows down
/// to the last black dot follow one another on one piece of paper, cut off or not: that is what a
/// person who looks sees.
class PaperTrail {
 public:
  explicit PaperTrail(const std::map<int, printer::PreparedJob>& pages) : pages_(pages) {}

  int complete(TorturedPrinter& printer, int attempt) const {
    int found = 0;
    printer.with_printer([&](escpos_model::Printer& model) {
      const auto rows = rows_with_ink(attempt);
      for (const auto& piece : model.pieces()) found += on(piece, attempt, rows);
      found += on(model.hanging(), attempt, rows);
    });
    return found;
  }
  /// The last piece that was cut off is this page and nothing else.
  bool last_is(TorturedPrinter& printer, int attempt) const {
    bool same = false;
    printer.with_printer([&](escpos_model::Printer& model) {
      if (model.pieces().empty()) return;
      const auto& rows = model.pieces().back().rows;
      same = model.pieces().back().whole && rows.size() == height(attempt) &&
             on(model.pieces().back(), attempt, rows.size()) == 1;
    });
    return same;
  }

 private:
  std::size_t height(int attempt) const {
    return static_cast<std::size_t>(pages_.at(attempt).page.height);
  }
  bool row_is(const escpos_model::Bytes& row, int attempt, std::size_t y) const {
    const auto& page = pages_.at(attempt).page;
    const auto first = page.bits.begin() + static_cast<std::ptrdiff_t>(y * page.row_bytes());
    return row.size() == page.row_bytes() && std::equal(row.begin(), row.end(), first);
  }
  std::size_t rows_with_ink(int attempt) const {
    const auto& page = pages_.at(attempt).page;
    const auto ink = std::find_if(page.bits.rbegin(), page.bits.rend(),
                                  [](std::uint8_t byte) { return byte != 0; });
    const auto bytes = static_cast<std::size_t>(page.bits.rend() - ink);
    return (bytes + page.row_bytes() - 1) / page.row_bytes();
  }
  int on(const escpos_model::Piece& piece, int attempt, std::size_t rows) const {
    int found = 0;
    for (std::size_t from = 0; from + rows <= piece.rows.size(); ++from) {
      std::size_t y = 0;
      while (y < rows && row_is(piece.rows[from + y], attempt, y)) ++y;
      found += y == rows ? 1 : 0;
    }
    return found;
  }
  const std::map<int, printer::PreparedJob>& pages_;
};

class Torture {
 public:
  explicit Torture(Options options)
      : options_(std::move(options)),
        random_(options_.seed),
        printer_(scenario::make_tortured_printer(options_.printer)),
        journal_(options_.journals + "/print-" + options_.printer + "-" +
                 std::to_string(options_.shard) + ".journal"),
        child_(words()) {
    for (const int attempt : {1, 2}) {
      auto print = printer_test::sample_print();
      print.attempt = attempt;
      pages_[attempt] =
          printer::prepare(print, printer_test::sample_key(), printer::Paper::mm80).value();
    }
    if (child_.hear() != "pages ready") throw std::runtime_error("the child does not start");
  }

  void all() {
    const auto places = places_of(reference());
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (static_cast<int>(i) % options_.shards != options_.shard) continue;
      run(places[i]);
      if (tally_.counts["runs"] % 100 == 0)
        std::fprintf(stderr, "  %zu of %zu places\n", i + 1, places.size());
    }
  }

  int report() const {
    codec::json::object faults, summary;
    for (const auto& [name, count] : tally_.faults) faults[name] = count;
    for (const char* name : {"runs", "confirmed", "failed_safe", "unknown", "false_success",
                             "duplicates", "two_complete_pages_one_attempt", "false_failure",
                             "spoiled_next_page", "not_printed_after_mending"})
      summary[name] = tally_.counts.contains(name) ? tally_.counts.at(name) : 0;
    summary["faults_injected"] = std::move(faults);
    summary["first_byte_ms"] = first_byte_.count();
    summary["job_ms"] = job_time_.count();
    summary["paper_ms"] = pages_.at(1).page.height * 1000 / 8 / 150;  // 8 rows/mm, 150 mm/s
    codec::json::array wrong;
    for (const auto& line : tally_.wrong) wrong.emplace_back(line);
    summary["wrong"] = std::move(wrong);
    const auto written = files::write_safely(options_.out, codec::json::serialize(summary) + "\n");
    if (!written) std::fprintf(stderr, "%s\n", written.error().detail.c_str());
    return written ? 0 : 1;
  }

 private:
  struct FaultPoint {
    std::string fault;
    std::int64_t byte;
    std::size_t buffer;
  };

  std::vector<std::string> words() const {
    std::vector<std::string> words{options_.child, printer_->address(), journal_};
    if (!options_.defect.empty()) words.push_back(options_.defect);
    return words;
  }

  /// The stream of a job without a fault, and the figures.
  escpos_model::Bytes reference() {
    const auto now = [] { return std::chrono::steady_clock::now(); };
    const auto whole_ms = [](auto time) {
      return std::chrono::duration_cast<std::chrono::milliseconds>(time);
    };
    new_printer(4096);
    fresh_process();
    (void)child_.ask("status");
    printer_->arm("", 0, 0);
    const auto started = now();
    child_.say("print 1 1");
    while (printer_->taken().empty() && now() - started < std::chrono::seconds(10)) {
    }
    first_byte_ = whole_ms(now() - started);
    const auto answer = child_.hear().value_or("");
    job_time_ = whole_ms(now() - started);
    end_process();
    if (!answer.starts_with("confirmed "))
      throw std::runtime_error("the job without a fault: " + answer);
    // Once more as every run begins, without a look before.
    new_printer(4096);
    fresh_process();
    printer_->arm("", 0, 0);
    (void)child_.ask("print 1 1");
    end_process();
    return printer_->taken();
  }

  std::vector<FaultPoint> places_of(const escpos_model::Bytes& stream) {
    std::vector<std::int64_t> bytes;
    int band = 0;
    std::size_t end_of_page = 0;
    for (std::size_t at = 0; at + 8 < stream.size();) {
      if (!(stream[at] == 0x1d && stream[at + 1] == 0x76 && stream[at + 2] == 0x30)) {
        ++at;
        continue;
      }
      const std::size_t row = stream[at + 4] + 256u * stream[at + 5];
      const std::size_t rows = stream[at + 6] + 256u * stream[at + 7];
      if (band++ % options_.every_band == 0)
        for (const std::size_t into_header : {0UZ, 3UZ})
          bytes.push_back(static_cast<std::int64_t>(at + into_header));
      for (std::size_t y = 1; options_.every_row && y < rows; ++y)
        bytes.push_back(static_cast<std::int64_t>(at + 8 + y * row));
      at += 8 + row * rows;
      end_of_page = at;
    }
    // All rows are out there and nothing is proven yet; whoever prints again makes a second page.
    bytes.push_back(static_cast<std::int64_t>(end_of_page));
    bytes.push_back(static_cast<std::int64_t>(stream.size()));
    std::vector<FaultPoint> places;
    if (options_.at >= 0) {
      for (const auto& fault : printer_->faults())
        for (const std::size_t buffer : kBuffers) places.push_back({fault, options_.at, buffer});
      return places;
    }
    for (const auto& fault : printer_->faults()) {
      for (const auto byte : bytes) places.push_back({fault, byte, 4096});
      for (int i = 0; i < options_.random; ++i) {
        const auto byte = random_() % (stream.size() + 1);
        places.push_back({fault, static_cast<std::int64_t>(byte), kBuffers[random_() % 3]});
      }
    }
    return places;
  }

  /// An empty tray, a new roll, plugged in.
  void new_printer(std::size_t buffer) {
    printer_->reconnect();
    printer_->with_printer([buffer](escpos_model::Printer& model) {
      model = escpos_model::Printer{};
      model.habits.buffer = buffer;
    });
  }

  void fresh_process() {
    std::filesystem::remove(journal_);
    start_process();
  }
  void start_process() {
    const auto line = child_.ask("start");
    std::istringstream words(line);
    std::string word;
    words >> word >> process_;
    if (word != "process") throw std::runtime_error("no process: " + line);
  }
  void end_process() {
    child_.say("end");
    if (child_.hear() != "ended") throw std::runtime_error("the process does not end");
  }

  static std::string kind_of(const std::string& answer) {
    return answer.substr(0, answer.find(' '));
  }

  void run(const FaultPoint& place) {
    const std::string name = place.fault + " at byte " + std::to_string(place.byte) +
                             " with a buffer of " + std::to_string(place.buffer);
    new_printer(place.buffer);
    fresh_process();
    printer_->arm(place.fault, place.byte, process_);
    std::string answer = child_.ask("print 1 1");
    if (answer == "ended") {  // killed
      start_process();
      answer = child_.ask("recover");
      if (answer == "nothing" || answer == "none") answer = "failed_safe";
    }
    if (printer_->fault_happened()) ++tally_.faults[place.fault];
    tally_.count("runs");
    repair_printer();
    judge(kind_of(answer), name + ": " + answer);
    end_process();
  }

  /// What a person does before anything is printed again.
  void repair_printer() {
    printer_->reconnect();
    printer_->with_printer([](escpos_model::Printer& model) {
      if (!model.has_paper()) (void)model.load_paper(100'000);
    });
  }

  void judge(const std::string& kind, const std::string& name) {
    const PaperTrail paper(pages_);
    tally_.count(kind);
    if (!options_.defect.empty()) (void)child_.ask("mended");
    const int seen = paper.complete(*printer_, 1);
    if (kind == "confirmed" && seen == 0) tally_.accuse("false_success", name);
    if (kind == "failed_safe" && seen > 0) tally_.accuse("false_failure", name);
    // The officer's look: what is not on the paper is printed as a marked duplicate; what failed
    // safe is tried again as the same attempt.
    const bool again = kind == "failed_safe" || (kind == "unknown" && seen == 0);
    const int attempt = kind == "failed_safe" ? 1 : 2;
    if (again) {
      const auto next =
          child_.ask("print " + std::to_string(attempt) + " " + std::to_string(attempt));
      if (!next.starts_with("confirmed "))
        tally_.accuse("not_printed_after_mending", name + " | then: " + next);
      else if (!paper.last_is(*printer_, attempt))
        tally_.accuse("spoiled_next_page", name);
    }
    const int first = paper.complete(*printer_, 1), second = paper.complete(*printer_, 2);
    if (first > 1 || second > 1) tally_.accuse("two_complete_pages_one_attempt", name);
    if (first + second > 1) tally_.accuse("duplicates", name);
  }

  Options options_;
  std::mt19937 random_;
  std::unique_ptr<TorturedPrinter> printer_;  ///< before the child, which is told where it is
  std::string journal_;
  support::ChildProcess child_;
  std::map<int, printer::PreparedJob> pages_;
  pid_t process_ = 0;
  Tally tally_;
  std::chrono::milliseconds first_byte_{}, job_time_{};
};

std::optional<Options> options_of(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--every-row") {
      options.every_row = true;
      continue;
    }
    if (i + 1 == count) return std::nullopt;
    const std::string value = words[++i];
    std::istringstream number(value);
    char slash = 0;
    if (word == "--out")
      options.out = value;
    else if (word == "--child")
      options.child = value;
    else if (word == "--journals")
      options.journals = value;
    else if (word == "--defect")
      options.defect = value;
    else if (word == "--printer")
      options.printer = value;
    else if (word == "--seed")
      number >> options.seed;
    else if (word == "--random")
      number >> options.random;
    else if (word == "--every-band")
      number >> options.every_band;
    else if (word == "--at")
      number >> options.at;
    else if (word == "--shard")
      number >> options.shard >> slash >> options.shards;
    else
      return std::nullopt;
    if (number.fail()) return std::nullopt;
  }
  if (options.out.empty() || options.child.empty() || options.journals.empty() ||
      options.every_band < 1 || options.shards < 1 ||
      (options.printer != "usb" && options.printer != "tcp"))
    return std::nullopt;
  return options;
}

}  // namespace
}  // namespace otkel

int main(int count, char** words) {
  const auto options = otkel::options_of(count, words);
  if (!options) {
    std::fputs(otkel::kUsage, stderr);
    return 64;
  }
  try {
    otkel::Torture torture(*options);
    torture.all();
    return torture.report();
  } catch (const std::exception& e) {
    std::fprintf(stderr, "otkel-print-torture: %s\n", e.what());
    return 1;
  }
}
