// Two ways to find a value, one way to make a read of it. XPath throws by library; the exceptions
// end here, where the paths are compiled.
#include "anpr-bridge/decode/profile.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "anpr-bridge/decode/agree.hpp"
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/envelope.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "core/value/utf8.hpp"

namespace otkel::anpr {
namespace {

using Fields = core::CameraProfile;
using Path = std::string Fields::*;

/// Texts of a profile that are no paths.
bool is_path(std::string_view key) {
  return key != "name" && key != "format" && key != "time_format";
}

/// Calls visit(key, member) for every path of a profile.
template <class Visit>
void for_each_path(Visit visit) {
  const auto one = [&]<class T>(const core::Field<Fields, T>& field) {
    if constexpr (std::is_same_v<T, std::string>)
      if (is_path(field.name)) visit(field.name, field.member);
  };
  std::apply([&](const auto&... field) { (one(field), ...); }, Fields::fields());
}

constexpr std::size_t kMostVehicles = 32;

bool is_constant(const std::string& path) { return path.starts_with('='); }

std::unexpected<core::Error> invalid(const Fields& fields, std::string_view key,
                                     const std::string& what) {
  return core::fail(core::Code::config_invalid,
                    "profile " + fields.name + ", " + std::string(key) + ": " + what);
}

/// Empty if the pointer is one, else what is wrong with it.
std::string fault_of_pointer(std::string_view pointer) {
  if (!pointer.starts_with('/')) return "'" + std::string(pointer) + "' must begin with /";
  for (auto at = pointer.find('~'); at != pointer.npos; at = pointer.find('~', at + 1))
    if (at + 1 == pointer.size() || (pointer[at + 1] != '0' && pointer[at + 1] != '1'))
      return "'" + std::string(pointer) + "' has a ~ at character " + std::to_string(at + 1) +
             " that is neither ~0 nor ~1";
  return {};
}

bool one_of(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::any_of(words, [&](const auto& known) { return same_word(known, word); });
}

core::Result<void> check_words(const Fields& fields) {
  constexpr std::string_view kTimes[] = {"iso",     "compact",  "day_first",
                                         "epoch_s", "epoch_ms", "epoch_us"};
  if (fields.format != "json" && fields.format != "xml")
    return invalid(fields, "format", "expected json or xml, found '" + fields.format + "'");
  if (fields.plate.empty() || is_constant(fields.plate))
    return invalid(fields, "plate", "the path of the plate is missing");
  if (!(fields.confidence_scale > 0))
    return invalid(fields, "confidence_scale", "must be more than 0, e.g. 1 or 100");
  if (std::ranges::find(kTimes, fields.time_format) == std::end(kTimes))
    return invalid(fields, "time_format",
                   "no such form: '" + fields.time_format +
                       "'; one of iso, compact, day_first, epoch_s, epoch_ms, epoch_us");
  if (fields.time_format == "day_first" && fields.time_order == core::DateOrder::month_first)
    return invalid(fields, "time_order", "month_first contradicts time_format day_first");
  if (fields.when.empty() ? !fields.when_is.empty() : is_constant(fields.when))
    return invalid(fields, "when", "the path that the words of when_is stand at is missing");
  return {};
}

/// One path of one field.
struct FieldPath {
  Path field;
  std::string text;  ///< the path, or '=' and a constant
  std::optional<pugi::xpath_query> query;
};

core::Result<FieldPath> compiled_path(const Fields& fields, std::string_view key, Path field,
                                      const std::string& text) {
  FieldPath path{field, text, {}};
  if (is_constant(text)) return path;
  if (fields.format == "json") {
    const auto fault = fault_of_pointer(text);
    if (!fault.empty()) return invalid(fields, key, fault);
    return path;
  }
  try {
    path.query.emplace(text.c_str());
    return path;
  } catch (const pugi::xpath_exception& error) {
    return invalid(fields, key,
                   "'" + text + "' is no XPath: " + error.what() + " at character " +
                       std::to_string(error.result().offset + 1));
  }
}

/// Where a path starts: a value or an element of a document of one of the formats.
struct From {
  const codec::json::value* json = nullptr;
  pugi::xml_node xml;
};

const codec::json::value* json_at(const From& from, const FieldPath& path) {
  boost::system::error_code ec;
  return from.json->find_pointer(path.text, ec);
}

/// Of texts, numbers and truths; empty for everything else.
std::string text_at(const From& from, const FieldPath& path) {
  if (is_constant(path.text)) return path.text.substr(1);
  if (path.query) return std::string(trim(path.query->evaluate_string(from.xml)));
  const auto* value = json_at(from, path);
  if (value == nullptr || value->is_null() || value->is_object() || value->is_array()) return {};
  const auto* text = value->if_string();
  return text == nullptr ? codec::json::serialize(*value) : std::string(*text);
}

/// Also objects and lists, and elements without a text.
bool is_there(const From& from, const FieldPath& path) {
  if (path.query && path.query->return_type() == pugi::xpath_type_string)
    return !text_at(from, path).empty();
  if (path.query) return path.query->evaluate_boolean(from.xml);
  const auto* value = json_at(from, path);
  return value != nullptr && !value->is_null();
}

/// As sent, if it is base64 of text; what is neither is no plate.
std::string decoded_plate(const std::string& sent, core::PlateEncoding encoding) {
  if (encoding == core::PlateEncoding::text) return sent;
  std::string text = base64_decode(sent);
  return core::utf8_encode(core::utf8_decode(text)) == text ? text : std::string{};
}

}  // namespace

struct Profile::Compiled {
  Fields fields;
  std::vector<FieldPath> paths;  ///< those of one field in the order in which they are asked

