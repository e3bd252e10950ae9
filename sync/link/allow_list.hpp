#pragma once
// Which checkpoints may talk to the hub: a folder with one public key per site.
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::sync {

class AllowList {
 public:
  /// Sites that count; none named: any.
  using Served = std::set<core::Site>;

  /// Reads every "<site>.pub" of the folder. What is no key of a `served` site authorises nobody,
  /// takes nothing from the others, and stands in complaints(); names that begin with a dot are
  /// passed over. A key under two names counts under neither. A folder that does not exist
  /// authorises nobody. Errors: io_failed if the folder cannot be read.
  static core::Result<AllowList> read(const std::filesystem::path& folder,
                                      const Served& served = {});

  /// One sentence for each file that does not count: which, why, how to fix.
  const std::vector<std::string>& complaints() const { return complaints_; }

  /// The site that owns the key (Z85).
  std::optional<core::Site> site_of(std::string_view public_key) const;
  /// Whether it is the present key of that site word.
  bool allows(std::string_view site_word, std::string_view public_key) const;
  bool operator==(const AllowList&) const = default;

 private:
  void take(const std::filesystem::path& file, const Served& served);
  void drop_doubles();

  std::map<core::Site, std::string> keys_;
  std::vector<std::string> complaints_;
};

}  // namespace otkel::sync
