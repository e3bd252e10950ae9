#pragma once
// The makers whose messages are understood, each in the file of its name. Internal to this folder.
#include "anpr-bridge/decode/envelope.hpp"

namespace otkel::anpr::makers {

extern const Decoder kHikvision;
extern const Decoder kDahuaItsapi;
extern const Decoder kDahuaStream;
extern const Decoder kAxis;
extern const Decoder kPlateRecognizer;
extern const Decoder kOpenalpr;
extern const Decoder kFrigate;
extern const Decoder kTrassir;
extern const Decoder kMilesight;
extern const Decoder kGenetec;
extern const Decoder kOnvif;
extern const Decoder kAxxon;
extern const Decoder kCargoruqsat;

}  // namespace otkel::anpr::makers
