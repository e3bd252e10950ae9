// Values and folders for the bridge's tests.
#include "tests/unit/anpr-bridge/support.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace otkel::anpr::test {

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(OTKEL_ANPR_FIXTURES) + "/" + name, std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

core::Result<Decoded> decode_one(std::string_view content_type, std::string_view body,
                                 const Hints& hints) {
  auto messages = decode(content_type, body, hints);
  if (!messages) return std::unexpected(messages.error());
  if (messages->empty()) std::abort();
  return std::move(messages->front());
}

core::Instant at(std::string_view iso) { return core::parse_iso(iso).value(); }
core::Instant noon() { return at("2025-05-20T07:00:00Z"); }
std::chrono::milliseconds seconds(int count) { return std::chrono::seconds{count}; }

std::string drawn_jpeg(std::string_view comment) {
  std::string out = "\xFF\xD8\xFF\xFE";
  const std::size_t length = comment.size() + 2;
  out += static_cast<char>(length >> 8);
  out += static_cast<char>(length & 0xFF);
  return out + std::string(comment) + "\xFF\xD9";
}

std::string alert(const std::string& plate) {
  return "<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>" + plate +
         "</licensePlate></ANPR><UUID>" + plate + "</UUID></EventNotificationAlert>";
}

std::string alert_with_picture(const std::string& plate) {
  return "--cut\r\nContent-Type: text/xml\r\n\r\n" + alert(plate) +
         "\r\n--cut\r\nContent-Type: image/jpeg\r\n\r\n" + drawn_jpeg(plate) + "\r\n--cut--\r\n";
}

core::PlateRead read_of(std::string plate, std::string event_id) {
  core::PlateRead read;
  read.maker = "hikvision";
  read.plate = std::move(plate);
  read.event_id = std::move(event_id);
  read.confidence = 0.9;
  return read;
}

Message message_of(core::PlateRead read, core::Instant received, const std::string& key) {
  Message message;
  message.camera = "gate-in";
  message.read = std::move(read);
  message.key = key;
  message.received = received;
  return message;
}

MessageRow row_of(const std::string& key, core::Instant received) {
  MessageRow row;
  row.camera = "gate-in";
  row.received = received;
  row.maker = "hikvision";
  row.event_id = key;
  row.dedup_key = key;
  row.decoded = "{}";
  row.raw = "raw " + key;
  return row;
}

core::Visit visit_of(const std::string& id, std::int64_t revision, core::Instant received) {
  core::Visit visit;
  visit.visit_id = id;
  visit.revision = revision;
  visit.camera = "gate-in";
  visit.first_received = visit.last_received = received;
  visit.reads.push_back(read_of("123ABC02", id));
  return visit;
}

BridgeSettings bridge_in(const TempFolder& folder) {
  BridgeSettings settings;
  settings.port = 0;
  settings.secret = "a-path-nobody-guesses";
  settings.journal_path = folder / "journal.db";
  settings.pictures_dir = folder / "pictures";
  settings.endpoint = "ipc://" + (folder / "anpr.sock");
  CameraSettings in, out;
  in.name = "gate-in";
  out.name = "exit";
  out.role = core::CameraRole::exit;
  out.zone = core::kKazakhstanOffset;
  settings.cameras = {in, out};
  return settings;
}

}  // namespace otkel::anpr::test
