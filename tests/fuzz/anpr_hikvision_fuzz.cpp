// Hikvision: bare XML, and the same bytes as a part beside a picture.
#include <string>

#include "tests/fuzz/anpr_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto bytes = otkel::anpr::input(data, size);
  otkel::anpr::must_be_sound(otkel::anpr::decode("application/xml", bytes));
  otkel::anpr::must_be_sound(otkel::anpr::decode(
      "multipart/form-data; boundary=-------------------------7e13971310878", bytes));
  return 0;
}
