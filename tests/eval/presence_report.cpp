// The worlds of a curve, one after the other.
#include "tests/eval/presence_report.hpp"

#include <algorithm>
#include <cstdio>

namespace otkel::eval {
namespace {

struct Variant {
  const char* name;
  CamerasAt cameras;
};
/// Where fraud is five times as common a look-alike of the plate that is expected may be misread as
/// just that by a camera's only look.
constexpr std::int64_t kVisitsToAHarm = 100'000;

/// Fewer reads prove no share.
constexpr std::int64_t kFewestForAShare = 10'000;

constexpr Variant kCameras[] = {{"one", CamerasAt::one}, {"two", CamerasAt::two}};

CurvePoint point_of(const Variant& variant, const std::string& shares, double character_error,
                    int visits, int seeds) {
  CurvePoint point{variant.name, shares, character_error, {}};
  for (int seed = 1; seed <= seeds; ++seed) {
    WorldPlan plan;
    plan.seed = static_cast<std::uint64_t>(seed);
    plan.visits = visits;
    if (shares == "adverse") plan.shares = Shares::adverse();
    plan.noise.character_error = character_error;
    plan.cameras = variant.cameras;
    point.tally += play(plan);
  }
  return point;
}

}  // namespace

std::vector<CurvePoint> presence_curve(int visits, int seeds) {
  std::vector<CurvePoint> points;
  for (const char* shares : {"usual", "adverse"})
    for (const auto& variant : kCameras)
      for (const double character_error : {0.005, 0.01, 0.02, 0.03})
        points.push_back(point_of(variant, shares, character_error, visits, seeds));
  return points;
}

std::string table(const std::vector<CurvePoint>& points) {
  std::string text;
  char line[200];
  std::snprintf(line, sizeof line, "%-9s%-9s%8s%9s%7s%10s%12s%12s%12s%14s\n", "cameras", "shares",
                "wrong %", "visits", "wrong", "strangers", "gate+exit %", "regular %", "all %",
                "contradicted");
  text += line;
  for (const auto& [cameras, shares, error, t] : points) {
    const auto n = [](std::int64_t v) { return std::to_string(v); };
    std::snprintf(line, sizeof line, "%-9s%-9s%8.1f%9s%7s%10s%12.2f%12.2f%12.2f%14s\n",
                  cameras.c_str(), shares.c_str(), 100 * error, n(t.visits).c_str(),
                  n(t.wrong).c_str(), n(t.strangers).c_str(), 100 * t.share_at_gates(),
                  100 * t.share(), 100 * t.share_of_all(), n(t.contradicted).c_str());
    text += line;
  }
  return text;
}

bool as_promised(const std::vector<CurvePoint>& points) {
  return std::all_of(points.begin(), points.end(), [](const CurvePoint& point) {
    const auto& t = point.tally;
    const auto harm = t.wrong + t.strangers;
    if (t.right == 0) return false;
    if (point.shares == "adverse") return harm * kVisitsToAHarm <= t.visits;
    if (harm != 0) return false;
    if (point.character_error != 0.01 || t.gates < kFewestForAShare) return true;
    return t.share_at_gates() <= (point.cameras == "one" ? 0.10 : 0.03);
  });
}

}  // namespace otkel::eval
