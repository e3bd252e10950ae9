#pragma once
// XML by local names: recorders forward with a prefix, and the same element comes in several
// namespaces. Internal to this folder.
#include <pugixml.hpp>
#include <string_view>
#include <vector>

namespace otkel::anpr {

std::string_view local_name(const pugi::xml_node& node);
pugi::xml_node child(const pugi::xml_node& parent, std::string_view name);
/// Trimmed text of that child; empty if there is none.
std::string_view text(const pugi::xml_node& parent, std::string_view name);
/// The child's text, else the attribute of that name.
std::string_view text_or_attribute(const pugi::xml_node& node, std::string_view name);
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
/// Every element of that name at or below `root`, in the order of the document, at most `most`.
std::vector<pugi::xml_node> all_named(const pugi::xml_node& root, std::string_view name,
                                      std::size_t most = 64);
/// Every node at or below `root` of any kind, at most `most`.
std::vector<pugi::xml_node> all_nodes(const pugi::xml_node& root, std::size_t most = 1024);
/// The first of that name, or nothing.
pugi::xml_node first_named(const pugi::xml_node& root, std::string_view name);

}  // namespace otkel::anpr
