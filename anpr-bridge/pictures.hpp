#pragma once
// Pictures as files named by their content: <folder>/<2 hex>/<64 hex>.jpg. Evidence for R-37.
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace otkel::anpr {

class Pictures {
 public:
  /// Makes the folder where it is missing. Errors: io_failed.
  static core::Result<Pictures> open(const std::string& folder);

  /// On the disk when it returns (file and folder are synced); gives the hash. Errors:
  /// database_full where there is no room, io_failed.
  core::Result<std::string> keep(std::string_view jpeg);
  std::string path_of(const std::string& hash) const;
  void forget(const std::string& hash);

 private:
  explicit Pictures(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

}  // namespace otkel::anpr
