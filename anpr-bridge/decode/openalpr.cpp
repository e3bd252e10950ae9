// OpenALPR / Rekor: alpr_group (one vehicle over several frames), alpr_results (one frame),
// alpr_alert (a group that is on a list of the agent's) and heartbeat.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "openalpr";

void candidates_into(core::PlateRead& read, const JsonAt& plate) {
  for (const auto& candidate : plate["candidates"].items())
    add_reading(read, candidate["plate"].raw(), confidence(candidate["confidence"].number(), 100));
}

/// The best of the names that the agent holds possible.
std::string_view best_of(const JsonAt& group, std::string_view key) {
  return group["vehicle"][key].at(0)["name"].raw();
}

std::string picture_of(const JsonAt& group) {
  std::string vehicle = base64_jpeg(group["vehicle_crop_jpeg"].raw());
  return vehicle.empty() ? base64_jpeg(group["best_plate"]["plate_crop_jpeg"].raw()) : vehicle;
}

/// Previews, parked vehicles and the final group of one vehicle share their first frame.
Decoded from_group(const JsonAt& group) {
  const auto plate = group["best_plate"];
  core::PlateRead read;
  read.maker = kMaker;
  read.event_id = group["best_uuid"].text(128);
  if (const auto first = group["uuids"].at(0).text(128); !first.empty()) read.group_id = first;
  read.plate = plate_text(group["best_plate_number"].raw());
  if (read.plate.empty()) read.plate = plate_text(plate["plate"].raw());
  const auto best = group["best_confidence"];
  set_confidence(read, best ? best : plate["confidence"], 100);
  candidates_into(read, plate);
  const auto region = group["best_region"].raw();
  read.country = country_code(region.empty() ? plate["region"].raw() : region);
  read.vehicle_make = known_word(best_of(group, "make"));
  read.vehicle_type = known_word(best_of(group, "body_type"));
  read.vehicle_colour = colour_word(best_of(group, "color"));
  const auto time = sent_time({group["epoch_start"], group["epoch_end"]}, {});
  read.camera_time = time.at;
  std::string what = group["data_type"].text();
  if (group["is_preview"].is_true()) what += ", preview";
  if (group["is_parked"].is_true()) what += ", parked";
  auto decoded = vehicle(what, std::move(read), time.text);
  decoded.picture = picture_of(group);
  return decoded;
}

Messages from_results(const JsonAt& root) {
  Messages messages;
  const auto results = root["results"].items();
  const std::string uuid = root["uuid"].text(128);
  const auto time = sent_time({root["epoch_time"]}, {});
  for (std::size_t i = 0; i < results.size() && i < 32; ++i) {
    core::PlateRead read;
    read.maker = kMaker;
    if (!uuid.empty()) read.event_id = i == 0 ? uuid : uuid + "#" + std::to_string(i);
    read.plate = plate_text(results[i]["plate"].raw());
    set_confidence(read, results[i]["confidence"], 100);
    candidates_into(read, results[i]);
    read.country = country_code(results[i]["region"].raw());
    read.camera_time = time.at;
    messages.push_back(vehicle("alpr_results", std::move(read), time.text));
  }
  if (messages.empty()) messages.push_back(notice(kMaker, Kind::other, "no results"));
  return messages;
}

bool is_ours(const JsonAt& root) {
  const auto type = root["data_type"].raw();
  return type.starts_with("alpr_") || type == "heartbeat" || type == "vehicle" ||
         (root.has("epoch_time") && root.has("results"));
}

/// The names of its groups are the maker's alone; "heartbeat", "vehicle" and "results" are not, and
/// need what its agent writes beside them.
bool recognises(const Envelope& envelope) {
  for (const auto& part : envelope.json) {
    const auto root = part.at();
    const auto type = root["data_type"].raw();
    bool ours = type == "alpr_group" || type == "alpr_results" || type == "alpr_alert" ||
                (root.has("epoch_time") && root.has("results"));
    if (type == "heartbeat" || type == "vehicle")
      for (const auto mark : {"version", "agent_uid", "agent_version", "company_id", "epoch_start"})
        ours = ours || root.has(mark);
    if (!ours || !is_ours(root)) return false;
  }
  return !envelope.json.empty();
}

core::Result<Messages> decode(const Envelope& envelope, const Hints&) {
  Messages messages;
  for (const auto& part : envelope.json) {
    const auto root = part.at();
    const auto type = root["data_type"].text();
    if (root.has("results")) {
      for (auto& message : from_results(root)) messages.push_back(std::move(message));
    } else if (type == "alpr_group") {
      messages.push_back(from_group(root));
    } else if (type == "alpr_alert" && root["group"].is_object()) {
      messages.push_back(from_group(root["group"]));
    } else {
      const bool beats = type == "heartbeat";
      messages.push_back(notice(kMaker, beats ? Kind::heartbeat : Kind::other, type));
    }
  }
  return messages;
}

}  // namespace

const Decoder makers::kOpenalpr{kMaker, recognises, decode};

}  // namespace otkel::anpr
