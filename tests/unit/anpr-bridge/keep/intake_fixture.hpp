#pragma once
// A reception, what it stands before, and a disk that can be nearly full.
#include <string>
#include <vector>

#include "anpr-bridge/keep/reception.hpp"
#include "anpr-bridge/status.hpp"
#include "tests/unit/anpr-bridge/recording_sink.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr::test {

struct IntakeFixture {
  TempFolder folder;
  BridgeSettings settings = bridge_in(folder);
  std::uint64_t room = 1ull << 40;
  Journal journal = Journal::open(settings.journal_path, 64 * 1024, 10).value();
  Pictures pictures = Pictures::open(settings.pictures_dir, [this] { return room; }).value();
  Intake intake = Intake::open(settings, journal, pictures, noon()).value();
  int wakes = 0, stored = 0;
  Reception reception{intake, [this] { ++wakes; }, Reception::Limits{4, 70'000}};
  std::vector<core::Result<Outcome>> outcomes;

  void submit(const std::string& bytes, const std::string& camera = "gate-in") {
    reception.submit({intake.camera(camera), "", bytes, false,
                      [this](const core::Result<Outcome>& o) { outcomes.push_back(o); }});
  }
  void run() {
    if (reception.take_waiting(noon())) ++stored;
  }
  core::BridgeStatus status() {
    RecordingSink sink;
    const Forwarder forwarder(journal, sink);
    return status_of_bridge(intake, reception, journal, forwarder, noon()).value();
  }
};

}  // namespace otkel::anpr::test
