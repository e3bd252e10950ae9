#pragma once
// One truck's way from the portal to the register, step by step, in a stepped world. Every step
// fails the test where it is refused.
#include <gtest/gtest.h>

#include <string>

#include "core/value/bin_iin.hpp"
#include "sync/hub/app/permit/public_permit.hpp"
#include "tests/sim/world/world.hpp"

namespace otkel::sim {

using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr core::Site kHere = core::Site{"nur-zholy"}, kElsewhere = core::Site{"dostyk"};
inline constexpr const char* kOfficer = "officer:aliya";

template <class T>
void good(const core::Result<T>& done) {
  ASSERT_TRUE(done) << done.error().detail;
}

struct Journey {
  /// `number` tells trucks of one world apart: their plates, cards and payments.
  explicit Journey(World& w, int number = 0);

  World& world;
  int number;
  std::string plate;
  std::string bin = core::BinIin::with_check_digit("18054000456").value().str();
  std::string booking_no, application_no;
  core::Instant entered{};

  void officer(const std::function<core::Result<void>(app::Context&)>& work) {
    good(world.as(kHere, kOfficer, work));
  }
  void wait_for(const char* what, const std::function<bool()>& done) {
    ASSERT_TRUE(world.run_until(done, minutes{5})) << "waited for " << what;
  }
  store::Stores& stores(core::Site site = kHere) { return world.at(site).edge->stores(); }
  core::ApplicationState state() { return stores().applications.find(application_no)->state; }
  /// The number that this truck was given; empty before.
  std::string blank();

  void fill_registries();
  /// A pack of ten blanks from C00000001 on, on its way and received.
  void dispatch(const std::string& batch, const std::string& first, int count);
  void receive(const std::string& batch, const std::string& first, int count);
  void apply();
  void pay();
  void arrive();
  void enter(const std::string& make_seen = {});
  void issue();
  void leave();
  void pass(core::CameraRole role, const std::string& make_seen = {}) {
    world.at(kHere).cameras.see(role, plate, world.now().wall, make_seen);
  }
  hub::PublicPermit in_register();
  std::string plate_in_register();

  /// Everything before the gate's stock; everything at the checkpoint.
  void prepare() {
    fill_registries();
    apply();
    pay();
  }
  void cross() {
    arrive();
    enter();
    issue();
    leave();
  }
  /// All of it with a pack of its own; what is durable at the end.
  std::vector<std::string> go();
};

}  // namespace otkel::sim
