// docs/config.md says what the tables say.
#include <cstdlib>
#include <sstream>

#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

TEST(Reference, IsUpToDate) {
  const auto file = kTop / "docs" / "config.md";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(file) << reference();
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  EXPECT_EQ(text.str(), reference()) << "run this test again with UPDATE_GOLDEN=1";
}

TEST(Reference, NamesEveryKindOfKey) {
  const auto text = reference();
  for (const char* key : {"`site`", "`kiosk.port`", "`checkpoint.capacity`", "`lease_percent`",
                          "`http.hosts`", "`misuse_ban_months`", "`bridge.secret_file`"})
    EXPECT_NE(text.find(key), std::string::npos) << key;
}

}  // namespace
}  // namespace otkel::config
