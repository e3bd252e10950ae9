// A name that speaks of a plate with a text that may be one; or, under a name that says nothing, a
// text of a shape that is surely a plate's.
#include "anpr-bridge/decode/plate_fields.hpp"

#include <algorithm>

#include "anpr-bridge/decode/json_at.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"
#include "core/plate/plate_grammar.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/utf8.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostFields = 16, kMostNodes = 20'000, kLongestText = 40;

bool has_any(std::string_view name, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return name.find(word) != name.npos; });
}

bool speaks_of_a_plate(std::string_view name) {
  constexpr std::string_view kWords[] = {"plate",      "licen",        "regnum",
                                         "regno",      "registration", "carnum",
                                         "vehiclenum", "carno",        "vehicleno"};
  // plateColor, PlateRect, plateCharBelieve, ...: about the plate, not its text.
  constexpr std::string_view kAbout[] = {
      "color", "colour",  "type",   "image",   "pic",      "rect",     "size",       "box",
      "conf",  "believe", "region", "country", "list",     "index",    "score",      "category",
      "state", "status",  "time",   "bright",  "pos",      "angle",    "mask",       "crop",
      "exist", "quality", "uuid",   "bmp",     "platform", "template", "coordinate", "iso"};
  if (name == "lpr" || name == "lp" || name == "anpr") return true;
  return has_any(name, kWords) && !has_any(name, kAbout) && !name.ends_with("id");
}

/// Names whose texts look like plates and are none.
bool identifies_something(std::string_view name) {
  constexpr std::string_view kWords[] = {
      "id",       "serial",  "model",       "name",  "token",   "mac",   "guid", "version",
      "firmware", "address", "code",        "type",  "uri",     "url",   "time", "date",
      "label",    "list",    "description", "title", "comment", "remark"};
  return has_any(name, kWords);
}

/// A known shape with three digits or more; six letters or so are any word.
bool is_surely_a_plate(std::string_view folded) {
  const auto digits = std::ranges::count_if(folded, [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 3 &&
         std::ranges::any_of(core::parses(folded), [](const core::PlateShape* shape) {
           const bool any_word = shape->country == "CN" && !shape->shape.starts_with('p');
           return shape->certainty == core::Certainty::sure && !any_word;
         });
}

bool may_be_one(std::string_view folded) {
  const auto length = core::utf8_decode(folded).size();
  return length >= 4 && length <= 12 && folded.find_first_of("0123456789") != folded.npos;
}

class Collector {
 public:
  void look(const std::string& path, std::string_view name, std::string_view text) {
    text = trim(text);
    if (found.size() == kMostFields || text.empty() || text.size() > kLongestText) return;
    const std::string word = lower(name), folded = core::fold_plate_text(clean(text, 24));
    const bool named = speaks_of_a_plate(word);
    if (named ? !may_be_one(folded) : identifies_something(word) || !is_surely_a_plate(folded))
      return;
    found.push_back({path, folded, named});
  }

  std::vector<PlateField> found;
};

std::string joined(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

/// {"Name": "PlateNumber", "Value": "123ABC02"}
std::string_view text_of(const JsonAt& object, const char* capital, const char* small) {
  return object[capital].raw().empty() ? object[small].raw() : object[capital].raw();
}

bool denies_itself(const JsonAt& object) {
  return object["false_positive"].is_true() || object["IsExist"].is_false();
}

std::string_view without_quotes(std::string_view text) {
  text = trim(text);
  if (text.starts_with('"')) text.remove_prefix(1);
  if (text.ends_with('"')) text.remove_suffix(1);
  return trim(text);
}

std::string_view last_of(std::string_view path) {
  if (const auto dot = path.rfind('.'); dot != path.npos) path.remove_prefix(dot + 1);
  return path.substr(0, path.find('['));
}

}  // namespace

std::vector<PlateField> plate_fields(const codec::json::value& root) {
  struct Pending {
    std::string path;
    const codec::json::value* value;
  };
  Collector collector;
  std::vector<Pending> open{{"", &root}};
  for (std::size_t nodes = 0; !open.empty() && nodes < kMostNodes; ++nodes) {
    const Pending at = std::move(open.back());
    open.pop_back();
    if (const auto* text = at.value->if_string()) {
      collector.look(at.path, last_of(at.path), *text);
    } else if (const auto* list = at.value->if_array()) {
      for (auto item = list->rbegin(); item != list->rend(); ++item)
        open.push_back({at.path, &*item});
    } else if (const auto* object = at.value->if_object()) {
      const JsonAt here(at.value);
      if (denies_itself(here)) continue;
      if (const auto name = text_of(here, "Name", "name"); !name.empty())
        collector.look(joined(at.path, name), name, text_of(here, "Value", "value"));
      for (const auto& [key, value] : *object)
        open.push_back({joined(at.path, std::string_view(key)), &value});
    }
  }
  return std::move(collector.found);
}

std::vector<PlateField> plate_fields(const pugi::xml_node& root) {
  Collector collector;
  for (const auto& node : all_nodes(root, kMostNodes)) {
    if (node.type() != pugi::node_element) continue;
    const std::string name(local_name(node));
    collector.look(name, name, node.text().get());
    const auto item = attribute(node, "Name");
    const auto value = item.empty() ? std::string_view{} : attribute(node, "Value");
    collector.look(std::string(item), item, value);
    // Of an item too: another firmware may call the attribute with its text something else.
    for (const auto& one : node.attributes())
      if (trim(one.value()) != value)
        collector.look(name + "@" + one.name(), one.name(), one.value());
  }
  return std::move(collector.found);
}

std::vector<PlateField> plate_fields_in_lines(std::string_view lines) {
  Collector collector;
  while (!lines.empty()) {
    const auto end = std::min(lines.find_first_of("\n;&,{}"), lines.size());
    const auto line = trim(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const auto between = line.find_first_of("=:");
    if (between == line.npos) continue;
    const auto path = without_quotes(line.substr(0, between));
    collector.look(std::string(path), last_of(path), without_quotes(line.substr(between + 1)));
  }
  return std::move(collector.found);
}

std::string paths_of(const std::vector<PlateField>& fields) {
  std::string paths;
  for (const auto& field : fields)
    if (paths.size() < 200) paths += (paths.empty() ? "" : ", ") + clean(field.path);
  return paths;
}

}  // namespace otkel::anpr
