#pragma once
// Messages through the bridge: decode, recognise repetitions, keep the picture, place it in a
// visit, write all of it down. Runs on the thread that owns the journal.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anpr-bridge/decode/decoded.hpp"
#include "anpr-bridge/keep/contact.hpp"
#include "anpr-bridge/keep/id_use.hpp"
#include "anpr-bridge/keep/journal.hpp"
#include "anpr-bridge/keep/lateness.hpp"
#include "anpr-bridge/keep/pictures.hpp"
#include "anpr-bridge/keep/read_rate.hpp"
#include "anpr-bridge/keep/settings.hpp"

namespace otkel::anpr {

/// Since the start of the process; what must survive is in the journal.
struct CameraCounts {
  std::int64_t reads = 0, no_reads = 0, duplicates = 0, retransmitted = 0, late = 0;
  std::int64_t heartbeats = 0, other = 0, undecodable = 0, refused = 0, failed = 0;
  std::int64_t pictures_dropped = 0;
  core::DoubtCount doubts = {};
};

/// How the connection to a camera that is pulled stands; `unheard` until it was tried.
struct PullState {
  core::CameraHealth health = core::CameraHealth::unheard;
  std::string trouble;
};

struct CameraState {
  CameraSettings settings;
  Lateness lateness;
  CameraCounts counts = {};
  std::optional<core::Instant> last_event = {};  ///< any message, heartbeats too
  std::optional<core::Instant> last_read = {};
  std::string maker = {}, last_picture = {};
  ReadRate rate = {};
  PullState pull = {};
  Contact contact = Contact();
  IdUse ids = {};

  /// The camera is alive although it reported nothing.
  void heard(core::Instant now) {
    last_event = now;
    contact.heard(now);
    ++counts.heartbeats;
  }
};

/// Who knows the secret path and posts under a name that is not configured.
struct Stranger {
  std::string address;
  std::int64_t messages = 0;
  core::Instant last_event{};
};

enum class Outcome { stored, repetition, uninteresting };

class Intake {
 public:
  /// Reads the open visits and the cameras' delays back. `journal` and `pictures` outlive it.
  static core::Result<Intake> open(const IntakeSettings& settings, Journal& journal,
                                   Pictures& pictures, core::Instant now);

  struct Incoming {
    CameraState* camera = nullptr;
    std::string_view content_type;
    std::string_view bytes;
    /// Out of a list that nobody asked for in time: without a time of its own it must not act.
    bool replayed = false;
  };
  /// All of them in one commit; one outcome for each. Success means: on the disk, or nothing to
  /// keep. Errors: payload_malformed (kept for diagnosis all the same); database_full, io_failed,
  /// database_locked for all alike: nothing of it was kept, the cameras must repeat.
  std::vector<core::Result<Outcome>> take_all(std::span<const Incoming> batch, core::Instant now);
  core::Result<Outcome> take(CameraState& camera, std::string_view bytes, core::Instant now) {
    const Incoming one{&camera, "", bytes};
    return take_all({&one, 1}, now).front();
  }

  /// A message under a name that is not configured: counted, its first bytes kept. Bounded.
  void take_from_stranger(std::string_view name, const std::string& address, std::string_view bytes,
                          core::Instant now);

  CameraState* camera(std::string_view name);  ///< nullptr: not configured
  const std::map<std::string, CameraState, std::less<>>& cameras() const { return cameras_; }
  const IntakeSettings& settings() const { return settings_; }
  const std::map<std::string, Stranger>& strangers() const { return strangers_; }
  bool healthy() const { return healthy_; }  ///< the last write to the disk succeeded
  /// False while the disk is too full for pictures or does not take them; reads go on without.
  bool keeps_pictures() const { return has_room() && pictures_trouble_.empty(); }
  /// Why the last picture could not be written; empty if it could, or if only room was missing.
  const std::string& pictures_trouble() const { return pictures_trouble_; }

  /// Deletes what is older than the settings keep.
  core::Result<std::size_t> forget_old(core::Instant now);
  /// If the disk is too full: deletes some of the oldest pictures of settled visits. Call often.
  core::Result<std::size_t> make_room();

 private:
  Intake(const IntakeSettings& settings, Journal& journal, Pictures& pictures)
      : settings_(settings), journal_(&journal), pictures_(&pictures) {}
  core::Result<Outcome> take_one(const Incoming& one, core::Instant now);
  core::Result<Outcome> store(const Incoming& one, Decoded message, core::Instant now);
  void keep_picture(CameraState& camera, std::string_view picture, MessageRow& row);
  /// Also if nobody can say: then writing shows it.
  bool has_room() const {
    return pictures_->free_bytes().value_or(settings_.keep_free) >= settings_.keep_free;
  }
  /// Why the read must wait for a person by what is known of its camera; `id`: of its event id.
  void look_for_doubt(CameraState& camera, Decoded& message, const IdUse::Verdict& id,
                      core::Instant now);

  IntakeSettings settings_;
  Journal* journal_;
  Pictures* pictures_;
  std::map<std::string, CameraState, std::less<>> cameras_;
  std::map<std::string, Stranger> strangers_;
  std::vector<core::Visit> open_;  ///< that a message could still join, of all cameras
  bool healthy_ = true;
  std::string pictures_trouble_;
};

}  // namespace otkel::anpr
