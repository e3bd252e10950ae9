// A state machine as a table.
#include "core/value/transition.hpp"

#include <gtest/gtest.h>

#include <array>

namespace otkel::core {
namespace {

enum class Door { open, shut, locked };
enum class Act { push, pull, turn_key };

using Row = Transition<Door, Act>;
constexpr std::array<Row, 4> kTable{
    Row{Door::open, Act::push, Door::shut}, Row{Door::shut, Act::pull, Door::open},
    Row{Door::shut, Act::turn_key, Door::locked}, Row{Door::locked, Act::turn_key, Door::shut}};

TEST(NextState, IsTheOneOfTheRowWithThisStateAndThisEvent) {
  const std::span<const Row> table = kTable;
  EXPECT_EQ(next_state(table, Door::open, Act::push), Door::shut);
  EXPECT_EQ(next_state(table, Door::shut, Act::pull), Door::open);
  EXPECT_EQ(next_state(table, Door::shut, Act::turn_key), Door::locked);
  EXPECT_EQ(next_state(table, Door::locked, Act::turn_key), Door::shut);
}

TEST(NextState, IsNoneIfTheTableHasNoRow) {
  const std::span<const Row> table = kTable;
  EXPECT_FALSE(next_state(table, Door::open, Act::pull));
  EXPECT_FALSE(next_state(table, Door::open, Act::turn_key));
  EXPECT_FALSE(next_state(table, Door::shut, Act::push));
  EXPECT_FALSE(next_state(table, Door::locked, Act::pull));
  EXPECT_FALSE(next_state(table.first(0), Door::open, Act::push));
}

}  // namespace
}  // namespace otkel::core
