// Pictures by their content, and what happens where they find no room.
#include "anpr-bridge/keep/pictures.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/anpr-bridge/keep/intake_fixture.hpp"

namespace otkel::anpr {
namespace {

using test::fixture;
using test::IntakeFixture;
using test::noon;
using test::TempFolder;

TEST(Pictures, AreNamedByTheirContent) {
  TempFolder folder;
  auto pictures = Pictures::open(folder / "pictures");
  ASSERT_TRUE(pictures);
  const std::string jpeg = test::drawn_jpeg("one");
  const auto hash = pictures->keep(jpeg);
  ASSERT_TRUE(hash);
  EXPECT_EQ(pictures->keep(jpeg).value(), *hash) << "a second time is no error";
  std::ifstream file(folder / ("pictures/" + hash->substr(0, 2) + "/" + *hash + ".jpg"),
                     std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), jpeg);
  EXPECT_NE(pictures->keep(test::drawn_jpeg("two")).value(), *hash);
  pictures->forget(*hash);
  EXPECT_FALSE(std::ifstream(pictures->path_of(*hash)));
}

TEST(Pictures, NameTheFolderThatCannotBeCreated) {
  TempFolder folder;
  std::ofstream(folder / "file") << "x";
  const auto pictures = Pictures::open(folder / "file/pictures");
  ASSERT_FALSE(pictures);
  EXPECT_NE(pictures.error().detail.find("file/pictures"), std::string::npos);
}

TEST(Pictures, StayWhileThereIsSpaceAndReadsContinueWithoutThem) {
  IntakeFixture setup;
  setup.room = setup.settings.keep_free - 1;
  EXPECT_EQ(
      setup.intake
          .take(*setup.intake.camera("gate-in"), fixture("hikvision/dashes_boundary.body"), noon())
          .value(),
      Outcome::stored);
  EXPECT_EQ(setup.intake.camera("gate-in")->counts.pictures_dropped, 1);
  EXPECT_FALSE(setup.status().pictures_kept);
  auto row = setup.journal.database().prepare("SELECT picture_hash, picture_dropped FROM messages");
  ASSERT_TRUE(row.step());
  EXPECT_TRUE(row.is_null(0));
  EXPECT_EQ(row.integer(1), 1);
}

/// The pictures as a process has them: the file system is asked for its space.
struct OnDisk {
  TempFolder folder;
  BridgeSettings settings = test::bridge_in(folder);
  Journal journal;
  Pictures pictures;
  Intake intake;

  OnDisk()
      : journal(Journal::open(settings.journal_path, 1024, 10).value()),
        pictures(Pictures::open(settings.pictures_dir).value()),
        intake(Intake::open(with_room(), journal, pictures, noon()).value()) {}
  BridgeSettings with_room() {
    settings.keep_free = 1u << 20;
    return settings;
  }
  CameraState& gate() { return *intake.camera("gate-in"); }
  core::Result<Outcome> take(const std::string& plate) {
    return intake.take(gate(), test::alert_with_picture(plate), noon());
  }
};

TEST(Pictures, GoOnInANewFolderIfTheirsIsTakenAway) {
  OnDisk setup;
  ASSERT_EQ(setup.take("123ABC02").value(), Outcome::stored);
  std::filesystem::remove_all(setup.settings.pictures_dir);
  EXPECT_EQ(setup.take("456DEF05").value(), Outcome::stored);
  EXPECT_EQ(setup.gate().counts.pictures_dropped, 0);
  EXPECT_TRUE(std::filesystem::exists(setup.pictures.path_of(setup.gate().last_picture)));
  EXPECT_TRUE(setup.intake.keeps_pictures());
}

TEST(Pictures, AreDroppedWithANoticeWhileTheyCannotBeWrittenAndTheReadsAreKept) {
  OnDisk setup;
  std::filesystem::remove_all(setup.settings.pictures_dir);
  std::ofstream(setup.settings.pictures_dir) << "in the way";
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(setup.take(std::to_string(123 + i) + "ABC02").value(), Outcome::stored);
  EXPECT_EQ(setup.gate().counts.pictures_dropped, 3);
  EXPECT_EQ(setup.gate().counts.failed, 0);
  EXPECT_FALSE(setup.intake.keeps_pictures());
  EXPECT_TRUE(setup.intake.pictures_trouble().contains("pictures"))
      << setup.intake.pictures_trouble();
  EXPECT_EQ(setup.journal.backlog("").value(), 3);
  std::filesystem::remove(setup.settings.pictures_dir);
  EXPECT_EQ(setup.take("987XYZ05").value(), Outcome::stored);
  EXPECT_EQ(setup.gate().counts.pictures_dropped, 3);
  EXPECT_TRUE(setup.intake.keeps_pictures());
}

TEST(Pictures, StayNamedInTheJournalWhileTheirFolderCannotBeSeen) {
  OnDisk setup;
  ASSERT_EQ(setup.take("123ABC02").value(), Outcome::stored);
  const auto row = setup.journal.pending(1).value().at(0);
  ASSERT_TRUE(setup.journal.acknowledge(row.visit_id, row.revision).value());
  const std::string away = setup.folder / "away";
  std::filesystem::rename(setup.settings.pictures_dir, away);
  EXPECT_EQ(setup.intake.make_room().value(), 0u) << "that is no full disk";
  std::filesystem::rename(away, setup.settings.pictures_dir);
  auto kept = setup.journal.database().prepare("SELECT picture_hash FROM messages");
  ASSERT_TRUE(kept.step());
  EXPECT_FALSE(kept.is_null(0));
}

TEST(Pictures, AreDeletedOldestFirstButNeverForUnsettledVisits) {
  IntakeFixture setup;
  auto& gate = *setup.intake.camera("gate-in");
  const auto keep = [&](const std::string& plate) {
    EXPECT_TRUE(setup.intake.take(gate, test::alert_with_picture(plate), noon()));
    return gate.last_picture;
  };
  const std::string waiting = keep("123ABC02"), settled = keep("456DEF05");
  const auto rows = setup.journal.pending(2).value();
  ASSERT_TRUE(setup.journal.acknowledge(rows.at(1).visit_id, 1).value());
  EXPECT_EQ(setup.intake.make_room().value(), 0u) << "there is room";
  setup.room = setup.settings.keep_free / 2;
  EXPECT_EQ(setup.intake.make_room().value(), 1u);
  EXPECT_FALSE(std::filesystem::exists(setup.pictures.path_of(settled)));
  EXPECT_TRUE(std::filesystem::exists(setup.pictures.path_of(waiting)));
  EXPECT_EQ(setup.intake.make_room().value(), 0u);
}

}  // namespace
}  // namespace otkel::anpr
