// Two ways to find a value, one way to make a read of it. XPath throws by library; the exceptions
// end here, where the paths are compiled.
#include "anpr-bridge/decode/profile.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/envelope.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

using Path = std::string core::CameraProfile::*;

/// Texts of a profile that are no paths.
bool is_path(std::string_view key) {
  return key != "name" && key != "format" && key != "time_format";
}

/// Calls visit(key, member) for every path of a profile.
template <class Visit>
void for_each_path(Visit visit) {
  const auto one = [&]<class T>(const core::Field<core::CameraProfile, T>& field) {
    if constexpr (std::is_same_v<T, std::string>)
      if (is_path(field.name)) visit(field.name, field.member);
  };
  std::apply([&](const auto&... field) { (one(field), ...); }, core::CameraProfile::fields());
}

constexpr std::size_t kMostVehicles = 32;

bool is_constant(const std::string& path) { return path.starts_with('='); }

std::unexpected<core::Error> invalid(const core::CameraProfile& fields, std::string_view key,
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
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& w) { return same_word(w, word); });
}

/// The value at a path from where the vehicle stands; empty if there is none.
using Value = std::function<std::string(Path)>;

std::optional<core::Instant> time_of(const core::CameraProfile& fields, const std::string& text,
                                     Zone zone) {
  if (fields.time_format == "compact") return compact_time(text, zone);
  if (fields.time_format == "day_first") return day_first_time(text, zone);
  if (fields.time_format == "epoch_s") return epoch_time(decimal(text), 1);
  if (fields.time_format == "epoch_ms") return epoch_time(decimal(text), 1e3);
  if (fields.time_format == "epoch_us") return epoch_time(decimal(text), 1e6);
  return iso_time(text, zone);
}

Decoded read_by(const core::CameraProfile& fields, const Value& value, Zone zone) {
  core::PlateRead read;
  read.maker = fields.name;
  read.event_id = clean(value(&core::CameraProfile::event_id), 128);
  if (auto group = clean(value(&core::CameraProfile::group_id), 128); !group.empty())
    read.group_id = std::move(group);
  read.plate = plate_text(value(&core::CameraProfile::plate));
  add_reading(read, value(&core::CameraProfile::other_plate));
  if (auto trailer = plate_text(value(&core::CameraProfile::trailer_plate)); !trailer.empty())
    read.trailer_plate = std::move(trailer);
  read.confidence =
      confidence(decimal(value(&core::CameraProfile::confidence)), fields.confidence_scale);
  const auto direction = value(&core::CameraProfile::direction);
  if (one_of(fields.approaching, direction)) read.motion = core::Motion::approaching;
  if (one_of(fields.leaving, direction)) read.motion = core::Motion::leaving;
  const auto view = value(&core::CameraProfile::view);
  if (one_of(fields.front, view)) read.view = core::View::front;
  if (one_of(fields.rear, view)) read.view = core::View::rear;
  read.country = country_code(value(&core::CameraProfile::country));
  read.vehicle_make = known_word(value(&core::CameraProfile::make));
  read.vehicle_type = known_word(value(&core::CameraProfile::type));
  read.lane = lane_number(whole(value(&core::CameraProfile::lane)));
  const auto time = value(&core::CameraProfile::time);
  read.camera_time = time_of(fields, time, zone);
  auto decoded = vehicle("by profile", std::move(read), time);
  decoded.picture = base64_jpeg(value(&core::CameraProfile::picture));
  return decoded;
}

std::string text_of(const codec::json::value& value) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (value.is_null() || value.is_object() || value.is_array()) return {};
  return codec::json::serialize(value);
}

}  // namespace

struct Profile::Compiled {
  core::CameraProfile fields;
  std::vector<std::pair<Path, pugi::xpath_query>> queries;  ///< of XML

  core::Result<void> add(const core::CameraProfile& from, std::string_view key, Path path) {
    const std::string& text = from.*path;
    if (text.empty() || is_constant(text)) return {};
    if (from.format == "json") {
      const auto fault = fault_of_pointer(text);
      return fault.empty() ? core::Result<void>{} : invalid(from, key, fault);
    }
    try {
      queries.emplace_back(path, pugi::xpath_query(text.c_str()));
      return {};
    } catch (const pugi::xpath_exception& error) {
      return invalid(from, key,
                     "'" + text + "' is no XPath: " + error.what() + " at character " +
                         std::to_string(error.result().offset + 1));
    }
  }

