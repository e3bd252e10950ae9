#pragma once
// Messages that firmware sends as JSON or as XML, with the same names: read once, as XML. Internal
// to this folder.
#include <pugixml.hpp>

#include "base/codec/json.hpp"

namespace otkel::anpr {

/// Puts `object` below `parent`: a member is an element of its name, a list is as many of them.
/// Nothing if it is no object.
void append_json(pugi::xml_node parent, const codec::json::value& object);

}  // namespace otkel::anpr
