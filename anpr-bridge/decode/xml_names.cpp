// Walks without recursion: how deep a document nests is the sender's choice.
#include "anpr-bridge/decode/xml_names.hpp"

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

std::string_view without_prefix(std::string_view name) {
  if (const auto colon = name.rfind(':'); colon != name.npos) name.remove_prefix(colon + 1);
  return name;
}

pugi::xml_node next_in(const pugi::xml_node& root, pugi::xml_node node) {
  if (const auto down = node.first_child()) return down;
  while (node && node != root) {
    if (const auto side = node.next_sibling()) return side;
    node = node.parent();
  }
  return {};
}

}  // namespace

std::string_view local_name(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  for (const auto& node : parent.children())
    if (local_name(node) == name) return node;
  return {};
}

std::string_view text(const pugi::xml_node& parent, std::string_view name) {
  return trim(child(parent, name).text().get());
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const auto& one : node.attributes())
    if (without_prefix(one.name()) == name) return trim(one.value());
  return {};
}

std::string_view text_or_attribute(const pugi::xml_node& node, std::string_view name) {
  const auto inside = child(node, name);
  return inside ? trim(inside.text().get()) : attribute(node, name);
}

std::vector<pugi::xml_node> all_named(const pugi::xml_node& root, std::string_view name,
                                      std::size_t most) {
  std::vector<pugi::xml_node> out;
  for (auto node = root; node && out.size() < most; node = next_in(root, node))
    if (local_name(node) == name) out.push_back(node);
  return out;
}

std::vector<pugi::xml_node> all_nodes(const pugi::xml_node& root, std::size_t most) {
  std::vector<pugi::xml_node> out;
  for (auto node = root; node && out.size() < most; node = next_in(root, node)) out.push_back(node);
  return out;
}

pugi::xml_node first_named(const pugi::xml_node& root, std::string_view name) {
  const auto found = all_named(root, name, 1);
  return found.empty() ? pugi::xml_node{} : found.front();
}

}  // namespace otkel::anpr
