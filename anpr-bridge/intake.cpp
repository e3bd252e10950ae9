// The order matters: picture, then row, then memory, then the answer.
#include "anpr-bridge/intake.hpp"

#include "anpr-bridge/identity.hpp"
#include "anpr-bridge/visits.hpp"
#include "codec/json.hpp"

namespace otkel::anpr {

using core::Instant;
using core::Result;

namespace {

constexpr int kDelaysRemembered = 64;

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

void remember(std::vector<core::Visit>& open, core::Visit visit) {
  for (auto& known : open)
    if (known.visit_id == visit.visit_id) {
      known = std::move(visit);
      return;
    }
  open.push_back(std::move(visit));
}

void count(CameraCounts& counts, const core::PlateRead& read, bool late) {
  ++(read.plate.empty() ? counts.no_reads : counts.reads);
  if (read.retransmitted) ++counts.retransmitted;
  if (late) ++counts.late;
}

}  // namespace

Result<Intake> Intake::open(const BridgeSettings& settings, Journal& journal, Pictures& pictures,
                            Instant now) {
  Intake intake(settings, journal, pictures);
  for (const auto& camera : settings.cameras)
    intake.cameras_.emplace(camera.name,
                            CameraState{camera, Lateness(settings.visits.late_after), {}, {}, {}});
  const auto visits = journal.visits_since(now - settings.visits.reread_window);
  if (!visits) return std::unexpected(visits.error());
  for (const auto& visit : *visits)
    if (auto* camera = intake.camera(visit.camera)) camera->open.push_back(visit);
  for (auto& [name, camera] : intake.cameras_) {
    const auto delays = journal.delays(name, kDelaysRemembered);
    if (!delays) return std::unexpected(delays.error());
    for (const auto& [received, camera_time] : *delays)
      camera.lateness.judge(camera_time, received);
    const auto history = journal.history(name);
    if (!history) return std::unexpected(history.error());
    camera.last_event = history->last_received;
  }
  return intake;
}

CameraState* Intake::camera(std::string_view name) {
  const auto found = cameras_.find(name);
  return found == cameras_.end() ? nullptr : &found->second;
}

Result<Outcome> Intake::take(CameraState& camera, const Body& body, Instant now) {
  const Hints hints{camera.settings.zone};
  auto message = decode(body.content_type, body.bytes, hints);
  camera.last_event = now;
  if (!message) {
    ++camera.counts.undecodable;
    const auto kept = journal_->write_undecodable(camera.settings.name, now, message.error().detail,
                                                  std::string(body.bytes));
    healthy_ = kept.has_value();
    return std::unexpected(kept ? message.error() : kept.error());
  }
  if (message->kind != Kind::read) {
    ++(message->kind == Kind::heartbeat ? camera.counts.heartbeats : camera.counts.other);
    return Outcome::uninteresting;
  }
  auto outcome = store(camera, std::move(*message), body.bytes, now);
  healthy_ = outcome.has_value();
  if (!outcome) ++camera.counts.failed;
  return outcome;
}

Result<Outcome> Intake::store(CameraState& camera, Decoded message, std::string_view raw,
                              Instant now) {
  core::PlateRead& read = *message.read;
  if (!read.lane) read.lane = camera.settings.lane;
  MessageRow row = row_of(camera, message, raw, now);
  const auto seen = journal_->seen(row.dedup_key);
  if (!seen) return std::unexpected(seen.error());
  if (*seen) {
    ++camera.counts.duplicates;
    return Outcome::repetition;
  }
  if (!message.picture.empty()) {
    auto hash = pictures_->keep(message.picture);
    if (!hash) return std::unexpected(hash.error());
    row.picture_hash = std::move(*hash);
  }
  // A message that its camera calls retransmitted must not teach us the camera's usual delay.
  Lateness lateness = camera.lateness;
  const bool late =
      read.camera_time && !read.retransmitted && lateness.judge(*read.camera_time, now);
  std::erase_if(camera.open, [&](const core::Visit& visit) {
    return !still_open(visit, now, settings_.visits);
  });
  const Message placed{
      camera.settings.name, camera.settings.role, read, row.picture_hash, row.dedup_key, now, late};
  core::Visit visit = place(camera.open, placed, settings_.visits);
  if (auto written = journal_->write(row, visit); !written) return std::unexpected(written.error());
  camera.lateness = lateness;
  count(camera.counts, read, late);
  remember(camera.open, std::move(visit));
  return Outcome::stored;
}

Result<std::size_t> Intake::forget_old(Instant now) {
  const auto pictures = journal_->prune(now - settings_.keep);
  if (!pictures) return std::unexpected(pictures.error());
  for (const auto& hash : *pictures) pictures_->forget(hash);
  return pictures->size();
}

}  // namespace otkel::anpr
