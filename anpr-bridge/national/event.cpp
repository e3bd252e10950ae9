// Which read speaks for the visit, and how each field is written.
#include "anpr-bridge/national/event.hpp"

#include <algorithm>
#include <cmath>

#include "anpr-bridge/decode/cargoruqsat.hpp"
#include "base/codec/json.hpp"
#include "core/plate/vehicle_seen.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostReadings = 16;

/// Whether `a` says more of the plate than `b`.
bool surer(const core::PlateRead& a, const core::PlateRead& b) {
  const auto open = [](const core::PlateRead& read) {
    return read.doubt.has_value() || read.retransmitted || read.plate.contains('?');
  };
  if (open(a) != open(b)) return open(b);
  return a.confidence.value_or(-1) > b.confidence.value_or(-1);
}

std::string canonical(const std::string& text) {
  const auto plate = core::PlateNumber::parse(text);
  return plate ? plate->str() : text;
}

void add(std::vector<std::string>& readings, const std::string& text) {
  auto reading = canonical(text);
  if (reading.empty() || readings.size() == kMostReadings) return;
  if (std::ranges::find(readings, reading) == readings.end())
    readings.push_back(std::move(reading));
}

std::string text_of(std::string_view text) {
  return codec::json::serialize(codec::json::string(text));
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kSigns =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k <= bytes.size() ? kSigns[group >> (18 - 6 * k) & 63u] : '=';
  }
  return out;
}

/// 0..1 -> "97.5" of a hundred, at most one place; "null" where the camera sent none.
std::string percent_of(std::optional<double> confidence) {
  if (!confidence) return "null";
  const auto tenths = std::lround(*confidence * 1000);
  std::string out = std::to_string(tenths / 10);
  if (tenths % 10 != 0) out += "." + std::to_string(tenths % 10);
  return out;
}

/// "2026-05-20T10:20:30": local, and without a zone as the message has it.
std::string local_time(core::Instant at, core::minutes zone) {
  return core::to_iso(at + zone).substr(0, 19);
}

}  // namespace

std::optional<NationalEvent> event_of(const core::Visit& visit) {
  const auto hindrance = core::hindrance(visit);
  // The rear alone shows the trailer's plate.
  if (hindrance == core::Hindrance::late || hindrance == core::Hindrance::rear_only)
    return std::nullopt;
  auto reads = core::own_plate_reads(visit);
  std::erase_if(reads, [](const core::PlateRead& read) { return read.plate.empty(); });
  const auto best = std::ranges::min_element(reads, surer);
  if (best == reads.end()) return std::nullopt;
  NationalEvent event;
  event.plate = canonical(best->plate);
  event.time = visit.first_received;
  event.confidence = best->confidence;
  add(event.readings, best->plate);
  for (const auto& other : best->others) add(event.readings, other.text);
  for (const auto& read : reads) {
    add(event.readings, read.plate);
    for (const auto& other : read.others) add(event.readings, other.text);
  }
  event.passage = usual_passage(visit.role);
  if (hindrance == core::Hindrance::against_direction)
    event.passage = event.passage == "in" ? "out" : "in";
  event.vehicle_mark = core::make_seen(visit);
  for (const auto& read : visit.reads)
    if (event.vehicle_class.empty()) event.vehicle_class = read.vehicle_type;
  event.picture_hash = visit.picture_hash;
  return event;
}

std::string to_json(const NationalEvent& event, std::string_view picture,
                    core::NationalPictures pictures, core::minutes zone) {
  const bool any = pictures != core::NationalPictures::none;
  const std::string full = '"' + (any ? base64(picture) : "") + '"';
  const std::string further = pictures == core::NationalPictures::all ? full : "\"\"";
  std::string readings;
  for (const auto& reading : event.readings)
    readings += (readings.empty() ? "" : ",") + text_of(reading);
  std::string out;
  const auto put = [&out](std::string_view name, std::string_view value) {
    out.append(out.empty() ? "{\"" : ",\"").append(name).append("\":").append(value);
  };
  put("plateNumber", text_of(event.plate));
  put("dateTime", '"' + local_time(event.time, zone) + '"');
  put("fullImage", full);
  put("plateImage", further);
  put("cleanImage", further);
  put("recognitionConfidence", percent_of(event.confidence));
  put("relatedPlateNumbers", '[' + readings + ']');
  put("direction", text_of(event.passage));
  put("vehicleClass", text_of(event.vehicle_class));
  put("vehicleModel", text_of(""));  // no camera of ours is asked for it
  put("vehicleMark", text_of(event.vehicle_mark));
  return out + '}';
}

}  // namespace otkel::anpr
