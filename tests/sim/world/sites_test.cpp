// A site is data: a sixth checkpoint and a service centre that stand in settings alone, beside one
// of the five. Their links work, the checkpoint takes bookings, and neither gives permits.
#include "tests/support/sites.hpp"

#include <fstream>

#include "firmware-daemon/app/book_slot.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "sync/hub/app/bookings.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/permit/blanks.hpp"
#include "tests/sim/world/journey.hpp"

namespace otkel::sim {
namespace {

using core::Code;
using core::Result;

constexpr core::Site kAlakol{"alakol"}, kSemei{"semei-centre"};

/// The settings as three people would write them: the hub's, and one file at each new site.
class Files {
 public:
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  Sites sites() const {
    return {{kHere, kAlakol, kSemei},
            {write("hub.toml", support::hub_of_three_text())},
            {{kAlakol, {write("alakol.toml", support::alakol_text("checkpoint"))}},
             {kSemei, {write("semei.toml", support::semei_text("checkpoint"))}}}};
  }

 private:
  support::TemporaryFolder folder_;
};

struct NewSites : testing::Test {
  Files files;
  World world{11, files.sites()};
  Journey journey{world};

  store::Stores& stores(core::Site site) { return world.at(site).edge->stores(); }

  /// A booking that the portal sells for tomorrow at nine.
  Result<hub::BookingView> book(const char* site, const std::string& plate) {
    const auto day = world.now().wall + std::chrono::hours{24};
    return world.at_hub([&](hub::Context& c) {
      return book_slot(c, {site, plate, journey.bin, "Сериков С.", day}, world.now().wall);
    });
  }

  hub::ApplicationForm form(const std::string& site, const hub::BookingView& booking) const {
    hub::ApplicationForm form;
    form.site = site;
    form.provider = "МКД";
    form.applicant_name = "Тасымал ЖШС";
    form.permit_year = 2025;
    form.booking_no = booking.booking_no;
    form.planned_crossing = "2025-05-21";
    form.owner = {journey.bin, "Тасымал ЖШС", "Алматы", "+7 700"};
    form.drivers = {{journey.bin, "Сериков С.", "Алматы", "+7 701"}};
    form.vehicle = {booking.plate, "KAMAZ 5490", 20'000, 2};
    form.destination_country = "CN";
    form.cargo = {"Күнжара", 18'500, "Алматы", "Үрімші"};
    form.consent = true;
    form.signature = {"IIN1", "SN1", world.now().wall};
    return form;
  }

  Result<hub::ApplicationRow> apply(const hub::ApplicationForm& form) {
    return world.at_hub(
        [&](hub::Context& c) { return register_application(c, form, world.now().wall); });
  }
};

TEST_F(NewSites, AreLinkedAndReceiveTheRegistries) {
  journey.fill_registries();
  for (const auto& site : {kAlakol, kSemei}) {
    journey.wait_for("the registries",
                     [&] { return stores(site).registry.card(journey.plate).has_value(); });
    journey.wait_for("the site's log at the hub", [&] {
      return world
          .at_hub([&](hub::Context& c) -> Result<bool> {
            return !c.stores.edge_log(site).heads().empty();
          })
          .value();
    });
  }
  EXPECT_EQ(world.differences(), std::vector<std::string>{});
}

TEST_F(NewSites, TakeBookingsIfThereIsARoad) {
  journey.fill_registries();
  const auto booked = book("alakol", journey.plate);
  ASSERT_TRUE(booked) << booked.error().detail;
  EXPECT_EQ(booked->booking_no, "AL25-H000001");
  journey.wait_for("the booking at the sixth checkpoint",
                   [&] { return stores(kAlakol).bookings.find(booked->booking_no).has_value(); });
  journey.wait_for("its confirmation at the hub", [&] {
    return world
        .at_hub([&](hub::Context& c) -> Result<bool> {
          return c.stores.bookings.find(booked->booking_no)->confirmed;
        })
        .value();
  });
  good(world.as(kAlakol, "kiosk", [&](app::Context& c) -> Result<void> {
    EXPECT_EQ(app::full_number(c, "7"), "AL25-7");
    EXPECT_EQ(app::look_up(c, booked->booking_no)->plate, journey.plate);
    return {};
  }));
  EXPECT_EQ(book("semei-centre", "200KAZ05").error().code, Code::slot_closed)
      << "a service centre has no road to book";
}

TEST_F(NewSites, GivePermitsNowhereOutsideTheListOfTheLaw) {
  journey.fill_registries();
  const auto booked = book("alakol", journey.plate);
  ASSERT_TRUE(booked) << booked.error().detail;
  for (const char* site : {"alakol", "semei-centre"}) {
    const auto refused = apply(form(site, *booked));
    ASSERT_FALSE(refused) << site;
    EXPECT_EQ(refused.error().code, Code::not_a_permit_site);
    EXPECT_NE(refused.error().detail.find("R-08"), std::string::npos) << refused.error().detail;
    const auto blanks = world.at_hub([&](hub::Context& c) {
      return dispatch_blanks(c, {site, "B-9", "C00000901", 10}, world.now().wall);
    });
    ASSERT_FALSE(blanks) << site;
    EXPECT_EQ(blanks.error().code, Code::not_a_permit_site);
  }
  const auto here = book("nur-zholy", "201KAZ05");
  ASSERT_TRUE(here) << here.error().detail;
  auto back_through_a_sixth = form("nur-zholy", *here);
  back_through_a_sixth.entry_site = "alakol";
  EXPECT_EQ(apply(back_through_a_sixth).error().code, Code::not_a_permit_site);
  EXPECT_TRUE(apply(form("nur-zholy", *here))) << "one of the five, as ever";
}

TEST_F(NewSites, GiveNoNumberEvenToAnApplicationThatCameFromElsewhere) {
  store::ApplicationRow row;
  row.application_no = "AL25-000001";
  row.plate = "202KAZ05";
  row.bin = journey.bin;
  row.state = core::ApplicationState::at_checkpoint;
  const auto refused = world.as(kAlakol, kOfficer, [&](app::Context& c) -> Result<void> {
    c.stores.applications.insert(row);
    EXPECT_EQ(app::may_issue(c, row).error().code, Code::not_a_permit_site);
    EXPECT_EQ(app::allocate_number(c, row, std::nullopt).error().code, Code::not_a_permit_site);
    EXPECT_FALSE(app::site_view(c).permits);
    return app::issue_permit(c, row.application_no);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::not_a_permit_site);
  good(world.as(kHere, kOfficer, [](app::Context& c) -> Result<void> {
    EXPECT_TRUE(app::site_view(c).permits);
    return {};
  }));
}

}  // namespace
}  // namespace otkel::sim
