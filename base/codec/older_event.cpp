// The second officer behind the reason. Migration 0008 of the checkpoint does the same to its
// tables.
#include "base/codec/older_event.hpp"

#include <algorithm>
#include <string>

#include "core/fact/event_edge.hpp"

namespace otkel::codec {
namespace {

constexpr std::string_view kWith = " (with ";
constexpr std::string_view kSecond = "second";

/// The field of the reason in the facts that two officers can stand for; empty: another fact.
std::string_view reason_of(std::string_view type) {
  if (type == core::BlankEnded::type || type == core::PrintQueued::type) return "reason";
  if (type == core::PlateDecided::type) return "officer_reason";
  return {};
}

/// As the hub gives them.
bool is_login(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

}  // namespace

void read_older(std::string_view type, json::value& body) {
  const auto name = reason_of(type);
  auto* fields = body.if_object();
  if (name.empty() || fields == nullptr || fields->contains(kSecond)) return;
  auto* reason = fields->if_contains(name);
  if (reason == nullptr || !reason->is_string()) return;
  const std::string kept(reason->get_string());
  const auto at = kept.rfind(kWith);
  if (at == std::string::npos || !kept.ends_with(')')) return;
  const auto from = at + kWith.size();
  const auto login = kept.substr(from, kept.size() - from - 1);
  if (!is_login(login)) return;
  *reason = kept.substr(0, at);
  (*fields)[kSecond] = login;
}

}  // namespace otkel::codec
