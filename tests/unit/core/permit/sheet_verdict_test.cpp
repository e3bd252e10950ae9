// One word for signature and register.
#include "core/permit/sheet_verdict.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace otkel::core {
namespace {

using Signature = SignatureStanding;
using Number = RegisterStanding;
using Verdict = SheetVerdict;

template <class E>
std::vector<E> all() {
  std::vector<E> out;
  for (std::size_t i = 0; i < EnumWords<E>::words.size(); ++i) out.push_back(static_cast<E>(i));
  return out;
}

TEST(SheetVerdict, IsValidOnlyForAGoodSignatureOfAnIssuedNumber) {
  for (const auto signature : all<Signature>())
    for (const auto number : all<Number>())
      EXPECT_EQ(sheet_verdict(signature, number) == Verdict::valid,
                signature == Signature::valid && number == Number::issued)
          << word(signature) << " " << word(number);
  for (const auto number : all<Number>())
    EXPECT_NE(sheet_verdict(std::nullopt, number), Verdict::valid) << word(number);
}

TEST(SheetVerdict, ReportsHowANumberEndedWhateverItsValidity) {
  for (const auto number : {Number::redeemed, Number::returned, Number::lost, Number::annulled,
                            Number::spoiled, Number::revoked, Number::mismatch})
    for (const auto signature :
         {Signature::valid, Signature::not_yet_valid, Signature::expired, Signature::key_withdrawn})
      EXPECT_EQ(word(sheet_verdict(signature, number)), word(number)) << word(signature);
}

TEST(SheetVerdict, RatesAForgedSignatureAboveTheRegistersAnswer) {
  for (const auto signature : {Signature::unknown_key, Signature::unknown_version,
                               Signature::bad_signature, Signature::malformed, Signature::mismatch,
                               Signature::issued_in_future, Signature::key_out_of_time})
    for (const auto number : all<Number>())
      EXPECT_EQ(word(sheet_verdict(signature, number)), word(signature)) << word(number);
}

TEST(SheetVerdict, MarksWhatWasNotChecked) {
  EXPECT_EQ(sheet_verdict(Signature::valid, Number::not_asked), Verdict::status_not_asked);
  EXPECT_EQ(sheet_verdict(Signature::expired, Number::not_asked), Verdict::expired);
  EXPECT_EQ(sheet_verdict(Signature::not_yet_valid, Number::not_asked), Verdict::not_yet_valid);
  EXPECT_EQ(sheet_verdict(Signature::not_yet_valid, Number::issued), Verdict::not_yet_valid);
  EXPECT_EQ(sheet_verdict(std::nullopt, Number::not_asked), Verdict::not_reported);
  EXPECT_EQ(sheet_verdict(std::nullopt, Number::not_reported), Verdict::not_reported);
  EXPECT_EQ(sheet_verdict(std::nullopt, Number::not_issued), Verdict::not_issued);
  EXPECT_EQ(sheet_verdict(std::nullopt, Number::issued), Verdict::signature_not_asked);
  EXPECT_EQ(sheet_verdict(Signature::valid, Number::not_reported), Verdict::not_reported);
  EXPECT_EQ(sheet_verdict(Signature::valid, Number::not_issued), Verdict::not_issued);
}

TEST(SheetVerdict, DoubtsAKeyThatWasWithdrawnUnlessMoreIsKnown) {
  for (const auto number : {Number::issued, Number::not_asked})
    EXPECT_EQ(sheet_verdict(Signature::key_withdrawn, number), Verdict::key_withdrawn);
  EXPECT_EQ(sheet_verdict(Signature::key_withdrawn, Number::not_reported), Verdict::not_reported);
  EXPECT_EQ(sheet_verdict(Signature::key_withdrawn, Number::revoked), Verdict::revoked);
}

TEST(SheetVerdict, IsGreenOnlyWhenValidAndRedForWhateverHasEnded) {
  for (const auto verdict : all<Verdict>())
    EXPECT_EQ(tone_of(verdict) == Tone::good,
              verdict == Verdict::valid || verdict == Verdict::genuine)
        << word(verdict);
  for (const auto number : {Number::redeemed, Number::returned, Number::lost, Number::annulled,
                            Number::spoiled, Number::revoked, Number::mismatch})
    EXPECT_EQ(tone_of(sheet_verdict(Signature::valid, number)), Tone::bad) << word(number);
}

TEST(SheetVerdict, IsGenuineOnlyForAGoodSignatureOfAPrintedSheet) {
  for (const auto signature : all<Signature>())
    for (const auto number : all<Number>())
      EXPECT_EQ(sheet_verdict(signature, number) == Verdict::genuine,
                signature == Signature::valid && number == Number::printed)
          << word(signature) << " " << word(number);
  EXPECT_EQ(sheet_verdict(std::nullopt, Number::printed), Verdict::signature_not_asked);
}

TEST(SheetVerdict, HasAUniqueWordForEachAnswer) {
  const auto& words = EnumWords<Verdict>::words;
  EXPECT_EQ(std::set<std::string_view>(words.begin(), words.end()).size(), words.size());
}

}  // namespace
}  // namespace otkel::core
