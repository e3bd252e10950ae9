// Parsing of lines; the deciding is core's.
#include "firmware-daemon/ctl/match/match_lines.hpp"

#include <algorithm>
#include <functional>
#include <istream>
#include <ostream>

#include "base/codec/json.hpp"

namespace otkel::ctl {
namespace {

namespace json = boost::json;
using core::Code;
using core::PlateRead;
using core::Result;

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto from = line.find_first_not_of(kBlank);
  if (from == line.npos) return {};
  return line.substr(from, line.find_last_not_of(kBlank) - from + 1);
}

bool is_json(std::string_view line) { return line.find_first_of("{[\"") == 0; }

/// The struct whose missing fields are those of a fresh one.
template <class T>
Result<T> with_defaults(const json::object& given, const std::string& where) {
  json::object whole = codec::to_json(T{}).as_object();
  for (const auto& [name, value] : given) whole[name] = value;
  T out;
  if (auto ok = codec::read(json::value(whole), out, where); !ok)
    return std::unexpected(ok.error());
  return out;
}

Result<PlateRead> read_in(const json::value& value, const std::string& where) {
  if (value.is_object()) return with_defaults<PlateRead>(value.get_object(), where);
  if (!value.is_string())
    return core::fail(Code::payload_malformed, where + ": a plate or a read is expected");
  PlateRead read;
  read.plate = std::string(value.get_string());
  return read;
}

Result<std::vector<PlateRead>> reads_in(const json::array& list) {
  std::vector<PlateRead> reads;
  for (const auto& item : list) {
    auto read = read_in(item, "$[" + std::to_string(reads.size()) + "]");
    if (!read) return std::unexpected(read.error());
    reads.push_back(std::move(*read));
  }
  return reads;
}

Result<std::vector<PlateRead>> reads_of_visit(const json::object& given) {
  json::object plain = given;
  const auto* listed = given.if_contains("reads");
  if (!listed->is_array())
    return core::fail(Code::payload_malformed, "$.reads: a list is expected");
  auto reads = reads_in(listed->get_array());
  if (!reads) return reads;
  plain["reads"] = json::array{};
  const auto visit = with_defaults<core::Visit>(plain, "$");
  if (!visit) return std::unexpected(visit.error());
  for (auto& read : *reads) {
    if (!visit->live) read.retransmitted = true;
    if (!read.camera && !visit->camera.empty()) read.camera = visit->camera;
  }
  return reads;
}

using TakeLine = std::function<Result<void>(std::size_t number, std::string_view line)>;

LineCounts each_line(std::istream& in, std::string_view name, std::ostream& trouble,
                     const TakeLine& take) {
  LineCounts counts;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto text = trimmed(line);
    if (text.empty()) continue;
    const auto taken = take(number, text);
    ++(taken ? counts.good : counts.bad);
    if (!taken) trouble << name << ':' << number << ": " << taken.error().detail << '\n';
  }
  return counts;
}

}  // namespace

Result<core::PlateNumber> card_in_line(std::string_view line) {
  std::string plate;
  if (is_json(line)) {
    const auto value = codec::parse(line);
    if (!value) return std::unexpected(value.error());
    const auto* text = value->is_object() ? value->get_object().if_contains("plate") : &*value;
    if (text == nullptr || !text->is_string())
      return core::fail(Code::payload_malformed, "a card is a plate or an object with \"plate\"");
    plate = std::string(text->get_string());
  } else {
    plate = std::string(line.substr(0, line.find_first_of(",;\t")));
  }
  if (plate.find_first_of("0123456789") == plate.npos)
    return core::fail(Code::plate_malformed, "'" + plate + "' has no digit, so it is no plate");
  return core::PlateNumber::parse(plate);
}

Result<std::vector<PlateRead>> reads_in_line(std::string_view line) {
  if (!is_json(line)) {
    PlateRead read;
    read.plate = std::string(line);
    return std::vector{std::move(read)};
  }
  const auto value = codec::parse(line);
  if (!value) return std::unexpected(value.error());
  if (value->is_array()) return reads_in(value->get_array());
  if (value->is_object() && value->get_object().contains("reads"))
    return reads_of_visit(value->get_object());
  auto read = read_in(*value, "$");
  if (!read) return std::unexpected(read.error());
  return std::vector{std::move(*read)};
}

std::string decision_line(std::size_t line, const core::MatchDecision& decision) {
  auto fields = codec::to_json(decision).as_object();
  json::object out{{"line", line}};
  for (const std::string_view name :
       {"raw", "normalised", "kind", "may_act", "rule", "why", "matched", "cost", "runner_up",
        "candidates", "reason", "version"}) {
    const std::string_view field = name == "normalised" ? "folded" : name;
    const auto* value = fields.if_contains(field);
    out[name] = value == nullptr ? json::value(nullptr) : *value;
  }
  return json::serialize(out);
}

LineCounts load_cards(std::istream& in, std::string_view name, core::CardIndex& cards,
                      std::ostream& trouble) {
  return each_line(in, name, trouble, [&](std::size_t, std::string_view line) -> Result<void> {
    const auto plate = card_in_line(line);
    if (!plate) return std::unexpected(plate.error());
    cards.put(plate->str());
    return {};
  });
}

LineCounts match_reads(std::istream& in, std::string_view name, const core::CardIndex& cards,
                       std::ostream& out, std::ostream& trouble) {
  const core::Confusions untaught;
  const core::RulePack pack;
  const auto match = [&](std::size_t number, std::string_view line) -> Result<void> {
    const auto reads = reads_in_line(line);
    if (!reads) return std::unexpected(reads.error());
    out << decision_line(number, core::match_plate(*reads, cards, untaught, pack)) << '\n';
    return {};
  };
  return each_line(in, name, trouble, match);
}

}  // namespace otkel::ctl
