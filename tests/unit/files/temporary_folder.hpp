#pragma once
// A folder that vanishes, and what stands in its files.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace otkel::files {

class Files : public testing::Test {
 protected:
  Files() {
    std::string name = (std::filesystem::temp_directory_path() / "otkel-files-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Files() override { std::filesystem::remove_all(folder_); }

  std::string operator/(const std::string& name) const { return (folder_ / name).string(); }
  void put(const std::string& name, const std::string& text, mode_t mode = 0600) const {
    std::ofstream(*this / name) << text;
    ASSERT_EQ(::chmod((*this / name).c_str(), mode), 0);
  }
  std::string content(const std::string& name) const {
    std::ifstream file(*this / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::filesystem::path folder_;
};

}  // namespace otkel::files