  const pugi::xpath_query* query(Path path) const {
    for (const auto& [at, query] : queries)
      if (at == path) return &query;
    return nullptr;
  }
};

Profile::Profile(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Profile::Profile(Profile&&) noexcept = default;
Profile& Profile::operator=(Profile&&) noexcept = default;
Profile::~Profile() = default;

core::Result<Profile> Profile::compile(core::CameraProfile fields) {
  auto compiled = std::make_unique<Compiled>();
  constexpr std::string_view kTimes[] = {"iso",     "compact",  "day_first",
                                         "epoch_s", "epoch_ms", "epoch_us"};
  if (fields.format != "json" && fields.format != "xml")
    return invalid(fields, "format", "expected json or xml, found '" + fields.format + "'");
  if (fields.plate.empty() || is_constant(fields.plate))
    return invalid(fields, "plate", "the path of the plate is missing");
  if (!(fields.confidence_scale > 0))
    return invalid(fields, "confidence_scale", "must be more than 0, e.g. 1 or 100");
  if (std::find(std::begin(kTimes), std::end(kTimes), fields.time_format) == std::end(kTimes))
    return invalid(fields, "time_format",
                   "no such form: '" + fields.time_format +
                       "'; one of iso, compact, day_first, epoch_s, "
                       "epoch_ms, epoch_us");
  core::Result<void> checked;
  for_each_path([&](std::string_view key, Path path) {
    if (checked) checked = compiled->add(fields, key, path);
  });
  if (!checked) return std::unexpected(checked.error());
  compiled->fields = std::move(fields);
  if (const auto* list = compiled->query(&core::CameraProfile::vehicles);
      list != nullptr && list->return_type() != pugi::xpath_type_node_set)
    return invalid(compiled->fields, "vehicles",
                   "'" + compiled->fields.vehicles + "' gives a value, not elements");
  return Profile(std::move(compiled));
}

namespace {

std::vector<const codec::json::value*> json_vehicles(const core::CameraProfile& fields,
                                                     const Envelope& envelope) {
  std::vector<const codec::json::value*> found;
  for (const auto& part : envelope.json) {
    if (fields.vehicles.empty()) {
      found.push_back(&part.value);
      continue;
    }
    boost::system::error_code ec;
    const auto* list = part.value.find_pointer(fields.vehicles, ec);
    if (list != nullptr && list->is_array())
      for (const auto& one : list->get_array()) found.push_back(&one);
  }
  if (found.size() > kMostVehicles) found.resize(kMostVehicles);
  return found;
}

}  // namespace

core::Result<std::vector<Decoded>> Profile::decode(const Envelope& envelope,
                                                   const Hints& hints) const {
  const core::CameraProfile& fields = compiled_->fields;
  Messages messages;
  const auto constant_or = [&](Path path, auto find) {
    const std::string& text = fields.*path;
    if (text.empty()) return std::string{};
    return is_constant(text) ? text.substr(1) : find();
  };
  const auto take = [&](const Value& value) {
    messages.push_back(read_by(fields, value, hints.zone));
  };
  if (fields.format == "json") {
    for (const auto* vehicle : json_vehicles(fields, envelope))
      take([&](Path path) {
        return constant_or(path, [&] {
          boost::system::error_code ec;
          const auto* found = vehicle->find_pointer(fields.*path, ec);
          return found == nullptr ? std::string{} : text_of(*found);
        });
      });
  } else if (!envelope.xml.empty()) {
    const auto* list = compiled_->query(&core::CameraProfile::vehicles);
    pugi::xpath_node_set nodes;
    if (list != nullptr) nodes = envelope.xml.front().root.select_nodes(*list);
    const auto take_at = [&](const pugi::xml_node& node) {
      take([&](Path path) {
        return constant_or(
            path, [&] { return std::string(trim(compiled_->query(path)->evaluate_string(node))); });
      });
    };
    if (list == nullptr) take_at(envelope.xml.front().root);
    for (const auto& node : nodes)
      if (messages.size() < kMostVehicles) take_at(node.node());
  }
  if (messages.empty())
    return core::fail(
        core::Code::payload_malformed,
        "profile " + fields.name + ": no " + fields.format +
            (fields.vehicles.empty() ? " in the message" : " with vehicles at " + fields.vehicles));
  if (messages.front().picture.empty()) messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace otkel::anpr
