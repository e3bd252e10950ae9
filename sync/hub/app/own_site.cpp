// The fields by which facts name what belongs to a checkpoint, and who owns what they name.
#include "sync/hub/app/own_site.hpp"

#include <algorithm>
#include <type_traits>

#include "core/value/application_no.hpp"
#include "core/value/booking_no.hpp"

namespace otkel::hub {
namespace {

using core::Site;

struct Owners {
  Context& context;

  /// The number itself names the site by its prefix. One that no site of this hub has is nobody's,
  /// so it belongs to no site rather than to whoever tells of it.
  Site of_prefix(core::NumberPrefix prefix) const {
    const auto& all = context.settings.checkpoints;
    const auto found = std::ranges::find(all, prefix, &core::SiteSettings::prefix);
    return found == all.end() ? Site{} : found->site;
  }
  /// One that is malformed is refused by who reads it.
  std::optional<Site> of_application(const std::string& number) const {
    const auto no = core::ApplicationNo::parse(number);
    return no ? std::optional(of_prefix(no->prefix())) : std::nullopt;
  }
  std::optional<Site> of_booking(const std::string& number) const {
    const auto no = core::BookingNo::parse(number);
    return no ? std::optional(of_prefix(no->prefix())) : std::nullopt;
  }
  /// Received by it, or on the way to it.
  std::optional<Site> of_blank(const std::string& number) const {
    if (const auto row = context.stores.blanks.find(number)) return row->site;
    const auto no = core::BlankNumber::parse(number);
    if (!no) return std::nullopt;
    const auto delivery = context.stores.blanks.overlapping({*no, 1});
    return delivery ? std::optional(delivery->site) : std::nullopt;
  }
  std::optional<Site> of_batch(const std::string& batch) const {
    const auto delivery = context.stores.blanks.find_delivery(batch);
    return delivery ? std::optional(delivery->site) : std::nullopt;
  }

  /// Nothing if the field names nobody's property, or nobody's that is known.
  std::optional<Site> of(std::string_view field, const std::string& value) const {
    if (field == "application_no" || field == "wanted" || field == "waiting")
      return of_application(value);
    if (field == "booking_no") return of_booking(value);
    if (field == "blank" || field == "replaces" || field == "stock" || field == "first" ||
        field == "last")
      return of_blank(value);
    if (field == "batch") return of_batch(value);
    return std::nullopt;
  }
};

class Check {
 public:
  Check(Context& context, Site site) : owners_{context}, site_(site) {}

  template <class Described>
  void look(const Described& value) {
    core::for_each_field(value,
                         [&](std::string_view name, const auto& field) { see(name, field); });
  }
  core::Result<void> verdict() const {
    if (foreign_.empty()) return {};
    return core::fail(core::Code::foreign_fact, foreign_);
  }

 private:
  void see(std::string_view name, const std::string& value) {
    const auto owner = owners_.of(name, value);
    if (!owner || *owner == site_ || !foreign_.empty()) return;
    const bool nobodys = *owner == Site{};
    foreign_ = "$." + std::string(name) + ": " + value + " belongs to " +
               (nobodys ? "no site of this hub" : std::string(owner->code())) + ", the log to " +
               std::string(site_.code());
  }
  template <class T>
  void see(std::string_view name, const std::optional<T>& value) {
    if (value) see(name, *value);
  }
  template <class T>
  void see(std::string_view name, const std::vector<T>& values) {
    for (const auto& value : values) see(name, value);
  }
  template <class T>
  void see(std::string_view, const T& value) {
    if constexpr (core::Described<T>) look(value);
  }

  Owners owners_;
  Site site_;
  std::string foreign_;
};

/// Not one number of it may be on its way to another checkpoint.
core::Result<void> check_range(Context& context, Site site, const core::BlanksReceived& fact) {
  const auto first = core::BlankNumber::parse(fact.first);
  if (!first || fact.count < 1) return {};  // refused by who reads it
  const auto other = context.stores.blanks.overlapping_elsewhere({*first, fact.count}, site);
  if (!other) return {};
  return core::fail(core::Code::foreign_fact, "numbers of $.first and $.count went to " +
                                                  std::string(other->site.code()) + " as batch " +
                                                  other->batch);
}

}  // namespace

core::Result<void> check_own_site(Context& context, Site site, const core::Event& fact) {
  return std::visit(
      [&]<class Fact>(const Fact& one) -> core::Result<void> {
        // The truck comes home by whatever checkpoint it likes.
        if constexpr (std::is_same_v<Fact, core::VehicleCameBack> ||
                      std::is_same_v<Fact, core::PlateDecided>)
          return {};
        if constexpr (std::is_same_v<Fact, core::BlanksReceived>)
          if (auto own = check_range(context, site, one); !own) return own;
        Check check(context, site);
        check.look(one);
        return check.verdict();
      },
      fact);
}

}  // namespace otkel::hub
