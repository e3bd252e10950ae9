// otkel-decode: prints what any payload file of a camera says, one JSON object a message.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>

#include "anpr-bridge/decode/decode.hpp"
#include "anpr-bridge/decode/profile_file.hpp"
#include "anpr-bridge/decode/recording.hpp"

namespace otkel {
namespace {

/// Whether all of the file was understood.
bool print(const std::string& file, const anpr::Hints& hints) {
  const auto complain = [&](const std::string& what) {
    std::cerr << file << ": " << what << '\n';
    return false;
  };
  std::ifstream in(file, std::ios::binary);
  if (!in) return complain("cannot be opened");
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto bodies = anpr::bodies_of_recording(bytes);
  if (!bodies) return complain(bodies.error().detail);
  bool understood = true;
  for (std::size_t i = 0; i < bodies->size(); ++i) {
    const auto messages = anpr::decode((*bodies)[i].content_type, (*bodies)[i].body, hints);
    if (!messages)
      understood = complain((bodies->size() > 1 ? "message " + std::to_string(i + 1) + ": " : "") +
                            messages.error().detail);
    else
      for (const auto& message : *messages) std::cout << anpr::described(file, message) << '\n';
  }
  return bodies->fault ? complain(bodies->fault->detail) : understood;
}

int run(int argc, char** argv) {
  CLI::App app{
      "Prints what a camera's payload says: a body, a request with its headers, a recorded"
      " stream or JSON lines. Status 1: something was not understood."};
  std::vector<std::string> files;
  std::string profile_file, date_order;
  std::optional<int> zone;
  app.add_option("files", files, "payload files")->required();
  app.add_option("--zone-minutes", zone, "UTC offset of times that carry none, e.g. 300")
      ->check(CLI::Range(-18 * 60, 18 * 60));
  app.add_option("--date-order", date_order, "of dates that end with the year")
      ->check(CLI::IsMember({"day_first", "month_first"}));
  app.add_option("--profile", profile_file,
                 "a JSON object with the keys of [[bridge.profiles]]: read by these paths");
  CLI11_PARSE(app, argc, argv);
  anpr::Hints hints;
  if (zone) hints.zone = core::minutes{*zone};
  hints.date_order = core::from_word<core::DateOrder>(date_order);
  std::optional<anpr::Profile> profile;
  if (!profile_file.empty()) {
    auto read = anpr::read_profile(profile_file);
    if (!read) {
      std::cerr << read.error().detail << '\n';
      return 2;
    }
    profile = std::move(*read);
    hints.profile = &*profile;
  }
  bool understood = true;
  for (const auto& file : files) understood = print(file, hints) && understood;
  return understood ? 0 : 1;
}

}  // namespace
}  // namespace otkel

int main(int argc, char** argv) { return otkel::run(argc, argv); }
