#pragma once
// The read of a body that one known maker sends.
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr::test {

inline core::PlateRead read_from(const std::string& body, const std::string& maker,
                                 const Hints& hints = {}) {
  const auto message = decode_one("", body, hints);
  EXPECT_TRUE(message && message->read) << body << (message ? "" : message.error().detail);
  if (!message || !message->read) return {};
  EXPECT_EQ(message->maker, maker) << body;
  return *message->read;
}

}  // namespace otkel::anpr::test
