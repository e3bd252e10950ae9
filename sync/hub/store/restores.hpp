#pragma once
// Which checkpoints' data in the hub's database came back from a backup, as declared by a person.
#include <optional>
#include <string>

#include "base/sql/session.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

/// Who declares that the database was restored, and why.
struct RestoreDeclaration {
  std::string reason, person;
};

/// Call inside Session::transact; throws sql::Failure.
class Restores {
 public:
  explicit Restores(sql::Session& db) : db_(db) {}
  /// Kept until forget(); a later declaration replaces it.
  void declare(core::Site site, const RestoreDeclaration& declaration);
  std::optional<RestoreDeclaration> declared(core::Site site);
  void forget(core::Site site);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
