// The order matters: picture, then row, then memory, then the answer.
#include "anpr-bridge/keep/intake.hpp"

#include <algorithm>
#include <exception>

#include "anpr-bridge/decode/decode.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/keep/identity.hpp"
#include "anpr-bridge/keep/visits.hpp"
#include "base/codec/json.hpp"

namespace otkel::anpr {

using core::Instant;
using core::Result;

namespace {

constexpr int kDelaysRemembered = 64;

/// A fault of ours in a decoder costs its own message, which is kept like any that nobody
/// understands, and not the bridge.
Result<std::vector<Decoded>> decoded(const CameraState& camera, std::string_view content_type,
                                     std::string_view bytes) {
  try {
    const auto& known = camera.settings;
    return decode(content_type, bytes,
                  {known.zone, known.profile.get(), known.date_order, known.role, known.view});
  } catch (const std::exception& fault) {
    return core::fail(
        core::Code::payload_malformed,
        std::string("the decoder failed, report this to its makers: ") + fault.what());
  }
}

MessageRow row_of(const CameraState& camera, const Decoded& message, std::string_view raw,
                  Instant now) {
  MessageRow row;
  row.camera = camera.settings.name;
  row.received = now;
  row.camera_time = message.read->camera_time;
  row.maker = message.maker;
  row.event_id = message.read->event_id;
  row.dedup_key = dedup_key(camera.settings.name, message, now);
  row.decoded = codec::encode(*message.read);
  row.raw = raw;
  return row;
}

void count(CameraCounts& counts, const core::PlateRead& read, bool late) {
  ++(read.plate.empty() ? counts.no_reads : counts.reads);
  if (read.retransmitted) ++counts.retransmitted;
  if (late) ++counts.late;
}

}  // namespace

Result<Intake> Intake::open(const IntakeSettings& settings, Journal& journal, Pictures& pictures,
                            Instant now) {
  Intake intake(settings, journal, pictures);
  for (const auto& camera : settings.cameras)
    intake.cameras_.emplace(camera.name, CameraState{camera, Lateness(settings.visits.late_after)});
  auto visits = journal.visits_since(
      now - std::max(settings.visits.reread_window, settings.visits.pairing_window));
  if (!visits) return std::unexpected(visits.error());
  for (auto& visit : *visits)
    if (intake.camera(visit.camera) != nullptr)
      remember(intake.open_, std::move(visit), now, settings.visits);
  for (auto& [name, camera] : intake.cameras_) {
    const auto delays = journal.delays(name, kDelaysRemembered);
    if (!delays) return std::unexpected(delays.error());
    for (const auto& [received, camera_time] : *delays)
      camera.lateness.judge(camera_time, received);
    const auto history = journal.history(name);
    if (!history) return std::unexpected(history.error());
    camera.last_event = camera.last_read = history->last_received;
    if (history->last_read) camera.maker = history->last_read->maker;
    camera.last_picture = history->last_picture;
    const auto reads = journal.reads_since(name, now - std::chrono::hours{24});
    if (!reads) return std::unexpected(reads.error());
    for (const auto& [received, no_read] : *reads) camera.rate.add(received, no_read);
  }
  return intake;
}

CameraState* Intake::camera(std::string_view name) {
  const auto found = cameras_.find(name);
  return found == cameras_.end() ? nullptr : &found->second;
}

std::vector<Result<Outcome>> Intake::take_all(std::span<const Incoming> batch, Instant now) {
  std::map<CameraState*, CameraState> before;
  for (const auto& one : batch) before.emplace(one.camera, *one.camera);
  auto open_before = open_;
  std::vector<Result<Outcome>> outcomes;
  const auto committed = journal_->together([&]() -> Result<void> {
    for (const auto& one : batch) {
      auto outcome = take_one(one, now);
      if (!outcome && outcome.error().code != core::Code::payload_malformed)
        return std::unexpected(outcome.error());
      outcomes.push_back(std::move(outcome));
    }
    return {};
  });
  healthy_ = committed.has_value();
  if (committed) return outcomes;
  // What is not on the disk must not be in memory either.
  for (auto& [camera, state] : before) *camera = std::move(state);
  open_ = std::move(open_before);
  for (const auto& one : batch) {
    one.camera->last_event = now;
    ++one.camera->counts.failed;
  }
  return {batch.size(), std::unexpected(committed.error())};
}

Result<Outcome> Intake::take_one(const Incoming& one, Instant now) {
  CameraState& camera = *one.camera;
  auto messages = decoded(camera, one.content_type, one.bytes);
  camera.last_event = now;
  if (!messages) {
    ++camera.counts.undecodable;
    const auto kept = journal_->write_undecodable(camera.settings.name, now,
                                                  messages.error().detail, std::string(one.bytes));
    return std::unexpected(kept ? messages.error() : kept.error());
  }
  camera.maker = messages->front().maker;
  Outcome reported = Outcome::uninteresting;
  for (auto& message : *messages) {
    if (message.kind == Kind::undecodable) {
      ++camera.counts.undecodable;
      const auto kept = journal_->write_undecodable(camera.settings.name, now, message.what,
                                                    std::string(one.bytes));
      if (!kept) return std::unexpected(kept.error());
      continue;
    }
    if (message.kind != Kind::read) {
      ++(message.kind == Kind::heartbeat ? camera.counts.heartbeats : camera.counts.other);
      continue;
    }
    const auto outcome = store(one, std::move(message), now);
    if (!outcome) return outcome;
    if (reported != Outcome::stored) reported = *outcome;
  }
  return reported;
}

Result<void> Intake::keep_picture(CameraState& camera, std::string_view picture, MessageRow& row) {
  if (picture.empty()) return {};
  Result<std::string> hash = core::fail(core::Code::database_full, "no room for pictures");
  if (keeps_pictures()) hash = pictures_->keep(picture);
  if (hash) {
    row.picture_hash = std::move(*hash);
    return {};
  }
  if (hash.error().code != core::Code::database_full) return std::unexpected(hash.error());
  // A read without its picture is worth more than none: an officer sees that it is missing.
  row.picture_dropped = true;
  ++camera.counts.pictures_dropped;
  return {};
}

Result<Outcome> Intake::store(const Incoming& one, Decoded message, Instant now) {
  CameraState& camera = *one.camera;
  core::PlateRead& read = *message.read;
  if (!read.lane) read.lane = camera.settings.lane;
  if (camera.settings.view) read.view = camera.settings.view;
  if (one.replayed && !read.camera_time) read.retransmitted = true;
  MessageRow row = row_of(camera, message, one.bytes, now);
  const auto seen = journal_->seen(row.dedup_key);
  if (!seen) return std::unexpected(seen.error());
  if (*seen) {
    ++camera.counts.duplicates;
    return Outcome::repetition;
  }
  if (auto kept = keep_picture(camera, message.picture, row); !kept)
    return std::unexpected(kept.error());
  // A message that its camera calls retransmitted must not teach us the camera's usual delay.
  Lateness lateness = camera.lateness;
  const bool late =
      read.camera_time && !read.retransmitted && lateness.judge(*read.camera_time, now);
  const Message placed{
      camera.settings.name, camera.settings.role, read, row.picture_hash, row.dedup_key, now, late,
      lateness.skew()};
  core::Visit visit = place(open_, placed, settings_.visits);
  if (auto written = journal_->write(row, visit); !written) return std::unexpected(written.error());
  camera.lateness = lateness;
  camera.last_read = now;
  if (!row.picture_hash.empty()) camera.last_picture = row.picture_hash;
  camera.rate.add(now, read.plate.empty());
  count(camera.counts, read, late);
  remember(open_, std::move(visit), now, settings_.visits);
  return Outcome::stored;
}

void Intake::take_from_stranger(std::string_view name, const std::string& address,
                                std::string_view bytes, Instant now) {
  constexpr std::size_t kMost = 16;
  const std::string cleaned = clean(name, 32);
  if (strangers_.size() >= kMost && !strangers_.contains(cleaned)) return;
  Stranger& stranger = strangers_[cleaned];
  stranger.address = address;
  stranger.last_event = now;
  // The first ones say enough; a flood must not make the disk work.
  constexpr std::int64_t kKept = 5;
  if (++stranger.messages > kKept) return;
  const auto kept = journal_->write_undecodable(
      "", now, "posted from " + address + " as camera '" + cleaned + "', which is not configured",
      std::string(bytes));
  healthy_ = kept.has_value();
}

Result<std::size_t> Intake::forget_old(Instant now) {
  const auto pictures = journal_->prune(now - settings_.keep);
  if (!pictures) return std::unexpected(pictures.error());
  for (const auto& hash : *pictures) pictures_->forget(hash);
  return pictures->size();
}

Result<std::size_t> Intake::make_room() {
  constexpr std::size_t kAtOnce = 200;
  // Some more than the floor, so that it is not crossed with every picture.
  if (pictures_->free_bytes() >= settings_.keep_free + settings_.keep_free / 20) return 0;
  const auto dropped = journal_->drop_oldest_pictures(kAtOnce);
  if (!dropped) return std::unexpected(dropped.error());
  for (const auto& hash : *dropped) pictures_->forget(hash);
  return dropped->size();
}

}  // namespace otkel::anpr
