#pragma once
// A fact of any type filled so that it names another checkpoint's property.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fact/event.hpp"

namespace otkel::test {

/// What belongs to one checkpoint, written into a fact by the names of the fields that can name it.
/// A new field that names an application, booking, batch or blank is added here.
struct Property {
  std::string application_no, booking_no, batch, blank;
  std::string plate, bin;  ///< left out if empty

  /// Whether any field named the property.
  template <class Fact>
  bool fill(Fact& fact) const {
    bool named = false;
    core::for_each_field(
        fact, [&](std::string_view name, auto& value) { named = write(name, value) || named; });
    return named;
  }

 private:
  std::string text(std::string_view name) const {
    if (name == "application_no" || name == "wanted") return application_no;
    if (name == "booking_no") return booking_no;
    if (name == "batch") return batch;
    if (name == "blank" || name == "first" || name == "last" || name == "replaces") return blank;
    return "";
  }
  bool write(std::string_view name, std::string& value) const {
    if (auto named = text(name); !named.empty()) return value = std::move(named), true;
    if (name == "plate") value = plate;
    if (name == "bin") value = bin;
    if (name == "reason" || name == "note" || name == "by") value = "as ordered";
    return false;
  }
  bool write(std::string_view name, std::optional<std::string>& value) const {
    auto named = text(name);
    if (named.empty()) return false;
    return value = std::move(named), true;
  }
  bool write(std::string_view name, std::vector<std::string>& value) const {
    if (name == "waiting") return value = {application_no}, true;
    if (name == "stock") return value = {blank}, true;
    return false;
  }
  bool write(std::string_view name, std::vector<core::AllocationStep>& value) const {
    if (name == "steps") return value = {{application_no, blank}}, true;
    return false;
  }
  bool write(std::string_view name, std::int64_t& value) const {
    if (name == "count") value = 1;
    return false;
  }
  template <class T>
  bool write(std::string_view, T&) const {
    return false;
  }
};

}  // namespace otkel::test
