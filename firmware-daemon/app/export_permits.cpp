// The table is made from the log, so it says what happened and not what a row says now.
#include "firmware-daemon/app/export_permits.hpp"

#include <map>

#include "base/codec/csv.hpp"
#include "base/codec/event.hpp"

namespace otkel::app {
namespace {

struct ExportRow {
  std::string application_no, carrier, bin, vehicle, issued, redeemed, ended, second;
};

struct Collect {
  Context& c;
  std::map<std::string, ExportRow>& lines;
  Instant at;

  std::string day() const { return core::to_iso(core::local_date(at, c.checkpoint.utc_offset)); }
  void operator()(const core::NumberAllocated& f) const {
    for (const auto& step : f.steps) lines[step.blank].application_no = step.application_no;
  }
  void operator()(const core::PermitIssued& f) const {
    auto& line = lines[f.blank];
    const auto carrier = c.stores.registry.carrier(f.bin);
    line.carrier = carrier ? carrier->name : "";
    line.bin = f.bin;
    line.vehicle = f.vehicle_make + " " + f.plate;
    line.issued = day();
  }
  void operator()(const core::PermitRedeemed& f) const { lines[f.blank].redeemed = day(); }
  void operator()(const core::BlankEnded& f) const {
    lines[f.blank].ended = std::string(core::word(f.state)) + " " + day() + ": " + f.reason;
    lines[f.blank].second = f.second.value_or("");
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

std::string export_permits(Context& c) {
  std::map<std::string, ExportRow> lines;
  const auto head = c.stores.log.head();
  for (std::int64_t next = 1; next <= head.seq;) {
    const auto rows = c.stores.log.read(head.epoch, next, 1 << 20);
    for (const auto& row : rows)
      if (const auto event = codec::decode_event(row.type, row.body))
        std::visit(Collect{c, lines, row.at}, *event);
    if (rows.empty()) break;
    next = rows.back().seq + 1;
  }
  std::string out =
      "\xEF\xBB\xBF"
      "carrier;bin_iin;permit_type;blank_number;vehicle;issued;redeemed;other_end;application;"
      "second_officer\r\n";
  for (const auto& [number, l] : lines)
    out += codec::csv_quoted(l.carrier) + ";" + codec::csv_quoted(l.bin) + ";C;" + number + ";" +
           codec::csv_quoted(l.vehicle) + ";" + l.issued + ";" + l.redeemed + ";" +
           codec::csv_quoted(l.ended) + ";" + codec::csv_cell(l.application_no, ';') + ";" +
           codec::csv_cell(l.second, ';') + "\r\n";
  return out;
}

}  // namespace otkel::app
