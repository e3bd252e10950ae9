// An actor's text and its parts.
#include "core/fact/actor.hpp"

namespace otkel::core {
namespace {

bool has_name(ActorKind kind) { return kind == ActorKind::officer || kind == ActorKind::camera; }

}  // namespace

Actor::Actor(ActorKind kind, std::string_view name) : text_(word(kind)) {
  if (has_name(kind)) text_.append(":").append(name);
}

Actor Actor::read(std::string_view text) {
  Actor actor;
  actor.text_ = text;
  return actor;
}

std::optional<ActorKind> Actor::kind() const {
  const auto colon = text_.find(':');
  const auto kind = from_word<ActorKind>(std::string_view(text_).substr(0, colon));
  if (!kind || has_name(*kind) != (colon != std::string::npos)) return std::nullopt;
  return kind;
}

std::string_view Actor::name() const {
  const auto known = kind();
  if (!known || !has_name(*known)) return {};
  return std::string_view(text_).substr(word(*known).size() + 1);
}

}  // namespace otkel::core
