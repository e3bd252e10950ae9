#pragma once
// Which checkpoints may talk to the hub: a folder with one public key per site.
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::sync {

class AllowList {
 public:
  /// Reads every "<site>.pub" of the folder; other names are an error unless they begin with a
  /// dot. A folder that does not exist authorises nobody. Errors: config_invalid, io_failed.
  static core::Result<AllowList> read(const std::filesystem::path& folder);

  /// The site that owns the key (Z85).
  std::optional<core::Site> site_of(std::string_view public_key) const;
  /// Whether it is the present key of that site word.
  bool allows(std::string_view site_word, std::string_view public_key) const;
  bool operator==(const AllowList&) const = default;

 private:
  std::array<std::string, 5> keys_;  ///< by Site; empty: none
};

}  // namespace otkel::sync
