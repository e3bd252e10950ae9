// Any bytes into the frame decoder and, when they are a frame, into both ends of a link.
#include <cstdint>
#include <cstdlib>

#include "sync/link/link.hpp"
#include "sync/link/wire.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/sync/link/log_fixture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace otkel;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto frame = sync::decode(bytes);
  if (!frame) {
    if (frame.error().detail.empty()) std::abort();  // an error says what and where
    return 0;
  }
  // What was understood is written the same way each time.
  const std::string once = sync::encode(*frame);
  const auto again = sync::decode(once);
  if (!again || sync::encode(*again) != once) std::abort();

  sync::LocalState local;
  local.own_log = {{sync::epoch_named("e1"), 0, std::string(sync::kNoHash)}};
  for (const auto side : {core::LogSide::edge, core::LogSide::hub}) {
    support::SeededRandom random(1);
    sync::Link link({.own_side = side, .site = core::Site{"dostyk"}}, random);
    link.step(sync::milliseconds(1), local);
    link.on_frame(bytes, sync::milliseconds(2));
    link.on_frame(once, sync::milliseconds(3));
    link.step(sync::milliseconds(100'000), local);
  }
  return 0;
}
