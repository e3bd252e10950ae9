// Carriers, cards, officers and keys.
#include "sync/hub/app/registries.hpp"

#include <sodium.h>

#include "sync/hub/store/registries.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RecordCarrier, TellsEveryCheckpointOnce) {
  Hub hub;
  hub.carrier(1);
  const auto again = hub.run([&] {
    return record_carrier(hub.context, {bin_of(1), "Тасымал 1", "Алматы", "AC-1", "2026-01-01"},
                          hub.now);
  });
  EXPECT_EQ(again->unchanged, 1);
  for (const auto site : {core::Site::nur_zholy, core::Site::dostyk})
    EXPECT_EQ(hub.log_types(site), (std::vector<std::string>{"epoch_began", "carrier_recorded"}));
}

TEST(RecordCarrier, RefusesWhatIsNoCarrier) {
  struct Case {
    const char* name;
    core::CarrierRecorded carrier;
    Code code;
  };
  const std::vector<Case> cases{
      {"wrong check digit", {"180140000017", "A", "B", "C", "2026-01-01"}, Code::bin_iin_malformed},
      {"no name", {bin_of(1), "  ", "B", "C", "2026-01-01"}, Code::field_missing},
      {"no date", {bin_of(1), "A", "B", "C", "1 January"}, Code::time_malformed},
  };
  for (const auto& c : cases) {
    Hub hub;
    const auto result = hub.run([&] { return record_carrier(hub.context, c.carrier, hub.now); });
    ASSERT_FALSE(result) << c.name;
    EXPECT_EQ(result.error().code, c.code) << c.name << ": " << result.error().detail;
  }
}

TEST(RecordPermitCards, TakesAListOrNothing) {
  Hub hub;
  const auto bin = hub.carrier(1);
  auto wrong = Hub::card_of("456DEF02", bin);
  wrong.plate = "!";
  const auto refused = hub.run([&] {
    return record_permit_cards(hub.context, {Hub::card_of("123ABC02", bin), wrong}, hub.now);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::plate_malformed);
  EXPECT_NE(refused.error().detail.find("card 2 of 2"), std::string::npos);
  EXPECT_FALSE(Cards(hub.db).find("PC-123ABC02"));
  EXPECT_EQ(hub.log_types().size(), 2U);
}

TEST(RecordPermitCards, FoldsThePlate) {
  Hub hub;
  const auto bin = hub.carrier(1);
  auto card = Hub::card_of("123ABC02", bin);
  card.plate = "123 авс 02";
  ASSERT_TRUE(hub.run([&] { return record_permit_cards(hub.context, {card}, hub.now); }));
  EXPECT_TRUE(Cards(hub.db).of_vehicle("123ABC02", bin));
}

TEST(RecordOfficer, KeepsThePasswordAsArgon2idOnly) {
  Hub hub;
  const RecordOfficer aliya{"aliya", "Алия", core::OfficerRole::senior, "correct horse", true};
  ASSERT_TRUE(hub.run([&] { return record_officer(hub.context, aliya, hub.now); }));
  const auto row = Officers(hub.db).find("aliya").value();
  EXPECT_TRUE(row.password_hash.starts_with("$argon2id$"));
  EXPECT_EQ(crypto_pwhash_str_verify(row.password_hash.c_str(), "correct horse", 13), 0);
  EXPECT_NE(crypto_pwhash_str_verify(row.password_hash.c_str(), "wrong horse", 11), 0);
  EXPECT_EQ(hub.run([&] { return record_officer(hub.context, aliya, hub.now); })->unchanged, 1);
  auto dismissed = aliya;
  dismissed.active = false;
  EXPECT_EQ(hub.run([&] { return record_officer(hub.context, dismissed, hub.now); })->written, 1);
  EXPECT_EQ(Officers(hub.db).find("aliya")->password_hash, row.password_hash);
}

TEST(RecordOfficer, RefusesBadLoginsAndShortPasswords) {
  Hub hub;
  for (const auto& command :
       {RecordOfficer{"Aliya B", "A", core::OfficerRole::officer, "correct horse", true},
        RecordOfficer{"", "A", core::OfficerRole::officer, "correct horse", true},
        RecordOfficer{"aliya", "A", core::OfficerRole::officer, "short", true}}) {
    const auto result = hub.run([&] { return record_officer(hub.context, command, hub.now); });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::value_malformed);
    EXPECT_EQ(result.error().detail.find("short"), std::string::npos) << "a password in an error";
  }
}

TEST(RecordKey, BelongsToOneCheckpoint) {
  Hub hub;
  const std::string key(64, 'a');
  EXPECT_TRUE(hub.run([&] { return record_key(hub.context, {"nur-zholy", key}, hub.now); }));
  EXPECT_TRUE(hub.run([&] { return record_key(hub.context, {"nur-zholy", key}, hub.now); }));
  EXPECT_EQ(hub.run([&] { return record_key(hub.context, {"dostyk", key}, hub.now); }).error().code,
            Code::number_taken);
  EXPECT_EQ(
      hub.run([&] { return record_key(hub.context, {"dostyk", "zz"}, hub.now); }).error().code,
      Code::value_malformed);
  EXPECT_EQ(hub.run([&] { return record_key(hub.context, {"bakhty", key}, hub.now); }).error().code,
            Code::not_found);
}

}  // namespace
}  // namespace otkel::hub::test
