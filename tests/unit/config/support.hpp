#pragma once
// A folder of its own for each test, and short ways to load what is written there.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "config/load.hpp"

namespace otkel::config {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "otkel-config-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline const std::filesystem::path kTop = OTKEL_TOP;

/// A request for Nur Zholy with the tree's defaults and these texts as further files, named
/// 1.toml, 2.toml, ... in `folder`.
inline LoadRequest request(const Folder& folder, const std::vector<std::string>& texts) {
  LoadRequest made;
  made.root = kTop / "config";
  made.site = core::Site::nur_zholy;
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
