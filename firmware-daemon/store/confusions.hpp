#pragma once
// What officers' decisions have taught about each camera (core/plate/confusion.hpp, which bounds
// it).
#include <string>
#include <utility>
#include <vector>

#include "base/sql/session.hpp"
#include "core/plate/confusion.hpp"

namespace otkel::store {

class CameraConfusions {
 public:
  explicit CameraConfusions(sql::Session& db) : db_(db) {}

  /// Empty if nothing was learned.
  core::Confusions of(const std::string& camera);
  void put(const std::string& camera, const core::Confusions& confusions);
  /// False: nothing was learned about such a camera.
  bool forget(const std::string& camera);
  /// Every camera that something was learned about, by name.
  std::vector<std::pair<std::string, core::Confusions>> all();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