  core::Result<void> add(std::string_view key, Path field, const std::string& text) {
    if (text.empty()) return {};
    auto path = compiled_path(fields, key, field, text);
    if (!path) return std::unexpected(path.error());
    paths.push_back(std::move(*path));
    return {};
  }

  /// "FIELD=PATH" of `also`.
  core::Result<void> add_further(const std::string& entry) {
    const auto equals = entry.find('=');
    const std::string_view key = trim(std::string_view(entry).substr(0, equals));
    Path field = nullptr;
    for_each_path([&](std::string_view name, Path member) {
      if (name == key) field = member;
    });
    if (equals == entry.npos || field == nullptr || field == &Fields::vehicles ||
        field == &Fields::when)
      return invalid(fields, "also", "'" + entry + "' is not FIELD=PATH of a vehicle's field");
    return add("also", field, std::string(trim(std::string_view(entry).substr(equals + 1))));
  }

  const FieldPath* path_of(Path field) const {
    const auto found = std::ranges::find(paths, field, &FieldPath::field);
    return found == paths.end() ? nullptr : &*found;
  }

  std::vector<std::string> all(const From& from, Path field) const {
    std::vector<std::string> texts;
    for (const auto& path : paths)
      if (path.field == field) texts.push_back(text_at(from, path));
    return texts;
  }

  std::string first(const From& from, Path field) const {
    for (auto& text : all(from, field))
      if (!text.empty()) return text;
    return {};
  }

  bool is_about_a_vehicle(const From& document) const {
    if (const auto* when = path_of(&Fields::when))
      return fields.when_is.empty() ? is_there(document, *when)
                                    : one_of(fields.when_is, text_at(document, *when));
    return !fields.vehicles.empty() || std::ranges::any_of(paths, [&](const FieldPath& one) {
      return !is_constant(one.text) && is_there(document, one);
    });
  }

  /// A word may stand in both lists of the settings: then it contradicts itself.
  std::vector<core::Motion> motions(const From& from) const {
    std::vector<core::Motion> said;
    for (const auto& word : all(from, &Fields::direction)) {
      if (one_of(fields.approaching, word)) said.push_back(core::Motion::approaching);
      if (one_of(fields.leaving, word)) said.push_back(core::Motion::leaving);
    }
    return said;
  }

  std::vector<std::optional<core::View>> views(const From& from) const {
    std::vector<std::optional<core::View>> said;
    for (const auto& word : all(from, &Fields::view)) {
      if (one_of(fields.front, word)) said.emplace_back(core::View::front);
      if (one_of(fields.rear, word)) said.emplace_back(core::View::rear);
    }
    return said;
  }

  std::vector<std::string> countries(const From& from) const {
    std::vector<std::string> said;
    for (const auto& word : all(from, &Fields::country)) said.push_back(country_code(word));
    return said;
  }

  SentTime time_of(const From& from, const Hints& hints) const {
    Hints ours = hints;
    if (fields.time_order) ours.date_order = fields.time_order;
    if (fields.time_format == "day_first") ours.date_order = core::DateOrder::day_first;
    return sent_time(all(from, &Fields::time), ours);
  }

  std::string plate_at(const From& from, Path field) const {
    return plate_text(decoded_plate(first(from, field), fields.plate_encoding));
  }

