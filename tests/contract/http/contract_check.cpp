// A reader of the small part of JSON Schema that the contract uses.
#include "tests/contract/http/contract_check.hpp"

#include <algorithm>
#include <sstream>

#include "firmware-daemon/http/contract.hpp"

namespace otkel::http::test {
namespace {

namespace json = boost::json;

const json::object& document() {
  static const json::value parsed = json::parse(contract_json());
  return parsed.as_object();
}

const json::value& resolved(const json::value& value) {
  const auto* ref = value.is_object() ? value.as_object().if_contains("$ref") : nullptr;
  if (ref == nullptr) return value;
  const json::value* at = nullptr;
  std::istringstream path{std::string(ref->as_string()).substr(2)};
  const json::object* here = &document();
  for (std::string part; std::getline(path, part, '/');) {
    at = &here->at(part);
    here = at->if_object();
  }
  return resolved(*at);
}

bool has_type(const json::value& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_bool();
  return false;
}

void hold(const json::value& schema_or_ref, const json::value& value, const std::string& where,
          std::vector<std::string>& out) {
  const auto& schema = resolved(schema_or_ref).as_object();
  if (const auto* type = schema.if_contains("type"))
    if (!has_type(value, type->as_string())) {
      out.push_back(where + ": is no " + std::string(type->as_string()));
      return;
    }
  if (const auto* words = schema.if_contains("enum"))
    if (std::ranges::find(words->as_array(), value) == words->as_array().end())
      out.push_back(where + ": " + json::serialize(value) + " is no word of the contract");
  if (const auto* items = schema.if_contains("items"))
    for (const auto& item : value.as_array()) hold(*items, item, where + "[]", out);
  const auto* properties = schema.if_contains("properties");
  if (properties == nullptr) return;
  if (const auto* required = schema.if_contains("required"))
    for (const auto& name : required->as_array())
      if (!value.as_object().contains(name.as_string()))
        out.push_back(where + "." + std::string(name.as_string()) + ": is missing");
  for (const auto& [name, field] : value.as_object()) {
    const auto* known = properties->as_object().if_contains(name);
    if (known == nullptr)
      out.push_back(where + "." + std::string(name) + ": the contract does not know it");
    else
      hold(*known, field, where + "." + std::string(name), out);
  }
}

std::vector<std::string> segments(const std::string& path) {
  std::vector<std::string> out;
  std::istringstream in(path);
  for (std::string part; std::getline(in, part, '/');) out.push_back(part);
  return out;
}

bool fits(const std::string& pattern, const std::string& path) {
  const auto a = segments(pattern), b = segments(path);
  return std::ranges::equal(a, b, [](const auto& want, const auto& is) {
    return want.starts_with('{') ? !is.empty() : want == is;
  });
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

template <class Visit>
void each_operation(Visit visit) {
  for (const auto& [path, methods] : document().at("paths").as_object())
    for (const auto& [method, operation] : methods.as_object())
      visit(upper(std::string(method)) + " " + std::string(path), operation.as_object());
}

bool is_socket(const json::object& operation) {
  return operation.at("responses").as_object().contains("101");
}

}  // namespace

std::set<Operation> operations(const std::string& tag) {
  std::set<Operation> out;
  each_operation([&](const std::string& name, const json::object& operation) {
    const auto& tags = operation.at("tags").as_array();
    const bool wanted = tag.empty() || std::ranges::find(tags, json::value(tag)) != tags.end();
    if (wanted && !is_socket(operation)) out.insert(name);
  });
  return out;
}

std::set<Operation> sockets() {
  std::set<Operation> out;
  each_operation([&](const std::string& name, const json::object& operation) {
    if (is_socket(operation)) out.insert(name);
  });
  return out;
}

Operation operation_of(const std::string& method, const std::string& target) {
  const std::string path = target.substr(0, target.find('?'));
  for (const auto& name : operations()) {
    const auto space = name.find(' ');
    if (name.substr(0, space) == method && fits(name.substr(space + 1), path)) return name;
  }
  return {};
}

std::vector<std::string> faults(const Operation& operation, int status,
                                const std::string& content_type, const std::string& body) {
  std::vector<std::string> out;
  const auto space = operation.find(' ');
  std::string method = operation.substr(0, space);
  std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c | 32); });
  const auto& responses = document()
                              .at("paths")
                              .as_object()
                              .at(operation.substr(space + 1))
                              .as_object()
                              .at(method)
                              .as_object()
                              .at("responses")
                              .as_object();
  const auto* response = responses.if_contains(std::to_string(status));
  if (response == nullptr && status >= 400) response = responses.if_contains("default");
  if (response == nullptr && status >= 400) return out;  // Host, Origin, rate: on every route
  if (status == 304) return out;
  if (response == nullptr) return {operation + ": the contract knows no " + std::to_string(status)};
  const auto* content = resolved(*response).as_object().if_contains("content");
  if (content == nullptr) return out;
  const auto& [type, media] = *content->as_object().begin();
  if (!content_type.starts_with(std::string_view(type)))
    out.push_back(operation + ": is " + content_type + ", not " + std::string(type));
  if (const auto* schema = media.as_object().if_contains("schema"))
    hold(*schema, json::parse(body), operation, out);
  return out;
}

}  // namespace otkel::http::test
