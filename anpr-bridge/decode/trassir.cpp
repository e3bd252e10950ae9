// TRASSIR AutoTRASSIR: JSON whose published sample ends in a comma, `?` for every character that
// the engine is not sure of, its own best guess beside that, and times in microseconds.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "trassir";

Decoded from_json(const JsonAt& event, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  read.event_id = event["id"].text(128);
  read.plate = plate_text(event["plate"].raw());
  add_reading(read, event["best_guess"].raw());
  set_confidence(read, event["quality"], 100);
  // In the picture: down is towards the camera.
  read.motion = motion_in(event["direction"].raw(), "down", "up");
  read.country = country_code(event["country"].raw());
  read.vehicle_make = known_word(event["car_make"].raw());
  read.vehicle_colour = colour_word(event["car_color"].raw());
  read.lane = lane_number(event["lane"].whole());
  const auto time =
      sent_time({event["time_bestview"], event["time_enter"], event["time_leave"]}, hints);
  read.camera_time = time.at;
  return vehicle("plate", std::move(read), time.text);
}

bool is_event(const JsonAt& event) {
  return event.has("plate") && (event.has("best_guess") || event.has("time_bestview") ||
                                event.has("time_enter") || event.has("time_leave"));
}

bool recognises(const Envelope& envelope) {
  return !envelope.json.empty() && is_event(envelope.json.front().at());
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_event(part.at())) messages.push_back(from_json(part.at(), hints));
  messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kTrassir{kMaker, recognises, decode};

}  // namespace otkel::anpr
