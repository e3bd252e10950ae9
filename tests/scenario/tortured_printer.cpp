// Names of faults to faults.
#include "tests/scenario/tortured_printer.hpp"

#include <map>

#include "tests/sim/network_printer.hpp"
#include "tests/support/usb_printer_model.hpp"

namespace otkel::scenario {
namespace {

template <class Fault>
std::vector<std::string> names_of(const std::map<std::string, Fault>& faults) {
  std::vector<std::string> names;
  for (const auto& [name, fault] : faults) names.push_back(name);
  return names;
}

class AtUsb final : public TorturedPrinter {
 public:
  std::string address() const override { return "usb:"; }
  std::vector<std::string> faults() const override { return names_of(kFaults); }
  void arm(const std::string& fault, std::int64_t at_byte, pid_t child) override {
    printer_.arm(fault.empty() ? usb_model::Fault::none : kFaults.at(fault), at_byte, child);
  }
  bool fault_happened() const override { return printer_.fault_happened(); }
  escpos_model::Bytes taken() const override { return printer_.taken(); }
  void with_printer(const std::function<void(escpos_model::Printer&)>& look) override {
    printer_.with_printer(look);
  }
  void reconnect() override {
    if (!printer_.plugged()) printer_.plug();
  }

 private:
  inline static const std::map<std::string, usb_model::Fault> kFaults{
      {"unplug", usb_model::Fault::unplug},
      {"power", usb_model::Fault::power},
      {"paper_out", usb_model::Fault::paper_out},
      {"stall", usb_model::Fault::stall},
      {"kill", usb_model::Fault::kill}};
  usb_model::UsbPrinter printer_{{}};
};

class AtNetwork final : public TorturedPrinter {
 public:
  std::string address() const override { return "tcp:127.0.0.1:" + printer_.port(); }
  std::vector<std::string> faults() const override { return names_of(kFaults); }
  void arm(const std::string& fault, std::int64_t at_byte, pid_t child) override {
    printer_.arm(fault.empty() ? sim::NetworkFault::none : kFaults.at(fault), at_byte, child);
  }
  bool fault_happened() const override { return printer_.fault_happened(); }
  escpos_model::Bytes taken() const override { return printer_.taken(); }
  void with_printer(const std::function<void(escpos_model::Printer&)>& look) override {
    printer_.with_printer(look);
  }
  void reconnect() override {}

 private:
  inline static const std::map<std::string, sim::NetworkFault> kFaults{
      {"reset", sim::NetworkFault::reset},
      {"power", sim::NetworkFault::power},
      {"paper_out", sim::NetworkFault::paper_out},
      {"kill", sim::NetworkFault::kill}};
  sim::NetworkPrinter printer_;
};

}  // namespace

std::unique_ptr<TorturedPrinter> make_tortured_printer(const std::string& kind) {
  if (kind == "tcp") return std::make_unique<AtNetwork>();
  return std::make_unique<AtUsb>();
}

}  // namespace otkel::scenario
