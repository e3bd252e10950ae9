// Permit cards, one or a list.
#include "sync/hub/app/permit/registries.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RecordPermitCards, AcceptsAListAsAWholeOrNotAtAll) {
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
  EXPECT_FALSE(hub.stores.cards.find("PC-123ABC02"));
  EXPECT_EQ(hub.log_types().size(), 2U);
}

TEST(RecordPermitCards, NormalisesThePlate) {
  Hub hub;
  const auto bin = hub.carrier(1);
  auto card = Hub::card_of("123ABC02", bin);
  card.plate = "123 авс 02";
  ASSERT_TRUE(hub.run([&] { return record_permit_cards(hub.context, {card}, hub.now); }));
  EXPECT_TRUE(hub.stores.cards.of_vehicle("123ABC02", bin));
}

}  // namespace
}  // namespace otkel::hub::test
