// otkel-anpr-eval: draws plates, spoils them, has them read by tesseract, and lets our matcher and
// the usual ones decide over the reads.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>

#include "base/codec/json.hpp"
#include "core/plate/plate_match.hpp"
#include "tests/eval/matchers.hpp"
#include "tests/eval/picture.hpp"
#include "tests/eval/presence_report.hpp"
#include "tests/eval/tesseract.hpp"

namespace {

using namespace otkel;  // NOLINT(google-build-using-namespace): a program's only file
namespace fs = std::filesystem;

struct Plan {
  std::uint64_t seed = 1;
  int carriers = 60, visits = 300;
  int world_visits = 6'000, world_seeds = 1;
  std::string out;
  bool keep = false, check = false, world_only = false;
};

/// A camera keeps its own weather for one truck; each frame is a little different.
struct Shots {
  std::vector<eval::Passing> passings;
  struct Shot {
    std::size_t passing, read;
  };
  std::vector<Shot> shots[2];  ///< by layout
  std::vector<fs::path> files[2];
};

struct Camera {
  const char* name;
  int frames;
};

bool shoot(eval::Passing& passing, const Camera& camera, const fs::path& folder,
           eval::SeededRng& dice, Shots& shots) {
  const eval::Picture clean = eval::draw_plate(passing.truck);
  const eval::Weather weather = eval::any_weather(dice);
  for (int n = 0; n < camera.frames; ++n) {
    eval::Weather now = weather;
    now.distance = std::clamp(weather.distance - 0.12 * n, 0.0, 1.0);
    now.blur = weather.blur * dice.share();
    const int layout = passing.truck.two_lines ? 1 : 0;
    auto& files = shots.files[layout];
    const auto file =
        folder / (std::to_string(layout) + "-" + std::to_string(files.size()) + ".pgm");
    if (!eval::write_pgm(eval::spoil(clean, now, dice), file)) return false;
    files.push_back(file);
    shots.shots[layout].push_back({shots.passings.size(), passing.reads.size()});
    core::PlateRead read;
    read.maker = "tesseract";
    read.camera = camera.name;
    read.event_id = std::string(camera.name) + "-" + std::to_string(files.size());
    passing.reads.push_back(std::move(read));
  }
  return true;
}

/// Has the engine read all pictures at once.
core::Result<std::vector<eval::Passing>> have_read(Shots shots, const Plan& plan,
                                                   const fs::path& folder) {
  for (const int layout : {0, 1}) {
    const auto reads =
        eval::read_pictures(shots.files[layout],
                            layout == 0 ? eval::Layout::one_line : eval::Layout::two_lines, folder);
    if (!reads) return std::unexpected(reads.error());
    for (std::size_t i = 0; i < reads->size(); ++i) {
      const auto [passing, at] = shots.shots[layout][i];
      auto& read = shots.passings[passing].reads[at];
      read.plate = (*reads)[i].text;
      read.character_confidence = (*reads)[i].confidence;
    }
  }
  std::error_code ec;
  if (!plan.keep) fs::remove_all(folder, ec);
  return std::move(shots.passings);
}

core::Result<void> make_folder(const fs::path& folder) {
  std::error_code ec;
  fs::create_directories(folder, ec);
  if (ec) return core::fail(core::Code::io_failed, folder.string() + ": " + ec.message());
  return {};
}

/// A front camera; `rear`: how many of the trucks a second one sees.
core::Result<std::vector<eval::Passing>> photograph(const std::vector<eval::Truck>& trucks,
                                                    double rear, const char* name, const Plan& plan,
                                                    eval::SeededRng& dice) {
  const fs::path folder = fs::path(plan.out) / name;
  if (auto made = make_folder(folder); !made) return std::unexpected(made.error());
  Shots shots;
  for (const auto& truck : trucks) {
    eval::Passing passing{truck, {}};
    bool written = shoot(passing, {"front", 2 + dice.below(2)}, folder, dice, shots);
    if (dice.chance(rear)) written = written && shoot(passing, {"rear", 1}, folder, dice, shots);
    if (!written) return core::fail(core::Code::io_failed, folder.string() + ": cannot write");
    shots.passings.push_back(std::move(passing));
  }
  return have_read(std::move(shots), plan, folder);
}

std::vector<eval::Truck> any_trucks(const eval::Fleets& fleets, int visits, eval::SeededRng& dice) {
  std::vector<eval::Truck> trucks;
  for (int n = 0; n < visits; ++n)
    trucks.push_back(
        fleets
            .trucks[static_cast<std::size_t>(dice.below(static_cast<int>(fleets.trucks.size())))]);
  return trucks;
}

/// Sights of the presence world, with what the records said at the moment of each.
struct Sights {
  std::vector<eval::Sight> sights;
  std::vector<eval::Truck> trucks;
  std::vector<std::map<std::string, core::Whereabouts>> known;
  core::CardIndex cards;
};

Sights sights_of_a_world(const Plan& plan) {
  eval::WorldPlan of_world;
  of_world.seed = plan.seed;
  eval::PresenceWorld world(of_world);
  Sights out;
  for (const auto& card : world.cards()) out.cards.put(card);
  // The first day fills the territory and China.
  for (int n = 0; n < 2'000; ++n) {
    world.next();
    world.decided(true);
  }
  for (int n = 0; n < plan.visits; ++n) {
    const auto sight = world.next();
    auto& known = out.known.emplace_back();
    for (const auto& card : world.cards())
      if (const auto where = world.whereabouts(card, sight); where != core::Whereabouts::possible)
        known[card] = where;
    world.decided(false);
    out.trucks.push_back(sight.truck);
    out.sights.push_back(sight);
  }
  return out;
}

/// What is left of the reads at a place with fewer cameras.
std::vector<core::PlateRead> seen_by(const std::vector<core::PlateRead>& reads,
                                     const std::string& cameras) {
  auto left = reads;
  if (cameras == "one") std::erase_if(left, [](const auto& r) { return r.camera != "front"; });
  if (cameras != "as_it_is")
    for (auto& read : left) read.character_confidence.clear();
  return left;
}

/// The same engine where the records say who may be there.
core::Result<std::vector<eval::CurvePoint>> pictures_with_records(const Plan& plan,
                                                                  eval::SeededRng& dice) {
  const auto world = sights_of_a_world(plan);
  const auto passings = photograph(world.trucks, 1, "pictures-with-records", plan, dice);
  if (!passings) return std::unexpected(passings.error());
  std::vector<eval::CurvePoint> points;
  for (const char* cameras : {"one", "two", "as_it_is"}) {
    eval::CurvePoint point{cameras, "usual", 0, {}};
    for (std::size_t i = 0; i < passings->size(); ++i) {
      const auto presence = [&](const std::string& plate) {
        const auto at = world.known[i].find(plate);
        return at == world.known[i].end() ? core::Whereabouts::possible : at->second;
      };
      const auto d = core::match_plate(seen_by((*passings)[i].reads, cameras), world.cards, {},
                                       core::RulePack{}, presence);
      point.tally.count(world.sights[i], d, eval::ours(d));
    }
    points.push_back(std::move(point));
  }
  return points;
}

/// Every visit with what was read and what ours decided, for whoever wants to look.
void write_visits(const std::vector<eval::Passing>& passings, const core::CardIndex& index,
                  const fs::path& file) {
  std::ofstream out(file);
  for (const auto& [truck, reads] : passings) {
    const auto decision = core::match_plate(reads, index, {}, core::RulePack{});
    out << codec::json::serialize(codec::json::object{{"plate", truck.plate},
                                                      {"listed", truck.listed},
                                                      {"reads", codec::to_json(reads)},
                                                      {"decision", codec::to_json(decision)}})
        << '\n';
  }
}

double engine_right(const std::vector<eval::Passing>& passings) {
  double right = 0, all = 0;
  for (const auto& [truck, reads] : passings)
    for (const auto& read : reads) {
      ++all;
      right += read.plate == truck.plate ? 1 : 0;
    }
  return all > 0 ? right / all : 0;
}

bool sound(const std::vector<eval::Tally>& tallies) {
  const auto& ours = eval::of(tallies, "otkel");
  const auto& usual = eval::of(tallies, "levenshtein_first");
  return ours.wrong == 0 && ours.unlisted_accepted == 0 && ours.right > 0 && usual.wrong > 0 &&
         usual.unlisted_accepted > 0 &&
         ours.to_officer <= eval::of(tallies, "otkel_strict").to_officer;
}

/// Pictures without records, ours beside the usual matchers, and with them. False: not sound.
core::Result<bool> report_pictures(const Plan& plan) {
  eval::SeededRng dice(plan.seed);
  const auto fleets = eval::make_fleets(plan.carriers, dice);
  core::CardIndex index;
  for (const auto& card : fleets.cards) index.put(card);
  const auto passings =
      photograph(any_trucks(fleets, plan.visits, dice), 0.25, "pictures", plan, dice);
  if (!passings) return std::unexpected(passings.error());
  const auto tallies = eval::tally(eval::all_matchers(fleets.cards, index), *passings);
  const auto points = pictures_with_records(plan, dice);
  if (!points) return std::unexpected(points.error());
  const fs::path out(plan.out);
  std::ofstream(out / "summary.json")
      << codec::json::serialize(codec::json::object{{"seed", plan.seed},
                                                    {"cards", fleets.cards.size()},
                                                    {"engine", "tesseract"},
                                                    {"engine_reads_right", engine_right(*passings)},
                                                    {"matchers", codec::to_json(tallies)},
                                                    {"with_records", codec::to_json(*points)}})
      << '\n';
  write_visits(*passings, index, out / "visits.jsonl");
  std::cout << fleets.cards.size() << " cards; tesseract read "
            << static_cast<int>(100 * engine_right(*passings)) << " % of the frames right\n"
            << eval::table(tallies) << "\nThe same engine with the records of a checkpoint:\n"
            << eval::table(*points) << '\n';
  return sound(tallies) && eval::as_promised(*points);
}

/// Numbers alone, many of them.
core::Result<bool> report_world(const Plan& plan) {
  const auto points = eval::presence_curve(plan.world_visits, plan.world_seeds);
  if (auto made = make_folder(plan.out); !made) return std::unexpected(made.error());
  std::ofstream(fs::path(plan.out) / "presence.json")
      << codec::json::serialize(codec::to_json(points)) << '\n';
  std::cout << "Reads that wait for a person, over wrong characters (" << plan.world_seeds
            << " seeds of " << plan.world_visits << " visits):\n"
            << eval::table(points);
  return eval::as_promised(points);
}

}  // namespace

