// What only a demonstration may do.
#include "config/rule_pack_file.hpp"
#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

struct Forbidden {
  const char* name;
  const char* text;
  const char* says;
};

const Forbidden kForbidden[] = {
    {"ADrivenClock", "clock.source = 'driven'\nclock.file = '/tmp/clock'\n",
     ":1: clock.source: expected \"system\" (profile is \"production\"), found \"driven\""},
    {"ADemonstrationPack", "rules.pack_file = 'kz-cn-c-demonstration.toml'\n",
     ":1: rules.pack_file: expected a rule pack of the law (profile is \"production\"), found the "
     "demonstration pack \"kz-cn-c-demonstration\""},
    {"AFixedSeed", "demo.seed = 7\n",
     ":1: demo.seed: expected no seed (profile is \"production\"), found 7"},
    {"AKioskOpenToTheNetwork", "kiosk.address = '0.0.0.0'\n",
     ":1: kiosk.address: expected a loopback address (profile is \"production\"), found "
     "\"0.0.0.0\""},
    {"ASecretInTheConfig", "bridge.secret = 'abcdefghijklmnop'\n",
     ":1: bridge.secret: expected bridge.secret_file instead (profile is \"production\"), found a "
     "secret inside the config"},
};

class ProductionForbids : public testing::TestWithParam<Forbidden> {};

TEST_P(ProductionForbids, RefusesSettingsOfTheDemonstration) {
  const Folder folder;
  const std::string text = GetParam().text;
  const auto refused = edge(folder, {text});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail, (folder.path() / "1.toml").string() + GetParam().says);
  EXPECT_EQ(mistakes(edge(folder, {text, "profile = 'demonstration'\n"})), "");
}

INSTANTIATE_TEST_SUITE_P(Config, ProductionForbids, testing::ValuesIn(kForbidden),
                         [](const auto& given) { return std::string(given.param.name); });

TEST(Profile, AppliesTheSameRulesToTheHub) {
  const Folder folder;
  const std::string text =
      "clock = { source = 'driven', file = '/tmp/clock' }\ndemo.seed = 1\n"
      "rules.pack_file = 'kz-cn-c-demonstration.toml'\n";
  auto asked = request(folder, {text});
  const auto list = mistakes(load_hub(asked));
  for (const char* key : {":1: clock.source: ", ":2: demo.seed: ", ":3: rules.pack_file: "})
    EXPECT_NE(list.find(key), std::string::npos) << list;
  asked = request(folder, {text + "profile = 'demonstration'\n"});
  EXPECT_EQ(mistakes(load_hub(asked)), "");
}

TEST(Profile, DefaultsToProduction) {
  EXPECT_EQ(EdgeSettings{}.common.profile, Profile::production);
  EXPECT_EQ(HubSettings{}.common.profile, Profile::production);
}

TEST(Profile, RequiresTheFileOfADrivenClock) {
  const Folder folder;
  EXPECT_EQ(mistakes(edge(folder, {"profile = 'demonstration'\nclock.source = 'driven'\n"})),
            "default: clock.file: expected a value, because clock.source is \"driven\", found "
            "nothing");
}

TEST(Profile, RequiresAnExplicitRulePackFromElsewhere) {
  core::RulePack pack;
  pack.version = "p";
  EXPECT_TRUE(allow_rule_pack(Profile::production, pack));
  pack.demonstration = true;
  EXPECT_TRUE(allow_rule_pack(Profile::demonstration, pack));
  const auto refused = allow_rule_pack(Profile::production, pack);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::Code::rule_pack_invalid);
}

TEST(Profile, RefusesASecretSetInTwoPlaces) {
  const Folder folder;
  EXPECT_NE(mistakes(edge(folder, {"profile = 'demonstration'\nbridge.secret = "
                                   "'abcdefghijklmnop'\nbridge.secret_file = '/x'\n"}))
                .find(":3: bridge.secret_file: expected either"),
            std::string::npos);
}

}  // namespace
}  // namespace otkel::config
