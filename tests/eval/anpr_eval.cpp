// otkel-anpr-eval: draws plates, spoils them, has them read by tesseract, and lets our matcher and
// the usual ones decide over the reads.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "base/codec/json.hpp"
#include "core/plate/plate_match.hpp"
#include "tests/eval/matchers.hpp"
#include "tests/eval/picture.hpp"
#include "tests/eval/tesseract.hpp"

namespace {

using namespace otkel;  // NOLINT(google-build-using-namespace): a program's only file
namespace fs = std::filesystem;

struct Plan {
  std::uint64_t seed = 1;
  int carriers = 60, visits = 300;
  std::string out;
  bool keep = false, check = false;
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

core::Result<std::vector<eval::Passing>> all_passings(const eval::Fleets& fleets, const Plan& plan,
                                                      eval::SeededRng& dice) {
  const fs::path folder = fs::path(plan.out) / "pictures";
  std::error_code ec;
  fs::create_directories(folder, ec);
  if (ec) return core::fail(core::Code::io_failed, folder.string() + ": " + ec.message());
  Shots shots;
  for (int n = 0; n < plan.visits; ++n) {
    const int which = dice.below(static_cast<int>(fleets.trucks.size()));
    eval::Passing passing{fleets.trucks[static_cast<std::size_t>(which)], {}};
    bool written = shoot(passing, {"front", 2 + dice.below(2)}, folder, dice, shots);
    if (dice.chance(0.25)) written = written && shoot(passing, {"rear", 1}, folder, dice, shots);
    if (!written) return core::fail(core::Code::io_failed, folder.string() + ": cannot write");
    shots.passings.push_back(std::move(passing));
  }
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
  if (!plan.keep) fs::remove_all(folder, ec);
  return std::move(shots.passings);
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

}  // namespace

int main(int argc, char** argv) {
  Plan plan;
  CLI::App app("Plates drawn, spoiled, read by tesseract and matched; table and DIR/summary.json");
  app.add_option("--seed", plan.seed, "another seed, other trucks and other weather");
  app.add_option("--carriers", plan.carriers, "carriers in the list of cards");
  app.add_option("--visits", plan.visits, "trucks that pass");
  app.add_option("--out", plan.out, "folder for the results")->required();
  app.add_flag("--keep-pictures", plan.keep, "leave the pictures in DIR/pictures");
  app.add_flag("--check", plan.check,
               "fail unless ours opened for nobody wrong and the usual ones did");
  CLI11_PARSE(app, argc, argv);

  eval::SeededRng dice(plan.seed);
  const auto fleets = eval::make_fleets(plan.carriers, dice);
  core::CardIndex index;
  for (const auto& card : fleets.cards) index.put(card);
  const auto passings = all_passings(fleets, plan, dice);
  if (!passings) {
    std::cerr << "otkel-anpr-eval: " << passings.error().detail << '\n';
    return 1;
  }
  const auto tallies = eval::tally(eval::all_matchers(fleets.cards, index), *passings);
  const fs::path out(plan.out);
  std::ofstream(out / "summary.json")
      << codec::json::serialize(codec::json::object{{"seed", plan.seed},
                                                    {"cards", fleets.cards.size()},
                                                    {"engine", "tesseract"},
                                                    {"engine_reads_right", engine_right(*passings)},
                                                    {"matchers", codec::to_json(tallies)}})
      << '\n';
  write_visits(*passings, index, out / "visits.jsonl");
  std::cout << fleets.cards.size() << " cards; tesseract read "
            << static_cast<int>(100 * engine_right(*passings)) << " % of the frames right\n"
            << eval::table(tallies);
  return plan.check && !sound(tallies) ? 1 : 0;
}
