// Epochs of the hub's logs.
#include "sync/hub/app/enrol.hpp"

#include "base/codec/hash.hpp"
#include "sync/hub/app/service/officers.hpp"

namespace otkel::hub {

void begin_epoch(Context& context, core::Site site, std::string_view reason, core::Instant now) {
  auto log = context.stores.hub_log(site);
  const std::string purpose =
      "hub-epoch:" + std::string(site.code()) + ":" + std::to_string(log.heads().size() + 1);
  const auto id = random16(context, purpose);
  log.begin_epoch(codec::to_hex(id));
  publish(context, site, core::Actor::system(), now,
          core::EpochBegan{std::string(reason),
                           std::string(core::word(context.settings.common.profile))});
}

namespace {

/// A checkpoint that joins later must know what the others were sent before.
void report_registries(Context& context, core::Site site, core::Instant now) {
  const auto report = [&](const auto& facts) {
    for (const auto& fact : facts) publish(context, site, core::Actor::hub(), now, fact);
  };
  report(context.stores.carriers.all());
  report(context.stores.cards.all());
  report(context.stores.misuse.all());
  for (const auto& officer : context.stores.officers.all())
    publish(context, site, core::Actor::hub(), now, keep_hash_beside_log(context, officer));
}

bool has_log(Context& context, core::Site site) {
  return !context.stores.hub_log(site).heads().empty();
}

}  // namespace

core::Result<std::vector<core::Site>> enrol(Context& context, core::Instant now) {
  return context.facts.commit([&]() -> core::Result<std::vector<core::Site>> {
    std::vector<core::Site> begun;
    for (const auto& one : context.settings.checkpoints) {
      if (has_log(context, one.site)) continue;
      begin_epoch(context, one.site, "created", now);
      report_registries(context, one.site, now);
      begun.push_back(one.site);
    }
    return begun;
  });
}

core::Result<void> must_be_enrolled(Context& context) {
  return context.facts.commit([&]() -> core::Result<void> {
    std::string missing;
    for (const auto& one : context.settings.checkpoints)
      if (!has_log(context, one.site))
        missing += (missing.empty() ? "" : ", ") + std::string(one.site.code());
    if (missing.empty()) return {};
    return core::fail(core::Code::config_invalid,
                      "no log of " + missing + " was begun in " +
                          context.settings.storage.database +
                          "; run `otkelctl hub enrol` with this hub's --config files, then start "
                          "it again");
  });
}

}  // namespace otkel::hub
