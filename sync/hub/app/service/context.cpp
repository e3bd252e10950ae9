// Publishing facts, checkpoints of this hub, incidents.
#include "sync/hub/app/service/context.hpp"

#include <algorithm>
#include <cassert>

#include "base/codec/hash.hpp"

namespace otkel::hub {

core::Result<void> needs_clock(const Context& context, core::Instant now) {
  const auto doubt = core::doubt_at(now, context.machine.clock, context.machine.clock_looked);
  if (doubt == core::ClockDoubt::none) return {};
  return core::fail(core::Code::clock_untrusted, clock_words(doubt));
}

std::string clock_words(core::ClockDoubt doubt) {
  if (doubt == core::ClockDoubt::none) return {};
  return "the hub's clock is in doubt (" + std::string(core::word(doubt)) +
         "): set it; it is trusted again a minute after it is back, or after two connected "
         "checkpoints agree with it; without them stop the hub and run `otkelctl hub "
         "clock-is-right`";
}

core::Result<const core::SiteSettings*> checkpoint(const Context& context, std::string_view site) {
  if (!core::Site::parse(site))
    return core::fail(core::Code::value_malformed, "$.site: expected the code of a site (" +
                                                       std::string(core::kSiteCodeShape) +
                                                       "), found \"" + std::string(site) + "\"");
  for (const auto& one : context.settings.checkpoints)
    if (one.site.code() == site) return &one;
  return core::fail(core::Code::not_found, "this hub does not serve the site " + std::string(site) +
                                               "; add it to `sites` in its configuration");
}

const core::SiteSettings& checkpoint_of(const Context& context, core::Site site) {
  const auto& all = context.settings.checkpoints;
  const auto found = std::ranges::find(all, site, &core::SiteSettings::site);
  assert(found != all.end());
  return *found;
}

core::LocalDate today_at(const core::SiteSettings& checkpoint, core::Instant now) {
  return core::local_date(now, checkpoint.utc_offset);
}

namespace {

template <std::size_t kBytes>
std::array<std::uint8_t, kBytes> drawn(Context& context, std::string_view purpose) {
  if (const auto seed = context.settings.common.demo_seed)
    return codec::blake2b<kBytes>(
        codec::bytes_of(std::to_string(*seed) + ";" + std::string(purpose)));
  return context.random.bytes<kBytes>();
}

}  // namespace

std::array<std::uint8_t, 16> random16(Context& context, std::string_view purpose) {
  return drawn<16>(context, purpose);
}

std::array<std::uint8_t, 32> random32(Context& context, std::string_view purpose) {
  return drawn<32>(context, purpose);
}

void publish(Context& context, core::Site site, const core::Actor& actor, core::Instant now,
             const core::Event& fact) {
  context.facts.add({site, core::LogSide::hub}, fact, {now, actor, context.pack().version});
}

void publish_to_all(Context& context, const core::Actor& actor, core::Instant now,
                    const core::Event& fact) {
  for (const auto& one : context.settings.checkpoints) publish(context, one.site, actor, now, fact);
}

core::Result<void> history_known(Context& context, core::Site site) {
  if (context.stores.history(site).load().doubt == ledger::Doubt::none) return {};
  return core::fail(core::Code::numbers_in_doubt,
                    "the hub's database was put back; what it had reported to " +
                        std::string(site.code()) +
                        " since comes back from there once its link is up, or a person begins "
                        "numbers again with `otkelctl hub begin-numbers`");
}

void open_incident(Context& context, core::Site site, const IncidentText& text, core::Instant now) {
  const std::string kind(core::word(text.kind));
  if (context.stores.incidents.is_open(site, kind, text.subject)) return;
  const auto number = context.stores.sequences.next("incident", site, 0);
  std::string digits = std::to_string(number);
  digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
  IncidentRow row;
  row.site = site;
  row.origin = core::LogSide::hub;
  row.incident_no = checkpoint_of(context, site).prefix.str() + "-H" + digits;
  row.kind = kind;
  row.subject = text.subject;
  row.detail = text.detail;
  row.opened = now;
  context.stores.incidents.put(row);
}

}  // namespace otkel::hub
