#pragma once
// A pulled camera's dialect with a journal of its own.
#include <memory>
#include <string>

#include "anpr-bridge/pull/dialects.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr::test {

struct DialogueFixture {
  TempFolder folder;
  Journal journal = Journal::open(folder / "journal.db", 1024, 10).value();
  support::SeededRandom random{1};
  CameraSettings camera;
  std::unique_ptr<Dialect> dialect;

  explicit DialogueFixture(core::CameraProtocol protocol) {
    camera.name = "gate-in";
    camera.protocol = protocol;
    camera.url = "http://10.20.0.11";
    camera.user = "admin";
    camera.password = "secret";
    begin();
  }
  void begin() { dialect = make_dialect(camera, journal, random).value(); }
};

}  // namespace otkel::anpr::test
