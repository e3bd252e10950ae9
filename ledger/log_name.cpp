// Names of logs and their parts.
#include "ledger/log_name.hpp"

namespace otkel::ledger {

LogName::LogName(core::Site site, core::LogSide side)
    : text_(std::string(site.code()) + "/" + std::string(core::word(side))),
      site_(site),
      side_(side) {}

std::string_view LogName::place() const {
  return std::string_view(text_).substr(0, text_.find('/'));
}

bool LogName::owns(const core::EventRecord& record) const {
  return record.site == site_ && record.side == side_;
}

}  // namespace otkel::ledger
