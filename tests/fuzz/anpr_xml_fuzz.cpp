// Every maker that sends XML: ONVIF, Axxon, Genetec, Axis' search, Hikvision's plate list.
#include "tests/fuzz/anpr_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const otkel::anpr::Hints hints{otkel::core::kKazakhstanOffset};
  otkel::anpr::must_be_sound(
      otkel::anpr::decode("text/xml", otkel::anpr::input(data, size), hints));
  return 0;
}
