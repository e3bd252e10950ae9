#pragma once
// Who does something that a log tells of (I9).
#include <optional>
#include <string>
#include <string_view>

#include "core/value/names.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

enum class ActorKind { officer, camera, kiosk, portal, hub, system };
template <>
struct EnumWords<ActorKind> {
  static constexpr std::array<std::string_view, 6> words{"officer", "camera", "kiosk",
                                                         "portal",  "hub",    "system"};
};

/// "officer:aliya", "camera:gate-1", "kiosk", "portal", "hub", "system". Written by the functions
/// below, read as whatever stands in a log, so that a row of a newer version keeps its actor.
class Actor {
 public:
  Actor() = default;  ///< nobody: the text is empty
  static Actor officer(std::string_view login) { return {ActorKind::officer, login}; }
  static Actor camera(std::string_view name) { return {ActorKind::camera, name}; }
  static Actor kiosk() { return {ActorKind::kiosk, {}}; }
  static Actor portal() { return {ActorKind::portal, {}}; }
  static Actor hub() { return {ActorKind::hub, {}}; }
  static Actor system() { return {ActorKind::system, {}}; }

  static Actor read(std::string_view text);
  /// The same for those who read many types by their parse(); never fails.
  static Result<Actor> parse(std::string_view text) { return read(text); }

  /// Nothing: of no form that this version knows.
  std::optional<ActorKind> kind() const;
  bool is_officer() const { return kind() == ActorKind::officer; }
  /// Login or camera; empty for the others.
  std::string_view name() const;
  const std::string& str() const { return text_; }

  bool operator==(const Actor&) const = default;
  friend bool operator==(const Actor& a, std::string_view text) { return a.text_ == text; }

 private:
  Actor(ActorKind kind, std::string_view name);

  std::string text_;
};

inline std::string_view word(const Actor& actor) { return actor.str(); }

}  // namespace otkel::core
