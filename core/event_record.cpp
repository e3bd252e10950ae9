// The canonical bytes of a log row.
#include "core/event_record.hpp"

namespace otkel::core {
namespace {

void put(std::string& out, std::string_view part) {
  out += std::to_string(part.size());
  out += ':';
  out += part;
  out += ';';
}

}  // namespace

std::string event_id_input(const EventRecord& r) {
  std::string out = "otkel-event-id-1;";
  put(out, word(r.side));
  put(out, word(r.site));
  put(out, r.epoch);
  put(out, std::to_string(r.seq));
  return out;
}

std::string chain_input(const EventRecord& r) {
  std::string out = "otkel-event-1;";
  put(out, word(r.side));
  put(out, word(r.site));
  put(out, r.epoch);
  put(out, std::to_string(r.seq));
  put(out, r.event_id);
  put(out, std::to_string(r.at.time_since_epoch().count()));
  put(out, r.actor);
  put(out, r.rule_pack);
  put(out, r.type);
  put(out, r.body);
  put(out, r.prev_hash);
  return out;
}

}  // namespace otkel::core