  Decoded read_at(const From& from, const Hints& hints) const;
  std::vector<From> vehicles_in(const From& document) const;
};

Profile::Profile(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Profile::Profile(Profile&&) noexcept = default;
Profile& Profile::operator=(Profile&&) noexcept = default;
Profile::~Profile() = default;

core::Result<Profile> Profile::compile(core::CameraProfile fields) {
  if (auto checked = check_words(fields); !checked) return std::unexpected(checked.error());
  auto compiled = std::make_unique<Compiled>();
  compiled->fields = std::move(fields);
  core::Result<void> added;
  for_each_path([&](std::string_view key, Path path) {
    if (added) added = compiled->add(key, path, compiled->fields.*path);
  });
  for (const auto& entry : compiled->fields.also)
    if (added) added = compiled->add_further(entry);
  if (!added) return std::unexpected(added.error());
  if (const auto* list = compiled->path_of(&Fields::vehicles);
      list != nullptr && list->query && list->query->return_type() != pugi::xpath_type_node_set)
    return invalid(compiled->fields, "vehicles",
                   "'" + list->text + "' gives a value, not elements");
  return Profile(std::move(compiled));
}

Decoded Profile::Compiled::read_at(const From& from, const Hints& hints) const {
  const auto value = [&](Path field) { return first(from, field); };
  core::PlateRead read;
  read.maker = fields.name;
  read.event_id = clean(value(&Fields::event_id), 128);
  if (auto group = clean(value(&Fields::group_id), 128); !group.empty())
    read.group_id = std::move(group);
  read.plate = plate_at(from, &Fields::plate);
  add_reading(read, plate_at(from, &Fields::other_plate));
  if (auto trailer = plate_at(from, &Fields::trailer_plate); !trailer.empty())
    read.trailer_plate = std::move(trailer);
  set_confidence(read, std::string_view(value(&Fields::confidence)), fields.confidence_scale);
  set_motion(read, motions(from));
  set_view(read, views(from));
  set_country(read, countries(from));
  read.vehicle_make = known_word(value(&Fields::make));
  read.vehicle_type = known_word(value(&Fields::type));
  read.vehicle_colour = colour_word(value(&Fields::colour));
  read.lane = lane_number(whole(value(&Fields::lane)));
  const auto time = time_of(from, hints);
  read.camera_time = time.at;
  auto decoded = vehicle("by profile", std::move(read), time.text);
  for (const auto& text : all(from, &Fields::picture))
    if (auto picture = base64_jpeg(text); picture.size() > decoded.picture.size())
      decoded.picture = std::move(picture);
  return decoded;
}

std::vector<From> Profile::Compiled::vehicles_in(const From& document) const {
  const auto* list = path_of(&Fields::vehicles);
  if (list == nullptr) return {document};
  std::vector<From> found;
  if (list->query) {
    for (const auto& node : document.xml.select_nodes(*list->query))
      found.push_back({nullptr, node.node()});
  } else if (const auto* value = json_at(document, *list); value != nullptr && value->is_array()) {
    for (const auto& one : value->get_array()) found.push_back({&one, {}});
  }
  return found;
}

namespace {

std::vector<From> documents_in(const Fields& fields, const Envelope& envelope) {
  std::vector<From> documents;
  if (fields.format == "json")
    for (const auto& part : envelope.json) documents.push_back({&part.value, {}});
  else if (!envelope.xml.empty())
    documents.push_back({nullptr, envelope.xml.front().root});
  return documents;
}

}  // namespace

core::Result<std::vector<Decoded>> Profile::decode(const Envelope& envelope,
                                                   const Hints& hints) const {
  const Fields& fields = compiled_->fields;
  Messages messages;
  bool other = false;
  for (const auto& document : documents_in(fields, envelope)) {
    if (!compiled_->is_about_a_vehicle(document)) {
      other = true;
      continue;
    }
    for (const auto& from : compiled_->vehicles_in(document))
      if (messages.size() < kMostVehicles) messages.push_back(compiled_->read_at(from, hints));
  }
  if (messages.empty() && other)
    return Messages{notice(fields.name, Kind::heartbeat, "not about a vehicle")};
  if (messages.empty())
    return core::fail(
        core::Code::payload_malformed,
        "profile " + fields.name + ": no " + fields.format +
            (fields.vehicles.empty() ? " in the message" : " with vehicles at " + fields.vehicles));
  if (messages.front().picture.empty()) messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace otkel::anpr
