// otkel-match: what would the matcher say to these reads, given these cards?
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "firmware-daemon/ctl/match/match_lines.hpp"

namespace {

constexpr int kBadInput = 65, kNoInput = 66, kNoOutput = 73;

int no_file(const std::string& file, int status) {
  std::cerr << "otkel-match: " << file << " cannot be opened\n";
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Matches plate reads with permit cards. One card a line (a plate, CSV that begins with it, "
      "or "
      "JSON), one vehicle a line (a plate, or JSON: a read, a list of reads, a visit); one "
      "decision "
      "as JSON a line out. Ends with 65 if a line could not be read; the others are matched.");
  std::string cards_file, reads_file, out_file;
  app.add_option("--cards", cards_file, "the cards")->required();
  app.add_option("--reads", reads_file, "the reads")->required();
  app.add_option("--out", out_file, "where the decisions go")->required();
  CLI11_PARSE(app, argc, argv);

  std::ifstream cards_in(cards_file), reads_in(reads_file);
  if (!cards_in) return no_file(cards_file, kNoInput);
  if (!reads_in) return no_file(reads_file, kNoInput);
  std::ofstream out(out_file);
  if (!out) return no_file(out_file, kNoOutput);

  otkel::core::CardIndex cards;
  const auto loaded = otkel::ctl::load_cards(cards_in, cards_file, cards, std::cerr);
  const auto matched = otkel::ctl::match_reads(reads_in, reads_file, cards, out, std::cerr);
  out.close();
  if (!out) return no_file(out_file, kNoOutput);
  std::cout << cards.size() << " cards, " << matched.good << " decisions in " << out_file << '\n';
  if (loaded.bad + matched.bad == 0) return 0;
  std::cerr << "otkel-match: " << loaded.bad + matched.bad << " lines could not be read\n";
  return kBadInput;
}
