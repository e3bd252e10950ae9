// What the subcommands share.
#include "firmware-daemon/ctl/commands.hpp"

#include <cstdio>

namespace otkel::ctl {

int trouble(const core::Error& error) {
  std::fprintf(stderr, "otkelctl: %s: %s\n", std::string(core::word(error.code)).c_str(),
               error.detail.c_str());
  return 1;
}

}  // namespace otkel::ctl
