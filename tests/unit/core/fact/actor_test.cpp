// What an actor's text says, and that no text is lost.
#include "core/fact/actor.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace otkel::core {
namespace {

TEST(Actor, IsWrittenInOneForm) {
  for (const auto& [actor, text, kind, name] : {
           std::tuple{Actor::officer("aliya"), "officer:aliya", ActorKind::officer, "aliya"},
           std::tuple{Actor::camera("gate-1"), "camera:gate-1", ActorKind::camera, "gate-1"},
           std::tuple{Actor::kiosk(), "kiosk", ActorKind::kiosk, ""},
           std::tuple{Actor::portal(), "portal", ActorKind::portal, ""},
           std::tuple{Actor::hub(), "hub", ActorKind::hub, ""},
           std::tuple{Actor::system(), "system", ActorKind::system, ""},
       }) {
    EXPECT_EQ(actor.str(), text);
    EXPECT_EQ(actor.kind(), kind) << text;
    EXPECT_EQ(actor.name(), name) << text;
    EXPECT_EQ(Actor::read(text), actor);
  }
}

TEST(Actor, KeepsATextThatThisVersionDoesNotKnow) {
  for (const char* text : {"", "robot:7", "officer", "hub:2", "a;", "kiosk:"}) {
    EXPECT_EQ(Actor::read(text).str(), text);
    EXPECT_FALSE(Actor::read(text).kind()) << text;
    EXPECT_EQ(Actor::read(text).name(), "") << text;
    EXPECT_EQ(Actor::parse(text)->str(), text);
  }
}

}  // namespace
}  // namespace otkel::core