int main(int argc, char** argv) {
  Plan plan;
  CLI::App app(
      "Plates drawn, spoiled, read by tesseract and matched; tables, DIR/summary.json and "
      "DIR/presence.json");
  app.add_option("--seed", plan.seed, "another seed, other trucks and other weather");
  app.add_option("--carriers", plan.carriers, "carriers in the list of cards");
  app.add_option("--visits", plan.visits, "trucks that pass");
  app.add_option("--world-visits", plan.world_visits, "visits of each world with records");
  app.add_option("--world-seeds", plan.world_seeds, "worlds at each point of the curve");
  app.add_flag("--world-only", plan.world_only, "no pictures");
  app.add_option("--out", plan.out, "folder for the results")->required();
  app.add_flag("--keep-pictures", plan.keep, "leave the pictures in DIR");
  app.add_flag("--check", plan.check,
               "fail unless ours opened for nobody wrong, the usual ones did, and no more reads "
               "wait than ADR 0056 says");
  CLI11_PARSE(app, argc, argv);

  bool good = true;
  for (const auto& report : {report_pictures, report_world}) {
    if (plan.world_only && report == &report_pictures) continue;
    const auto done = report(plan);
    if (!done) {
      std::cerr << "otkel-anpr-eval: " << done.error().detail << '\n';
      return 1;
    }
    good = good && *done;
  }
  return plan.check && !good ? 1 : 0;
}
