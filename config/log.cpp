// spdlog behind one free function; the line itself is ours.
#include "config/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>

namespace otkel::config {
namespace {

spdlog::level::level_enum weight(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

spdlog::logger& lines() {
  static const auto logger = [] {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    sink->set_pattern("%v");
    auto made = std::make_shared<spdlog::logger>("otkel", std::move(sink));
    made->flush_on(spdlog::level::debug);
    return made;
  }();
  return *logger;
}

bool plain(std::string_view value) {
  if (value.empty()) return false;
  for (const char c : value)
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f)
      return false;
  return true;
}

void append_value(std::string& line, std::string_view value) {
  if (plain(value)) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') line += '\\';
    if (c == '\n') {
      line += "\\n";
    } else {
      // Other control characters have no business in a journal.
      line += static_cast<unsigned char>(c) < ' ' || c == 0x7f ? ' ' : c;
    }
  }
  line += '"';
}

}  // namespace

void start_logging(LogLevel at_least) { lines().set_level(weight(at_least)); }

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (lines().should_log(weight(level)))
    lines().log(weight(level), spdlog::string_view_t{log_line(level, event, fields)});
}

std::string log_line(LogLevel level, std::string_view event,
                     std::initializer_list<LogField> fields) {
  std::string line{core::word(level)};
  line += ' ';
  line += event;
  for (const auto& field : fields) {
    line += ' ';
    line += field.key;
    line += '=';
    append_value(line, field.value);
  }
  return line;
}

std::string last3(std::string_view plate) {
  std::size_t start = plate.size();
  for (int letters = 0; letters < 3 && start > 0; ++letters) {
    do --start;
    while (start > 0 && (static_cast<unsigned char>(plate[start]) & 0xC0) == 0x80);
  }
  return std::string(start > 0 ? "…" : "") + std::string(plate.substr(start));
}

}  // namespace otkel::config
