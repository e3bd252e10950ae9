// Every maker that sends JSON; the maker is told from the names in it, so one target reaches all.
#include "tests/fuzz/anpr_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const otkel::anpr::Hints hints{otkel::core::kKazakhstanOffset};
  otkel::anpr::must_be_sound(
      otkel::anpr::decode("application/json", otkel::anpr::input(data, size), hints));
  return 0;
}
