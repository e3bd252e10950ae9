// Plate Recognizer (Stream webhook and the answer of Snapshot): a form with a field `json` and a
// file. Every result is a vehicle of its own; plates come in lower case.
#include "anpr-bridge/decode/camera_time.hpp"
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
std::string country_of(const JsonAt& result) {
  const auto code = result["region"]["code"].raw();
  return country_code(code.substr(0, code.find('-')));
}

std::optional<core::View> view_of(const JsonAt& result) {
  std::optional<core::View> view;
  double best = 0;
  for (const auto& one : result["orientation"].items()) {
    const double score = one["score"].number().value_or(0);
    if (score <= best) continue;
    best = score;
    const auto side = one["orientation"].raw();
    view.reset();
    if (same_word(side, "Front")) view = core::View::front;
    if (same_word(side, "Rear")) view = core::View::rear;
  }
  return view;
}

core::PlateRead read_of(const JsonAt& data, const JsonAt& result, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  read.plate = plate_text(result["plate"].raw());
  read.confidence = confidence(result["score"].number(), 1);
  for (const auto& candidate : result["candidates"].items())
    add_reading(read, candidate["plate"].raw(), confidence(candidate["score"].number(), 1));
  read.country = country_of(result);
  read.view = view_of(result);
  read.vehicle_make = known_word(result["model_make"].at(0)["make"].raw());
  read.vehicle_type = known_word(result["vehicle"]["type"].raw());
  read.camera_time = iso_time(data["timestamp"].raw(), hints.zone);
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
  const std::string file = data["filename"].text(160), time = data["timestamp"].text();
  Messages messages;
  for (std::size_t i = 0; i < results.size() && i < 32; ++i) {
    auto read = read_of(data, results[i], hints);
    // The file's name holds the time of the picture; a repetition of the webhook names it again.
    if (!file.empty()) read.event_id = i == 0 ? file : file + "#" + std::to_string(i);
    messages.push_back(vehicle("recognition", std::move(read), time));
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
