#pragma once
// Where a camera's picture stands in the folder of pictures: the bridge writes it, the daemon shows
// it.
#include <string>
#include <string_view>

namespace otkel::core {

/// "ab/ab12....jpg" of the picture's BLAKE2b-256 in 64 hex digits. Check the digits first where
/// they come from outside: nothing else may become part of a path.
inline std::string picture_file(std::string_view hash) {
  return std::string(hash.substr(0, 2)) + "/" + std::string(hash) + ".jpg";
}

}  // namespace otkel::core
