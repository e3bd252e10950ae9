#pragma once
// What no table holds: how the link, the printer and the clock stand right now. The workers keep
// it; the views and the rules read it. Work thread only.
#include <optional>
#include <string>
#include <vector>

#include "core/plate/camera.hpp"
#include "core/plate/card_index.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "firmware-daemon/app/log_in_watch.hpp"

namespace otkel::app {

struct LinkView {
  bool up = false;
  std::optional<core::Instant> since, last_heard;
  std::int64_t behind = 0;  ///< own events that the centre has not acknowledged
  static constexpr auto fields() {
    using V = LinkView;
    return std::tuple{core::field("up", &V::up), core::field("since", &V::since),
                      core::field("last_heard", &V::last_heard), core::field("behind", &V::behind)};
  }
};

struct PrinterView {
  bool ready = false;
  std::string device;
  std::optional<std::string> cause;
  bool paper_near_end = false;
  static constexpr auto fields() {
    using V = PrinterView;
    return std::tuple{core::field("ready", &V::ready), core::field("device", &V::device),
                      core::field("cause", &V::cause),
                      core::field("paper_near_end", &V::paper_near_end)};
  }
};

/// The plates of all permit cards, held in memory for the matcher.
struct CardPlates {
  core::CardIndex index;
  bool loaded = false;
  /// Plates of cards that were written since the last look. The transaction that wrote one may roll
  /// back, so the database is asked again before the matcher believes it.
  std::vector<std::string> written;
};

/// What the camera bridge last said about itself.
struct BridgeView {
  bool up = false;  ///< and that was not long ago
  std::optional<core::Instant> heard;
  core::BridgeStatus status;
};

struct Surroundings {
  LinkView link;
  PrinterView printer;
  BridgeView bridge;
  CardPlates cards;
  LogInWatch log_ins;
  bool clock_trusted = true;      ///< false: the wall clock went back; no legal document is issued
  std::string last_visit;         ///< id of the last visit that was taken in
  std::int64_t visits_taken = 0;  ///< revisions taken in since the start
};

}  // namespace otkel::app
