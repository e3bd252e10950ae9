// Facts survive their JSON; the chain's input names every field; codes have words.
#include <gtest/gtest.h>

#include <set>

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "core/fact/event_record.hpp"
#include "core/permit/supplement.hpp"

namespace otkel::core {
namespace {

template <std::size_t I = 0>
void every_fact_survives() {
  if constexpr (I < std::variant_size_v<Event>) {
    const Event event = std::variant_alternative_t<I, Event>{};
    const std::string body = codec::event_body(event);
    const auto again = codec::decode_event(event_type(event), body);
    ASSERT_TRUE(again) << event_type(event) << ": " << again.error().detail;
    EXPECT_EQ(again->index(), I);
    EXPECT_EQ(codec::event_body(*again), body);
    every_fact_survives<I + 1>();
  }
}

TEST(Event, SurvivesItsJsonWhateverItIs) { every_fact_survives(); }

TEST(Event, HasATypeOfItsOwn) {
  std::set<std::string_view> types;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (types.insert(std::variant_alternative_t<I, Event>::type), ...);
  }(std::make_index_sequence<std::variant_size_v<Event>>());
  EXPECT_EQ(types.size(), std::variant_size_v<Event>);
}

TEST(Event, PassesOverFieldsOfANewerWriterAndMissesNone) {
  EXPECT_TRUE(codec::decode_event("intake_rejected",
                                  R"({"application_no":"NZ25-000001","reason":"x","later":1})"));
  const auto missing = codec::decode_event("intake_rejected", R"({"reason":"x"})");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::event_malformed);
  EXPECT_NE(missing.error().detail.find("application_no"), std::string::npos);
  EXPECT_EQ(codec::decode_event("from_the_future", "{}").error().code, Code::event_malformed);
}

TEST(ChainInput, ChangesWithEveryFieldButTheHash) {
  const EventRecord base{LogSide::edge, Site::bakhty, "e", 1,   "id",   Instant{},
                         "a",           "p",          "t", "b", "prev", "hash"};
  std::set<std::string> inputs{chain_input(base)};
  auto changed = [&](auto change) {
    EventRecord r = base;
    change(r);
    return chain_input(r);
  };
  inputs.insert(changed([](auto& r) { r.side = LogSide::hub; }));
  inputs.insert(changed([](auto& r) { r.site = Site::dostyk; }));
  inputs.insert(changed([](auto& r) { r.epoch = "f"; }));
  inputs.insert(changed([](auto& r) { r.seq = 2; }));
  inputs.insert(changed([](auto& r) { r.event_id = "x"; }));
  inputs.insert(changed([](auto& r) { r.at += std::chrono::milliseconds{1}; }));
  inputs.insert(changed([](auto& r) { r.actor = "ap", r.rule_pack = ""; }));
  inputs.insert(changed([](auto& r) { r.rule_pack = "q"; }));
  inputs.insert(changed([](auto& r) { r.type = "u"; }));
  inputs.insert(changed([](auto& r) { r.body = "c"; }));
  inputs.insert(changed([](auto& r) { r.prev_hash = "other"; }));
  EXPECT_EQ(inputs.size(), 12U);
  EXPECT_EQ(changed([](auto& r) { r.hash = "another"; }), chain_input(base));
}

// I6: the hash binds all twelve fields and the number, and not where one field ends.
TEST(SupplementHash, BindsEveryFieldAndTheNumber) {
  SupplementText text;
  std::set<std::string> inputs{supplement_hash_input(text, "C1")};
  std::size_t fields = 0;
  for_each_field(text, [&](std::string_view, std::string& value) {
    value = "x";
    inputs.insert(supplement_hash_input(text, "C1"));
    value.clear();
    ++fields;
  });
  EXPECT_EQ(inputs.size(), fields + 1);
  EXPECT_NE(supplement_hash_input(text, "C1"), supplement_hash_input(text, "C2"));
}

TEST(Code, HasAWordForEachAndEachWordOnce) {
  std::set<std::string_view> words;
  for (int i = 0; !code_word_at(i).empty(); ++i) EXPECT_TRUE(words.insert(code_word_at(i)).second);
  EXPECT_GT(words.size(), 80U);
  EXPECT_EQ(word(Code::application_unpaid), "application_unpaid");
  EXPECT_EQ(kind(Code::database_full), Errc::full);
}

TEST(Code, TellsAFaultOfOursFromARefusal) {
  for (auto code : {Code::internal, Code::database_corrupt, Code::database_newer,
                    Code::database_full, Code::database_locked, Code::io_failed})
    EXPECT_TRUE(is_ours(code)) << word(code);
  for (auto code : {Code::slot_full, Code::printer_paper_out, Code::log_fork, Code::busy})
    EXPECT_FALSE(is_ours(code)) << word(code);
}

TEST(Code, TellsAFailureOfTheDiskFromEverythingElse) {
  for (auto code :
       {Code::database_corrupt, Code::database_full, Code::database_locked, Code::io_failed})
    EXPECT_TRUE(is_storage(code)) << word(code);
  for (auto code : {Code::internal, Code::slot_full, Code::number_taken, Code::printer_fault})
    EXPECT_FALSE(is_storage(code)) << word(code);
}

TEST(Json, SaysWhatIsWrongAndWhere) {
  const auto bad = codec::decode<AllocationStep>(R"({"application_no":1,"blank":"C1"})");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().detail, "$.application_no: expected text");
  EXPECT_EQ(codec::decode<AllocationStep>(R"({"application_no":"a"})").error().code,
            Code::field_missing);
  EXPECT_EQ(
      codec::decode<AllocationStep>(R"({"application_no":"a","blank":"b","c":1})").error().code,
      Code::field_unknown);
  for (const char* broken : {"", "{", "{}{}", "[1,", "nul", "{\"a\":1}x"})
    EXPECT_EQ(codec::parse(broken).error().code, Code::payload_malformed) << broken;
  EXPECT_FALSE(codec::parse(std::string(100, '[') + std::string(100, ']')));
}

}  // namespace
}  // namespace otkel::core
