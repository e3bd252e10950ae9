// What a log says of a password that was erased: nothing that could be tried out.
#include "base/codec/commitment.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace otkel::codec {
namespace {

const std::string kHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

CommitmentSalt salt_of(std::uint8_t byte) {
  CommitmentSalt salt;
  salt.fill(byte);
  return salt;
}

TEST(Commitment, OpensWithTheSaltAndTheHashItWasMadeOf) {
  const auto secret = commit_to(kHash, salt_of(7));
  EXPECT_TRUE(core::is_commitment(secret.commitment));
  EXPECT_TRUE(is_whole_commitment(secret.commitment));
  EXPECT_TRUE(opens(secret));
}

TEST(Commitment, OpensWithNoOtherSaltHashOrForm) {
  const auto secret = commit_to(kHash, salt_of(7));
  auto other = secret;
  other.hash += "A";
  EXPECT_FALSE(opens(other));
  other = secret;
  other.salt = commit_to(kHash, salt_of(8)).salt;
  EXPECT_FALSE(opens(other));
  other = secret;
  std::ranges::transform(other.commitment, other.commitment.begin(), ::toupper);
  EXPECT_FALSE(opens(other));
  other = secret;
  other.salt.pop_back();
  EXPECT_FALSE(opens(other));
}

TEST(Commitment, HidesTheHashAndDiffersForEachSalt) {
  const auto one = commit_to(kHash, salt_of(7));
  EXPECT_EQ(one.commitment.find("argon2id"), std::string::npos);
  EXPECT_NE(one.commitment, commit_to(kHash, salt_of(8)).commitment);
}

// A log is read for decades: the bytes below may never come out otherwise.
TEST(Commitment, StaysTheSameForExistingLogs) {
  EXPECT_EQ(commit_to(kHash, salt_of(0)).commitment,
            "commit:63ef5e906e1602a01151c8a59a84800b06eed0a3dee4964009ff208cba2d0d13");
}

TEST(Commitment, IsDistinguishedFromAHashWrittenByAnOlderVersion) {
  EXPECT_FALSE(core::is_commitment(kHash));
  EXPECT_FALSE(is_whole_commitment("commit:"));
  EXPECT_FALSE(is_whole_commitment("commit:" + std::string(64, 'g')));
  EXPECT_FALSE(is_whole_commitment("commit:" + std::string(65, '0')));
}

}  // namespace
}  // namespace otkel::codec
