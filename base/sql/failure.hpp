#pragma once
// What a statement throws. Stores throw it, transact() and read() turn it into a core::Error.
#include <stdexcept>
#include <string>

#include "core/value/result.hpp"

namespace otkel::sql {

/// Never leaves transact(), savepoint() or read().
struct Failure : std::runtime_error {
  Failure(core::Code c, const std::string& what) : std::runtime_error(what), code(c) {}
  core::Code code;
};

}  // namespace otkel::sql
