// otkel-network-printer-sim: a network printer with one bad habit, as a program, so that other
// programs than ours can print on it. Lines in, a line out for each.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "tests/sim/network_printer.hpp"

namespace {

using namespace std::chrono_literals;
using otkel::escpos_model::Piece;
using otkel::escpos_model::Printer;
using otkel::sim::NetworkFault;
using otkel::sim::NetworkPrinter;
using otkel::sim::NetworkPrinterOptions;

/// What is wrong with the printer, and when that begins.
struct Habit {
  void (*set)(NetworkPrinterOptions&) = [](NetworkPrinterOptions&) {};
  NetworkFault fault = NetworkFault::none;
};

// A supplement has about 159,000 bytes.
constexpr std::int64_t kFaultAt = 25'000;
constexpr std::int64_t kBand = 8 + 24 * 72;

void answers_nothing_in_order(NetworkPrinterOptions& o) {
  o.habits.answers_process_id = o.habits.answers_queued = false;
  o.habits.buffer = 1 << 20;
}

const std::map<std::string, Habit>& habits() {
  static const std::map<std::string, Habit> all{
      {"healthy", {}},
      {"reset", {.fault = NetworkFault::reset}},
      {"power", {.fault = NetworkFault::power}},
      {"paper_out", {.fault = NetworkFault::paper_out}},
      {"cover_open", {[](NetworkPrinterOptions& o) { o.habits.cover_open = true; }}},
      {"head_512", {[](NetworkPrinterOptions& o) { o.habits.head_bytes = 512 / 8; }}},
      {"head_384", {[](NetworkPrinterOptions& o) { o.habits.head_bytes = 384 / 8; }}},
      {"no_pictures", {[](NetworkPrinterOptions& o) { o.habits.knows_pictures = false; }}},
      {"echo_on_receipt", {[](NetworkPrinterOptions& o) {
         answers_nothing_in_order(o);
         o.echoes_on_receipt = true;
         o.rows_per_second = 100;
         o.paper_rows = 200;
       }}},
      {"stray_byte", {[](NetworkPrinterOptions& o) {
         answers_nothing_in_order(o);
         o.rows_per_second = 1;
         o.unasked = 0x0a;
         o.unasked_first = 1500ms;
         o.unasked_every = 3500ms;
       }}},
      {"presenter", {[](NetworkPrinterOptions& o) {
         o.habits.presents = true;
         o.habits.tells_presented = false;
       }}},
      {"late_answers", {[](NetworkPrinterOptions& o) { o.habits.answers_late = true; }}},
      {"lost_bands", {[](NetworkPrinterOptions& o) {
         o.lose_from = kFaultAt;
         o.lose_to = kFaultAt + 3 * kBand;
       }}},
      {"drops_overflow", {[](NetworkPrinterOptions& o) {
         o.drops_overflow = true;
         o.rows_per_second = 1200;
       }}},
      {"refuses_soon", {[](NetworkPrinterOptions& o) { o.refuses_within = 8s; }}},
      {"blunt_knife", {[](NetworkPrinterOptions& o) { o.habits.blunt_knife = true; }}},
  };
  return all;
}

void write_pbm(const Piece& piece, const std::string& file) {
  std::size_t widest = 0;
  for (const auto& row : piece.rows) widest = std::max(widest, row.size());
  std::ofstream out(file, std::ios::binary);
  out << "P4\n" << widest * 8 << ' ' << piece.rows.size() << '\n';
  for (auto row : piece.rows) {
    row.resize(widest);
    out.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(widest));
  }
}

/// The pieces from the first to the one that hangs, as FOLDER/0.pbm and on; what is known of them.
std::string paper(NetworkPrinter& printer, const std::string& folder) {
  std::ostringstream text;
  printer.with_printer([&](Printer& model) {
    std::size_t rows = model.hanging().rows.size();
    std::size_t number = 0;
    for (const auto& piece : model.pieces()) {
      rows += piece.rows.size();
      if (!folder.empty()) write_pbm(piece, folder + "/" + std::to_string(number++) + ".pbm");
    }
    if (!folder.empty() && !model.hanging().rows.empty())
      write_pbm(model.hanging(), folder + "/" + std::to_string(number) + ".pbm");
    text << R"({"pieces":)" << model.pieces().size() << R"(,"hanging":)"
         << model.hanging().rows.size() << R"(,"rows":)" << rows << R"(,"inside":)"
         << model.inside() << R"(,"handed_out":)" << model.handed_out() << "}";
  });
  return text.str();
}

// What a person does who finds it standing still.
void repair(NetworkPrinter& printer) {
  printer.with_printer([](Printer& model) {
    model.habits.cover_open = false;
    if (!model.has_paper()) (void)model.load_paper(1'000'000);
  });
}

}  // namespace

int main(int count, char** words) {
  const auto habit = count == 2 ? habits().find(words[1]) : habits().end();
  if (habit == habits().end()) {
    std::fputs("usage: otkel-network-printer-sim HABIT, one of", stderr);
    for (const auto& [name, value] : habits()) std::fprintf(stderr, " %s", name.c_str());
    std::fputs("\n  Lines in: rows, paper FOLDER, repair.\n", stderr);
    return 64;
  }
  NetworkPrinterOptions options;
  options.rows_per_second = 2400;
  options.habits.buffer = 4096;
  habit->second.set(options);
  NetworkPrinter printer(options);
  if (habit->second.fault != NetworkFault::none) printer.arm(habit->second.fault, kFaultAt, 0);
  std::cout << printer.port() << '\n' << std::flush;
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "repair") repair(printer);
    const bool wanted = line.starts_with("paper ");
    std::cout << paper(printer, wanted ? line.substr(6) : "") << '\n' << std::flush;
  }
  return 0;
}
