// BLAKE2b over the canonical bytes of core.
#include "base/codec/chain.hpp"

#include "base/codec/hash.hpp"

namespace otkel::codec {
namespace {

using core::Code;
using core::EventRecord;

std::string name_of(const EventRecord& r) {
  return "event " + std::to_string(r.seq) + " of epoch " + r.epoch.substr(0, 32) + " of the " +
         std::string(word(r.side)) + " log of " + std::string(r.site.code());
}

}  // namespace

std::string chain_hash(const EventRecord& record) {
  return blake2b_hex<32>(core::chain_input(record));
}

std::string event_id_of(const EventRecord& record) {
  return blake2b_hex<16>(core::event_id_input(record));
}

core::Result<void> check_storable(const EventRecord& r) {
  for (const std::string* text : {&r.actor.str(), &r.rule_pack, &r.type, &r.body})
    if (text->find('\0') != std::string::npos)
      return core::fail(Code::event_malformed,
                        name_of(r) + ": a text holds U+0000, which no log may keep");
  return {};
}

core::Result<void> verify_follows(std::string_view prev_hash, std::int64_t expected_seq,
                                  const EventRecord& record) {
  if (!is_hex(record.epoch, 32))
    return core::fail(Code::event_malformed, name_of(record) + ": epoch is not 32 hex digits");
  if (record.event_id != event_id_of(record))
    return core::fail(Code::event_malformed,
                      name_of(record) + ": event_id does not belong to this place of the log");
  if (record.hash != chain_hash(record))
    return core::fail(Code::event_malformed,
                      name_of(record) +
                          ": hash does not fit the content; it was changed after "
                          "it was written");
  if (record.seq != expected_seq)
    return core::fail(Code::sequence_gap,
                      name_of(record) + ": expected number " + std::to_string(expected_seq));
  if (record.prev_hash != prev_hash)
    return core::fail(Code::log_fork, name_of(record) + " follows " +
                                          record.prev_hash.substr(0, 16) + "..., expected " +
                                          std::string(prev_hash.substr(0, 16)) + "...");
  return {};
}

}  // namespace otkel::codec
