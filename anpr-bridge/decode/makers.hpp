#pragma once
// The makers whose messages are understood, each in the file of its name. Internal to this folder.
#include "anpr-bridge/decode/envelope.hpp"

namespace otkel::anpr::makers {

extern const Decoder hikvision;
extern const Decoder dahua_itsapi;
extern const Decoder dahua_stream;
extern const Decoder axis;
extern const Decoder plate_recognizer;
extern const Decoder openalpr;
extern const Decoder frigate;
extern const Decoder trassir;
extern const Decoder milesight;
extern const Decoder genetec;
extern const Decoder onvif;
extern const Decoder axxon;

}  // namespace otkel::anpr::makers
