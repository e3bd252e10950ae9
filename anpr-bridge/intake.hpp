#pragma once
// One message through the bridge: decode, tell repetitions apart, keep the picture, place it in a
// visit, write all of it down. Runs on the thread that owns the journal.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "anpr-bridge/decode/decode.hpp"
#include "anpr-bridge/journal.hpp"
#include "anpr-bridge/lateness.hpp"
#include "anpr-bridge/pictures.hpp"
#include "anpr-bridge/settings.hpp"

namespace otkel::anpr {

/// Since the start of the process; what must survive is in the journal.
struct CameraCounts {
  std::int64_t reads = 0, no_reads = 0, duplicates = 0, retransmitted = 0, late = 0;
  std::int64_t heartbeats = 0, other = 0, undecodable = 0, refused = 0, failed = 0;
};

struct CameraState {
  CameraSettings settings;
  Lateness lateness;
  std::vector<core::Visit> open;
  CameraCounts counts;
  std::optional<core::Instant> last_event;  ///< any message, heartbeats too
};

enum class Outcome { stored, repetition, uninteresting };

class Intake {
 public:
  /// Reads the open visits and the cameras' delays back. `journal` and `pictures` outlive it.
  static core::Result<Intake> open(const BridgeSettings& settings, Journal& journal,
                                   Pictures& pictures, core::Instant now);

  struct Body {
    std::string_view content_type;
    std::string_view bytes;
  };
  /// Success means: on the disk, or nothing to keep. Errors: payload_malformed (kept for diagnosis
  /// all the same), database_full, io_failed, database_locked: not kept, the camera must repeat.
  core::Result<Outcome> take(CameraState& camera, const Body& body, core::Instant now);

  CameraState* camera(std::string_view name);  ///< nullptr: not configured
  const std::map<std::string, CameraState, std::less<>>& cameras() const { return cameras_; }
  bool healthy() const { return healthy_; }  ///< the last write to the disk succeeded

  /// Deletes what is older than the settings keep.
  core::Result<std::size_t> forget_old(core::Instant now);

 private:
  Intake(const BridgeSettings& settings, Journal& journal, Pictures& pictures)
      : settings_(settings), journal_(&journal), pictures_(&pictures) {}
  core::Result<Outcome> store(CameraState& camera, Decoded message, std::string_view raw,
                              core::Instant now);

  BridgeSettings settings_;
  Journal* journal_;
  Pictures* pictures_;
  std::map<std::string, CameraState, std::less<>> cameras_;
  bool healthy_ = true;
};

}  // namespace otkel::anpr
