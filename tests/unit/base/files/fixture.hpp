#pragma once
// A folder for each test, and what stands in its files.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace otkel::files {

class Files : public testing::Test {
 protected:
  std::string operator/(const std::string& name) const { return folder_ / name; }
  void put(const std::string& name, const std::string& text, mode_t mode = 0600) const {
    std::ofstream(*this / name) << text;
    ASSERT_EQ(::chmod((*this / name).c_str(), mode), 0);
  }
  std::string content(const std::string& name) const {
    std::ifstream file(*this / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const support::TemporaryFolder folder_;
};

}  // namespace otkel::files
