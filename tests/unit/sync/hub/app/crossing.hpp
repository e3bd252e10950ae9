#pragma once
// A truck with a formed supplement whose checkpoint tells what happens to it.
#include "sync/hub/app/permit/public_permit.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {

/// A truck with a formed supplement, and a checkpoint that has received blanks.
struct Permit {
  static constexpr const char* kCheck = "AAAABBB2";
  Hub hub;
  EdgeLogWriter edge;
  std::string no;
  std::string blank = "C00000101";

  Permit() {
    no = hub.formed(1, "101ABC02").application_no;
    EXPECT_TRUE(hub.run([&] {
      return dispatch_blanks(hub.context, {"nur-zholy", "B-1", "C00000101", 3}, hub.now);
    }));
    send(core::BlanksReceived{"B-1", "C00000101", 3});
  }
  void send(const core::Event& fact) { deliver(hub, edge.site, {edge.fact(fact)}); }
  void allocate(const std::string& number, std::optional<std::string> replaces = {}) {
    send(core::NumberAllocated{no, {no}, {number}, {{no, number}}, std::move(replaces)});
  }
  void enter() {
    send(core::VehicleEntered{"101ABC02", "NZ25-H000001", no, {}});
    send(core::BookingMoved{"NZ25-H000001", "enter", "on_territory", ""});
  }
  /// The printer tells how an attempt ended, and the check of its sheet.
  void print(const std::string& number, std::int64_t attempt, const std::string& check,
             core::PrintResult result = core::PrintResult::confirmed) {
    send(core::PrintEnded{
        no, number, attempt, result, {}, {}, "", core::PrintJudge::printer, check});
  }
  void issue() {
    enter();
    allocate(blank);
    print(blank, 1, kCheck);
    send(core::PermitIssued{no, blank, "101ABC02", "", "KAMAZ"});
  }
  void redeem() {
    core::Evidence evidence{"V-9", "exit-1", time_of("2025-05-20T19:30:00Z"),  {},
                            "h",   "r",      core::EvidenceGrade::camera_exact};
    send(core::PermitRedeemed{no, blank, evidence, "exact"});
  }
  BlankRow row(const std::string& number) { return hub.stores.blanks.find(number).value(); }
  RegisterRow entry() { return hub.stores.permits.find(no).value(); }
  PublicPermit page() {
    return hub.db.transact([&] { return public_permit(hub.context, no, hub.now); }).value();
  }
  /// What whoever holds a sheet is told.
  core::Result<PublicPermit> sheet(const std::string& check = kCheck) {
    return hub.db.transact([&] {
      return public_permit(hub.context, no, core::SheetCheck::parse(check).value(), hub.now);
    });
  }
  std::vector<std::string> incidents() {
    std::vector<std::string> kinds;
    for (const auto& one : hub.stores.incidents.list(edge.site)) kinds.push_back(one.kind);
    return kinds;
  }
};

}  // namespace otkel::hub::test
