// A reader of the small part of JSON Schema that the contract uses.
#include "tests/support/contract.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace otkel::test {
namespace {

namespace json = boost::json;

bool has_type(const json::value& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_bool();
  return type == "null" && value.is_null();
}

/// `type` is one word or a list of words.
bool has_one_of(const json::value& value, const json::value& type) {
  if (type.is_string()) return has_type(value, type.as_string());
  return std::ranges::any_of(type.as_array(),
                             [&](const auto& one) { return has_type(value, one.as_string()); });
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
void each_operation(const json::object& document, Visit visit) {
  for (const auto& [path, methods] : document.at("paths").as_object())
    for (const auto& [method, operation] : methods.as_object())
      if (method != "parameters")
        visit(upper(std::string(method)) + " " + std::string(path), operation.as_object());
}

bool is_socket(const json::object& operation) {
  return operation.at("responses").as_object().contains("101");
}

/// Steps of a document's path that say nothing of what the enum is about.
bool is_scaffolding(std::string_view step) {
  constexpr std::array kNames{"components", "schemas", "properties", "schema",   "paths",
                              "parameters", "content", "responses",  "examples", "items"};
  return std::ranges::find(kNames, step) != kNames.end();
}

void collect(const json::value& at, const std::string& where, WordLists& out) {
  const auto below = [&](std::string_view step) {
    if (is_scaffolding(step)) return where;
    return where.empty() ? std::string(step) : where + "/" + std::string(step);
  };
  if (const auto* list = at.if_array()) {
    for (const auto& one : *list) {
      const auto* name = one.is_object() ? one.as_object().if_contains("name") : nullptr;
      collect(one, name && name->is_string() ? below(name->as_string()) : where, out);
    }
  } else if (const auto* object = at.if_object()) {
    for (const auto& [key, value] : *object)
      if ((key == "enum" || key == "x-known-words") && value.is_array())
        out[where] = json::value_to<std::vector<std::string>>(value);
      else
        collect(value, below(key), out);
  }
}

}  // namespace

Contract::Contract(const std::string& text) : document_(json::parse(text).as_object()) {}

const json::value* Contract::resolved(const json::value* value) const {
  const auto* object = value->if_object();
  const auto* ref = object != nullptr ? object->if_contains("$ref") : nullptr;
  if (ref == nullptr) return value;
  const json::value* at = nullptr;
  std::istringstream path{std::string(ref->as_string()).substr(2)};
  const json::object* here = &document_;
  for (std::string part; std::getline(path, part, '/');) {
    at = &here->at(part);
    here = at->if_object();
  }
  return resolved(at);
}

void Contract::hold(const json::value& schema_or_ref, const json::value& value,
                    const std::string& where, std::vector<std::string>& out) const {
  const auto& schema = resolved(&schema_or_ref)->as_object();
  if (const auto* type = schema.if_contains("type"))
    if (!has_one_of(value, *type)) {
      out.push_back(where + ": is no " + json::serialize(*type));
      return;
    }
  if (value.is_null()) return;
  if (const auto* words = schema.if_contains("enum"))
    if (std::ranges::find(words->as_array(), value) == words->as_array().end())
      out.push_back(where + ": " + json::serialize(value) + " is no word of the contract");
  if (const auto* items = schema.if_contains("items"))
    for (const auto& item : value.as_array()) hold(*items, item, where + "[]", out);
  if (!value.is_object()) return;
  static const json::object kNone;
  const auto* named = schema.if_contains("properties");
  const auto* others = schema.if_contains("additionalProperties");
  const auto* other = others != nullptr && others->is_object() ? others : nullptr;
  if (named == nullptr && other == nullptr) return;
  const auto& properties = named != nullptr ? named->as_object() : kNone;
  if (const auto* required = schema.if_contains("required"))
    for (const auto& name : required->as_array())
      if (!value.as_object().contains(name.as_string()))
        out.push_back(where + "." + std::string(name.as_string()) + ": is missing");
  for (const auto& [name, field] : value.as_object()) {
    const auto* known = properties.if_contains(name);
    if (known == nullptr) known = other;
    if (known == nullptr)
      out.push_back(where + "." + std::string(name) + ": the contract does not know it");
    else
      hold(*known, field, where + "." + std::string(name), out);
  }
}

std::set<Operation> Contract::operations(const std::string& tag) const {
  std::set<Operation> out;
  each_operation(document_, [&](const std::string& name, const json::object& operation) {
    const auto* tags = operation.if_contains("tags");
    const bool wanted =
        tag.empty() || (tags && std::ranges::count(tags->as_array(), json::value(tag)) > 0);
    if (wanted && !is_socket(operation)) out.insert(name);
  });
  return out;
}

std::set<Operation> Contract::sockets() const {
  std::set<Operation> out;
  each_operation(document_, [&](const std::string& name, const json::object& operation) {
    if (is_socket(operation)) out.insert(name);
  });
  return out;
}

Operation Contract::operation_of(const std::string& method, const std::string& target) const {
  const std::string path = target.substr(0, target.find('?'));
  for (const auto& name : operations()) {
    const auto space = name.find(' ');
    if (name.substr(0, space) == method && fits(name.substr(space + 1), path)) return name;
  }
  return {};
}

std::vector<std::string> Contract::faults(const Operation& operation, int status,
                                          const std::string& content_type,
                                          const std::string& body) const {
  std::vector<std::string> out;
  const auto space = operation.find(' ');
  std::string method = operation.substr(0, space);
  std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c | 32); });
  const auto& responses = document_.at("paths")
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
  const auto* content = resolved(response)->as_object().if_contains("content");
  if (content == nullptr) return out;
  const auto& kinds = content->as_object();
  const auto kind = std::ranges::find_if(kinds, [&](const auto& one) {
    return content_type.starts_with(std::string_view(one.key()));
  });
  if (kind == kinds.end())
    return {operation + ": is " + content_type + ", not " + std::string(kinds.begin()->key())};
  const auto* schema = kind->value().as_object().if_contains("schema");
  if (schema && content_type.find("json") != std::string::npos)
    hold(*schema, json::parse(body), operation, out);
  return out;
}

WordLists Contract::enums() const {
  WordLists out;
  collect(document_, "", out);
  return out;
}

void ContractWatch::hold(const std::string& method, const std::string& target, int status,
                         const std::string& content_type, const std::string& body) {
  const auto operation = contract_.operation_of(method, target);
  if (operation.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    asked_.insert(operation);
  }
  for (const auto& fault : contract_.faults(operation, status, content_type, body))
    ADD_FAILURE() << fault << "\n" << body;
}

std::set<Operation> ContractWatch::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

std::vector<std::string> differences(const WordLists& repeated, const WordLists& product) {
  std::vector<std::string> out;
  for (const auto& [where, words] : repeated) {
    const auto ours = product.find(where);
    if (ours == product.end())
      out.push_back(where + ": nobody says which words these are");
    else if (std::set(ours->second.begin(), ours->second.end()) !=
             std::set(words.begin(), words.end()))
      out.push_back(where + ": has " + json::serialize(json::value_from(words)) + ", the product " +
                    json::serialize(json::value_from(ours->second)));
  }
  for (const auto& [where, words] : product)
    if (!repeated.contains(where)) out.push_back(where + ": is not there any more");
  return out;
}

}  // namespace otkel::test
