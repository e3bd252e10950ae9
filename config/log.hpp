#pragma once
// Logging: one line per event on stderr, `level event key=value ...`, for the journal. Event names
// are stable words like `blank_issued`. No personal data at info or above: of a plate its last
// three.
#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

#include "config/settings.hpp"

namespace otkel::config {

struct LogField {
  LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
  LogField(std::string_view k, const char* v) : key(k), value(v) {}
  LogField(std::string_view k, bool v) : key(k), value(v ? "true" : "false") {}
  template <class Number>
    requires std::integral<Number> || std::floating_point<Number>
  LogField(std::string_view k, Number v) : key(k), value(std::to_string(v)) {}

  std::string_view key;
  std::string value;
};

/// Once, in main, before other threads start. Without it info and worse are written.
void start_logging(LogLevel at_least);

/// Any thread. Values with spaces, quotes or line ends are quoted and escaped: one event, one line.
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

/// The line that log() writes, without the line end.
std::string log_line(LogLevel level, std::string_view event,
                     std::initializer_list<LogField> fields);

/// "…AB1" style: the last three characters of a plate, enough to follow one truck through a log.
std::string last3(std::string_view plate);

}  // namespace otkel::config
