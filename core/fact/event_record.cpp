// The canonical bytes of a log row.
#include "core/fact/event_record.hpp"

#include "core/value/text.hpp"

namespace otkel::core {
std::string event_id_input(const EventRecord& r) {
  std::string out = "otkel-event-id-1;";
  put_part(out, word(r.side));
  put_part(out, r.site.code());
  put_part(out, r.epoch);
  put_part(out, std::to_string(r.seq));
  return out;
}

std::string chain_input(const EventRecord& r) {
  std::string out = "otkel-event-1;";
  put_part(out, word(r.side));
  put_part(out, r.site.code());
  put_part(out, r.epoch);
  put_part(out, std::to_string(r.seq));
  put_part(out, r.event_id);
  put_part(out, std::to_string(r.at.time_since_epoch().count()));
  put_part(out, r.actor.str());
  put_part(out, r.rule_pack);
  put_part(out, r.type);
  put_part(out, r.body);
  put_part(out, r.prev_hash);
  return out;
}

}  // namespace otkel::core
