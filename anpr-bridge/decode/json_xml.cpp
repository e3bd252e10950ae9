// Walks without recursion, like everything here that follows a stranger's nesting.
#include "anpr-bridge/decode/json_xml.hpp"

#include <string>
#include <vector>

namespace otkel::anpr {

void append_json(pugi::xml_node parent, const codec::json::value& object) {
  struct Pending {
    pugi::xml_node node;
    const codec::json::value* value;
  };
  std::vector<Pending> open{{parent, &object}};
  const auto element = [&](pugi::xml_node in, const std::string& name,
                           const codec::json::value& value) {
    const auto node = in.append_child(name.c_str());
    if (value.is_object())
      open.push_back({node, &value});
    else if (const auto* text = value.if_string())
      node.text().set(std::string(*text).c_str());
    else if (!value.is_null() && !value.is_array())
      node.text().set(codec::json::serialize(value).c_str());
  };
  while (!open.empty()) {
    const Pending at = open.back();
    open.pop_back();
    if (!at.value->is_object()) continue;
    for (const auto& [key, value] : at.value->get_object()) {
      const std::string name(key);
      if (const auto* list = value.if_array())
        for (const auto& item : *list) element(at.node, name, item);
      else
        element(at.node, name, value);
    }
  }
}

}  // namespace otkel::anpr
