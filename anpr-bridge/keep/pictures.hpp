#pragma once
// Pictures as files named by their content: <folder>/<2 hex>/<64 hex>.jpg. Evidence for R-37.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::anpr {

class Pictures {
 public:
  /// Bytes that are free where the pictures lie; nothing if that is unknown.
  using Space = std::function<std::optional<std::uint64_t>()>;

  /// Makes the folder where it is missing. `space` empty: the file system is asked. Errors:
  /// io_failed.
  static core::Result<Pictures> open(const std::string& folder, Space space = {});

  /// On the disk when it returns (file and folder are synced); gives the hash. A folder that was
  /// taken away is made again. Errors: database_full if there is no room, io_failed.
  core::Result<std::string> keep(std::string_view jpeg);
  std::string path_of(const std::string& hash) const;
  void forget(const std::string& hash);
  std::optional<std::uint64_t> free_bytes() const { return space_(); }

 private:
  Pictures(std::string folder, Space space)
      : folder_(std::move(folder)), space_(std::move(space)) {}
  std::string folder_;
  Space space_;
};

}  // namespace otkel::anpr
