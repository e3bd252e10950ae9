// The list is not sorted, and a plate may appear behind a newer one: each question reaches back by
// a minute, and what was taken before is left out.
#include "anpr-bridge/pull/hikvision_plates.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"
#include "core/value/text.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Instant;
using core::Result;
using std::chrono::milliseconds;

constexpr milliseconds kPause{2'000};
constexpr std::chrono::minutes kOverlap{1}, kFirstReach{10}, kGap{5};
constexpr std::size_t kRemembered = 1000;
constexpr std::size_t kMostXml = 1u << 20;

/// "202004241616278800": local time to the millisecond and one digit more.
std::string name_of_time(Instant at, core::minutes zone) {
  std::string digits;
  for (const char c : core::to_iso(at + zone).substr(0, 23))
    if (c >= '0' && c <= '9') digits += c;
  return digits + "0";
}

/// A minute earlier; the name itself where it is no time.
std::string reach_back(const std::string& name) {
  if (name.size() != 18 || name.find_first_not_of("0123456789") != name.npos) return name;
  const auto n = [&](std::size_t at, std::size_t size) { return name.substr(at, size); };
  const auto at = core::parse_iso(n(0, 4) + "-" + n(4, 2) + "-" + n(6, 2) + "T" + n(8, 2) + ":" +
                                  n(10, 2) + ":" + n(12, 2) + "." + n(14, 3) + "Z");
  return at ? name_of_time(*at - kOverlap, core::minutes{0}) : name;
}

std::string alone(const pugi::xml_node& plate) {
  std::ostringstream out;
  plate.print(out, "", pugi::format_raw);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Plates version=\"2.0\">" + out.str() +
         "</Plates>";
}

bool is_picture_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  });
}

}  // namespace

Result<std::unique_ptr<Dialect>> HikvisionPlates::open(const CameraSettings& camera,
                                                       Journal& journal) {
  auto out = std::unique_ptr<HikvisionPlates>(new HikvisionPlates(camera, journal));
  const auto cursor = journal.cursor(camera.name);
  if (!cursor) return std::unexpected(cursor.error());
  if (*cursor) {
    out->newest_ = (*cursor)->position;
    out->asked_ = (*cursor)->asked;
  }
  return out;
}

Ask HikvisionPlates::ask(Instant now) {
  Ask out;
  out.method = "POST";
  out.target = "/ISAPI/Traffic/channels/" + std::to_string(channel_) + "/vehicleDetect/plates";
  out.content_type = "application/xml";
  const std::string after =
      newest_.empty() ? name_of_time(now - kFirstReach, zone_) : reach_back(newest_);
  out.body = "<AfterTime><picTime>" + after + "</picTime></AfterTime>";
  return out;
}

Result<Understood> HikvisionPlates::understand(int status, std::string_view body, Instant now) {
  pugi::xml_document document;
  const bool parsed = body.size() <= kMostXml && document.load_buffer(body.data(), body.size());
  const auto root = document.document_element();
  if (parsed && text(root, "statusString") == "Device Busy")
    return core::fail(Code::busy, "Device Busy");
  if (status != 200 || !parsed || local_name(root) != "Plates")
    return core::fail(Code::peer_refused, "status " + std::to_string(status) +
                                              ", expected <Plates>, found '" +
                                              clean(body.substr(0, 100)) + "'");
  Understood out;
  out.pause = kPause;
  // After a gap the list contains vehicles that are gone.
  out.replayed = !asked_ || now - *asked_ > kGap;
  fresh_.clear();
  for (const auto& plate : root.children()) {
    const std::string name(text(plate, "picName"));
    if (std::ranges::find(taken_, name) != taken_.end()) continue;
    if (!name.empty()) fresh_.push_back(name);
    Piece piece{{"application/xml", alone(plate)}};
    if (is_picture_name(name)) piece.picture_target = "/doc/ui/images/plate/" + name + ".jpg";
    out.pieces.push_back(std::move(piece));
  }
  return out;
}

Result<void> HikvisionPlates::kept(Instant now) {
  std::string newest = newest_;
  for (auto& name : fresh_) {
    // Names are digits of one length; a longer one is later.
    if (std::pair{name.size(), name} > std::pair{newest.size(), newest}) newest = name;
    taken_.push_back(std::move(name));
  }
  fresh_.clear();
  while (taken_.size() > kRemembered) taken_.pop_front();
  // The disk is asked only for what moved, or so that a gap can be recognised.
  const bool news = newest != newest_ || !asked_ || now - *asked_ > std::chrono::minutes{1};
  newest_ = newest;
  if (!news || newest_.empty()) {
    if (!asked_) asked_ = now;
    return {};
  }
  asked_ = now;
  return journal_->move_cursor(name_, {newest_, now});
}

}  // namespace otkel::anpr
