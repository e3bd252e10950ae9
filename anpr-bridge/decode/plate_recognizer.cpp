// Plate Recognizer (Stream webhook and the answer of Snapshot): a form with a field `json` and a
// file. Every result is a vehicle of its own; plates come in lower case. Newer versions make an
// object of the plate and hang what is known of plate and vehicle below it as `props`, lists of
// guesses with their scores.
#include <algorithm>

#include "anpr-bridge/decode/agree.hpp"
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "platerecognizer";

/// The webhook wraps what Snapshot answers bare.
JsonAt data_of(const JsonAt& root) { return root["data"].is_object() ? root["data"] : root; }

bool is_ours(const JsonAt& root) {
  const auto results = data_of(root)["results"];
  if (root["hook"].is_object() && root["data"].is_object()) return true;
  const auto first = results.at(0);
  return first.has("dscore") || (first["box"].has("xmin") && first.has("plate"));
}

/// "kz", or "us-ca" with the state behind it.
std::string country_of(std::string_view code) {
  return country_code(code.substr(0, code.find('-')));
}

/// The guess of the highest score; nothing of an empty list.
JsonAt best_of(const JsonAt& guesses) {
  JsonAt best;
  for (const auto& one : guesses.items())
    if (!best || one["score"].number().value_or(0) > best["score"].number().value_or(0)) best = one;
  return best;
}

std::optional<core::View> view_of(std::string_view side) {
  if (same_word(side, "Front")) return core::View::front;
  if (same_word(side, "Rear")) return core::View::rear;
  return std::nullopt;
}

/// What stands first where both forms have it.
std::string_view one_of(std::string_view first, std::string_view second) {
  return first.empty() ? second : first;
}

/// `list` names the text of each guess by `key`.
void plate_into(core::PlateRead& read, const JsonAt& list, std::string_view key) {
  for (const auto& guess : list.items())
    add_reading(read, guess[key].raw(), confidence(guess["score"].number(), 1));
}

core::PlateRead read_of(const JsonAt& result) {
  const auto plate = result["plate"], plates = plate["props"], car = result["vehicle"];
  const auto best = best_of(plates["plate"]), make = best_of(car["props"]["make_model"]);
  core::PlateRead read;
  read.maker = kMaker;
  read.plate = plate_text(one_of(plate.raw(), best["value"].raw()));
  set_confidence(read, plate.is_object() ? best["score"] : result["score"], 1);
  plate_into(read, result["candidates"], "plate");
  plate_into(read, plates["plate"], "value");
  set_country(read, {country_of(result["region"]["code"].raw()),
                     country_of(best_of(plates["region"])["value"].raw())});
  set_view(read, {view_of(best_of(result["orientation"])["orientation"].raw()),
                  view_of(best_of(car["props"]["orientation"])["value"].raw())});
  read.vehicle_make =
      known_word(one_of(best_of(result["model_make"])["make"].raw(), make["make"].raw()));
  read.vehicle_type = known_word(car["type"].raw());
  read.vehicle_colour = colour_word(one_of(best_of(result["color"])["color"].raw(),
                                           best_of(car["props"]["color"])["value"].raw()));
  return read;
}

/// The wrapper of the webhook is anybody's unless it names its event and holds the results.
bool recognises(const Envelope& envelope) {
  if (envelope.json.empty()) return false;
  const auto root = envelope.json.front().at(), hook = root["hook"];
  if (root["data"].is_object() && !root["data"]["results"].at(0))
    return hook.has("event") && root["data"].has("results");
  return is_ours(root);
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  const auto root = envelope.json.front().at();
  const auto data = data_of(root);
  const auto results = data["results"].items();
  const std::string file = data["filename"].text(160);
  const auto time = sent_time({data["timestamp"], data["timestamp_local"]}, hints);
  Messages messages;
  for (std::size_t i = 0; i < results.size() && i < 32; ++i) {
    auto read = read_of(results[i]);
    read.camera_time = time.at;
    // The file's name holds the time of the picture; a repetition of the webhook names it again.
    if (!file.empty()) read.event_id = i == 0 ? file : file + "#" + std::to_string(i);
    messages.push_back(vehicle("recognition", std::move(read), time.text));
    messages.back().picture = i == 0 ? best_picture(envelope.pictures) : std::string{};
  }
  if (messages.empty()) {
    const auto event = root["hook"]["event"].text();
    messages.push_back(notice(kMaker, Kind::other, event.empty() ? "no results" : event));
  }
  return messages;
}

}  // namespace

const Decoder makers::kPlateRecognizer{kMaker, recognises, decode};

}  // namespace otkel::anpr
