// otkel-usb-printer-sim: a USB receipt printer that needs neither a cable nor paper. The first line
// out is the environment of the programs that shall see it; then a line in, a line out.
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "tests/support/usb_printer_model.hpp"

namespace {

using otkel::escpos_model::Printer;
using otkel::usb_model::Fault;
using otkel::usb_model::UsbPrinter;

constexpr const char* kUsage =
    "usage: umockdev-wrapper otkel-usb-printer-sim\n"
    "  Lines in: unplug, plug, paper N, arm unplug|paper_out|stall BYTE, status.\n";

std::string status(UsbPrinter& printer) {
  std::ostringstream text;
  printer.with_printer([&](Printer& model) {
    const auto pages = model.whole_pages();
    text << R"({"pages_printed":)" << pages << R"(,"torn_pieces":)"
         << static_cast<int>(model.pieces().size()) - pages << R"(,"rows_hanging":)"
         << model.hanging().rows.size() << R"(,"rows_left":)" << model.rows_left() << "}";
  });
  return text.str();
}

bool arm(UsbPrinter& printer, std::istream& words) {
  static const std::map<std::string, Fault> kFaults{
      {"unplug", Fault::unplug}, {"paper_out", Fault::paper_out}, {"stall", Fault::stall}};
  std::string fault;
  std::int64_t byte = -1;
  words >> fault >> byte;
  if (!kFaults.contains(fault) || byte < 0) return false;
  printer.arm(kFaults.at(fault), byte, 0);
  return true;
}

std::string obey(UsbPrinter& printer, const std::string& line) {
  std::istringstream words(line);
  std::string verb;
  words >> verb;
  if (verb == "plug") {
    printer.plug();
  } else if (verb == "unplug") {
    printer.unplug();
  } else if (std::int64_t rows = 0; verb == "paper" && words >> rows) {
    printer.with_printer([rows](Printer& model) { (void)model.load_paper(rows); });
  } else if (!(verb == "arm" && arm(printer, words)) && verb != "status") {
    return R"({"error":"expected: unplug, plug, paper N, arm FAULT BYTE, or status"})";
  }
  return status(printer);
}

}  // namespace

int main() {
  const char* preloaded = std::getenv("LD_PRELOAD");
  if (preloaded == nullptr || std::string(preloaded).find("umockdev") == std::string::npos) {
    std::fputs(kUsage, stderr);
    return 64;
  }
  otkel::usb_model::UsbPrinterOptions options;
  options.habits.buffer = 4096;
  options.rows_a_tick = 24;  // 300 mm/s
  UsbPrinter printer(options);
  std::cout << R"({"LD_PRELOAD":")" << preloaded << R"(","UMOCKDEV_DIR":")"
            << std::getenv("UMOCKDEV_DIR") << "\"}\n"
            << std::flush;
  for (std::string line; std::getline(std::cin, line);)
    std::cout << obey(printer, line) << '\n' << std::flush;
  return 0;
}
