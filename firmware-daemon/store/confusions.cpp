// One row per camera.
#include "firmware-daemon/store/confusions.hpp"

#include "base/codec/json.hpp"

namespace otkel::store {
namespace {

core::Confusions decoded(const std::string& text) {
  auto value = codec::decode<core::Confusions>(text);
  if (!value) throw sql::Failure(core::Code::database_corrupt, value.error().detail);
  return std::move(*value);
}

}  // namespace

core::Confusions CameraConfusions::of(const std::string& camera) {
  auto q = db_.prepare("SELECT counts FROM confusions WHERE camera = ?");
  q.bind(camera);
  return q.step() ? decoded(q.text(0)) : core::Confusions{};
}

void CameraConfusions::put(const std::string& camera, const core::Confusions& confusions) {
  db_.run(
      "INSERT INTO confusions (camera, counts) VALUES (?,?) "
      "ON CONFLICT (camera) DO UPDATE SET counts = excluded.counts",
      camera, codec::encode(confusions));
}

bool CameraConfusions::forget(const std::string& camera) {
  auto q = db_.prepare("DELETE FROM confusions WHERE camera = ? RETURNING camera");
  q.bind(camera);
  const bool known = q.step();
  if (known) q.run();
  return known;
}

std::vector<std::pair<std::string, core::Confusions>> CameraConfusions::all() {
  std::vector<std::pair<std::string, core::Confusions>> rows;
  auto q = db_.prepare("SELECT camera, counts FROM confusions ORDER BY camera");
  while (q.step()) rows.emplace_back(q.text(0), decoded(q.text(1)));
  return rows;
}

}  // namespace otkel::store
