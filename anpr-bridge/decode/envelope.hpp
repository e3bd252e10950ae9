#pragma once
// One body taken apart by content, each part parsed once, and the rows that decode it. Internal to
// this folder.
#include <deque>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <vector>

#include "anpr-bridge/decode/decoded.hpp"
#include "anpr-bridge/decode/json_at.hpp"
#include "anpr-bridge/decode/multipart.hpp"

namespace otkel::anpr {

struct XmlPart {
  Part part;
  std::shared_ptr<pugi::xml_document> document;
  pugi::xml_node root;
};

struct JsonPart {
  Part part;
  codec::json::value value;
  JsonAt at() const { return JsonAt(&value); }
};

struct Envelope {
  std::vector<XmlPart> xml;           ///< a text with several roots is as many parts
  std::vector<JsonPart> json;         ///< so is a list of objects, and objects one after the other
  std::vector<Part> texts;            ///< what the streams of Dahua bring
  std::vector<Part> pictures;         ///< JPEG by their first bytes
  std::optional<core::Error> broken;  ///< of the first part that begins like XML or JSON and is not
  std::deque<std::string> converted;  ///< what the parts point into that came in another encoding
};

/// Errors: payload_malformed (empty, or of no form that any camera sends).
core::Result<Envelope> open_envelope(std::string_view content_type, std::string_view body);

/// The largest of the parts that is a whole JPEG; empty if there is none.
std::string best_picture(const std::vector<Part>& pictures);

/// A heartbeat or an event that is none of our business.
Decoded notice(std::string_view maker, Kind kind, std::string_view what);
/// A vehicle.
Decoded vehicle(std::string_view what, core::PlateRead read, std::string_view time_text);

/// A part that cannot be understood beside others that can.
Decoded undecodable(std::string_view maker, const core::Error& error);

using Messages = std::vector<Decoded>;

/// Gives the pictures of a body to its vehicles that brought none themselves: one each where there
/// are as many, else the largest to all of them.
void give_pictures(Messages& messages, const std::vector<Part>& pictures);

/// One maker: `recognises` looks at names, `decode` at values.
struct Decoder {
  std::string_view maker;
  bool (*recognises)(const Envelope&);
  core::Result<Messages> (*decode)(const Envelope&, const Hints&);
};

}  // namespace otkel::anpr
