// Dahua's event manager in all its forms: the parts of eventManager (`Code=...;data={...}` with
// JSON over many lines), of snapManager (`Events[0].x=y` a line, then pictures), and the events
// posted as JSON (one, a list, with or without `Data`, as keys like `Events[0].x`, in its RPC's
// wrapper). All become one tree of the same names, which dahua_event.cpp understands.
#include <algorithm>

#include "anpr-bridge/decode/dahua_event.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

namespace json = codec::json;

constexpr std::string_view kMaker = "dahua";
constexpr std::size_t kMostEvents = 64, kMostDepth = 16, kMostItems = 64;

/// `TrafficCar.DrivingDirection[0]` -> the place in `root`, made if it is missing. Nothing if
/// the path is not one.
json::value* place(json::value& root, std::string_view path) {
  json::value* at = &root;
  for (std::size_t depth = 0; !path.empty(); ++depth) {
    if (depth == kMostDepth) return nullptr;
    const auto end = path.find_first_of(".[");
    if (end != 0) {
      if (at->is_null()) at->emplace_object();
      if (!at->is_object()) return nullptr;
      at = &at->get_object()[path.substr(0, end)];
      path = end == path.npos ? std::string_view{} : path.substr(end);
    } else if (path.front() == '.') {
      path.remove_prefix(1);
    } else {
      const auto close = path.find(']');
      const auto index = close == path.npos ? std::nullopt : whole(path.substr(1, close - 1));
      if (!index || *index < 0 || *index >= static_cast<std::int64_t>(kMostItems)) return nullptr;
      if (at->is_null()) at->emplace_array();
      if (!at->is_array()) return nullptr;
      auto& list = at->get_array();
      const auto wanted = static_cast<std::size_t>(*index);
      if (list.size() <= wanted) list.resize(wanted + 1);
      at = &list[wanted];
      path.remove_prefix(close + 1);
    }
  }
  return at;
}

/// Lines `path=value` -> a tree of texts. Lines that are no such thing are left out.
json::value tree_of(std::string_view lines) {
  json::value root;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = trim(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const auto equals = line.find('=');
    if (equals == line.npos) continue;
    if (auto* at = place(root, trim(line.substr(0, equals))))
      if (at->is_null()) *at = json::string(trim(line.substr(equals + 1)));
  }
  return root;
}

/// One event and its name.
struct Named {
  std::string code;
  JsonAt event;
};

std::string code_of(const JsonAt& entry) {
  for (const auto& code : {entry["Code"], entry["EventBaseInfo"]["Code"], entry["Data"]["Code"]})
    if (auto text = code.text(); !text.empty()) return text;
  return {};
}

/// By two names of an event: what it is called, and what it says about it or does.
bool is_entry(const JsonAt& entry) {
  if (is_dahua_vehicle(entry) || is_dahua_vehicle(entry["Data"])) return true;
  return !code_of(entry).empty() &&
         (entry.has("Action") || entry.has("Data") || entry.has("EventBaseInfo"));
}

bool has_flat_keys(const JsonAt& root) {
  if (!root.is_object()) return false;
  return std::ranges::any_of(root.value()->get_object(), [](const auto& pair) {
    return std::string_view(pair.key()).starts_with("Events[");
  });
}

/// The list of events in a posted object: its own, or the one in the RPC's wrapper.
std::vector<JsonAt> entries_of(const JsonAt& root) {
  if (root["method"].raw() == "client.notifyEventStream")
    return root["params"]["eventList"].items();
  if (root["Events"].size() > 0) return root["Events"].items();
  return {root};
}

bool is_posted(const JsonAt& root) {
  return has_flat_keys(root) || root["method"].raw() == "client.notifyEventStream" ||
         is_entry(entries_of(root).front());
}

/// Keys like `Events[0].TrafficCar.PlateNumber` -> the tree; what stands beside them, such as
/// CreateTime, belongs to each event.
json::value tree_of_keys(const json::object& object) {
  json::value root;
  for (const auto& [key, value] : object)
    if (std::string_view(key).starts_with("Events["))
      if (auto* at = place(root, key); at != nullptr && at->is_null()) *at = value;
  if (auto* events = root.is_object() ? root.get_object().if_contains("Events") : nullptr)
    for (auto& event : events->get_array())
      if (event.is_object() && object.contains("CreateTime"))
        event.get_object().emplace("CreateTime", object.at("CreateTime"));
  return root;
}

/// Behind the limit stands once that there was more.
void take(core::Result<Decoded> decoded, Messages& into) {
  if (into.size() == kMostEvents)
    decoded = core::fail(core::Code::payload_malformed,
                         "dahua: more than " + std::to_string(kMostEvents) + " events");
  if (into.size() <= kMostEvents)
    into.push_back(decoded ? std::move(*decoded) : undecodable(kMaker, decoded.error()));
}

void from_entries(const std::vector<JsonAt>& entries, const Hints& hints, Messages& into) {
  for (const auto& entry : entries) {
    if (!entry.is_object()) continue;
    const auto inside = entry["Data"];
    take(dahua_event(code_of(entry), inside.is_object() ? inside : entry, hints), into);
  }
}

/// `Code=TrafficJunction;action=Pulse;index=0;data={...}`. An event that ends says so with
/// `action=Stop`, and with its plate only if it never had another message.
core::Result<Decoded> from_code_line(const Part& part, const Hints& hints) {
  const std::string_view body = trim(part.bytes);
  const auto head = body.substr(0, body.find("data="));
  const auto code = head.substr(5, std::min(head.find_first_of(";\r\n"), head.size()) - 5);
  if (head.size() == body.size()) return dahua_event(code, {}, hints);
  const auto data = parse_camera_json(body.substr(head.size() + 5));
  if (!data)
    return core::fail(core::Code::payload_malformed,
                      "dahua: data of " + clean(code) + " at byte " +
                          std::to_string(part.offset + head.size() + 5) + ": " +
                          data.error().detail);
  auto decoded = dahua_event(code, JsonAt(&*data), hints);
  const bool stops = head.find("action=Stop") != head.npos;
  if (stops && decoded && decoded->read && decoded->read->plate.empty())
    return notice(kMaker, Kind::other, code);
  return decoded;
}

core::Result<Decoded> from_text(const Part& part, const Hints& hints) {
  const std::string_view body = trim(part.bytes);
  if (body.starts_with("Code=")) return from_code_line(part, hints);
  if (body == "Heartbeat") return notice(kMaker, Kind::heartbeat, body);
  return core::fail(core::Code::payload_malformed,
                    "dahua: text that is neither Code=, Events[ nor Heartbeat alone");
}

bool recognises(const Envelope& envelope) {
  return !envelope.texts.empty() ||
         std::ranges::any_of(envelope.json, [](const auto& part) { return is_posted(part.at()); });
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.texts) {
    if (trim(part.bytes).starts_with("Events[")) {
      const json::value tree = tree_of(part.bytes);
      from_entries(JsonAt(&tree)["Events"].items(), hints, messages);
    } else {
      take(from_text(part, hints), messages);
    }
  }
  for (const auto& part : envelope.json) {
    if (!is_posted(part.at())) continue;
    const json::value tree =
        has_flat_keys(part.at()) ? tree_of_keys(part.value.get_object()) : json::value{};
    from_entries(entries_of(tree.is_null() ? part.at() : JsonAt(&tree)), hints, messages);
  }
  if (messages.empty())
    return core::fail(core::Code::payload_malformed, "dahua: Events without an event");
  give_pictures(messages, envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kDahuaStream{kMaker, recognises, decode};

}  // namespace otkel::anpr
