#pragma once
// A folder of its own for each test, and short ways to load what is written there.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "config/load.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::config {

class Folder : public support::TemporaryFolder {
 public:
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::ofstream(path() / name, std::ios::binary) << text;
    return path() / name;
  }
};

inline const std::filesystem::path kTop = OTKEL_TOP;

/// A request for Nur Zholy with the tree's defaults and these texts as further files, named
/// 1.toml, 2.toml, ... in `folder`.
inline LoadRequest request(const Folder& folder, const std::vector<std::string>& texts) {
  LoadRequest made;
  made.root = kTop / "config";
  made.site = core::Site{"nur-zholy"};
  for (const auto& text : texts)
    made.files.push_back(folder.write(std::to_string(made.files.size() + 1) + ".toml", text));
  return made;
}

inline core::Result<Loaded<EdgeSettings>> edge(const Folder& folder,
                                               const std::vector<std::string>& texts) {
  return load_edge(request(folder, texts));
}

/// The list of mistakes, empty where there is none.
template <class T>
std::string mistakes(const core::Result<T>& result) {
  return result ? "" : result.error().detail;
}

inline core::LocalDate day(int year, unsigned month, unsigned day_of_month) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day_of_month}};
}

}  // namespace otkel::config
