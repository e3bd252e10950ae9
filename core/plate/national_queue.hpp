#pragma once
// How the checkpoint reports its visits to the national electronic queue, as configured; the bridge
// does the talking (ADR 0058).
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "core/plate/plate_read.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// Which of the message's three pictures carry ours. We keep one of a visit, that of the whole
/// vehicle.
enum class NationalPictures {
  none,
  full,  ///< fullImage; plateImage and cleanImage are empty
  all,   ///< the same one in all three, where the other end requires them
};
template <>
struct EnumWords<NationalPictures> {
  static constexpr std::array<std::string_view, 3> words{"none", "full", "all"};
};

struct NationalQueueSettings {
  bool enabled = false;
  std::string url;  ///< "https://HOST[:PORT]"; http to this machine alone
  std::string user;
  std::string password_file;
  std::string checkpoint;  ///< the code by which the national queue knows this checkpoint
  std::string ca_file;     ///< certificates that are trusted beside the system's; empty: none
  // The document that we have names three steps and no path: these are assumed.
  std::string authorise_path = "/api/v1/authorize";
  std::string plates_path = "/api/v1/checkpoints/{checkpoint}/plates?date={date}";
  std::string event_path = "/api/v1/checkpoints/{checkpoint}/camera-events";
  std::string token_field = "token";
  std::string plates_field = "plates";
  std::vector<CameraRole> roles{CameraRole::gate_in, CameraRole::exit};  ///< whose visits are sent
  NationalPictures pictures = NationalPictures::full;
  int picture_kib = 4096;                     ///< a larger one is left out of its event
  std::chrono::seconds settle_after{20};      ///< a visit is sent so long after its first read
  std::chrono::seconds plates_every{600};     ///< the day's plates are fetched again
  std::chrono::seconds timeout{60};           ///< of one request with its answer
  std::chrono::hours give_up_after{30 * 24};  ///< an event that nobody took until then is dropped
};

}  // namespace otkel::core
