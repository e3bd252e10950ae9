// otkelctl: the hand tool of a checkpoint and of the hub. Parses; the work is in the commands.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "config/clock.hpp"
#include "config/command_line.hpp"
#include "config/machine.hpp"
#include "config/system_clock.hpp"
#include "config/system_random.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "sync/hub/maintenance.hpp"

namespace {

using namespace otkel;

/// One command on the hub's database; writes what it gives, a line each.
template <class Command>
int change_hub(const config::CommandLine& line, Command command) {
  const auto settings = config::settle_hub(line);
  if (!settings) return settings.error();
  const auto clock = config::make_clock(settings->common.clock);
  if (!clock) return ctl::trouble(clock.error());
  config::SystemRandom random;
  const core::Result<std::vector<std::string>> done = command(*settings, random, (*clock)->now());
  if (!done) return ctl::trouble(done.error());
  for (const auto& text : *done) std::puts(text.c_str());
  return 0;
}

core::Result<std::vector<std::string>> names_of(
    const core::Result<std::vector<core::Site>>& sites) {
  if (!sites) return std::unexpected(sites.error());
  std::vector<std::string> names;
  for (const auto site : *sites) names.emplace_back(core::word(site));
  return names;
}

core::Result<core::Site> site_named(const std::string& word) {
  const auto site = core::from_word<core::Site>(word);
  if (site) return *site;
  return core::fail(core::Code::value_malformed, "\"" + word + "\" is no checkpoint");
}

/// What a person wishes for the hub's database.
struct CentreWish {
  config::CommandLine line;
  std::string site, epoch;
  hub::Desk::PutBack said;
};

int accept_epoch(const CentreWish& wish) {
  return change_hub(wish.line,
                    [&](const auto& settings, core::Random& random,
                        core::Instant now) -> core::Result<std::vector<std::string>> {
                      const auto site = site_named(wish.site);
                      if (!site) return std::unexpected(site.error());
                      const auto accepted = hub::accept_site_epoch(
                          settings, random, {*site, wish.epoch, wish.said.person, wish.said.reason},
                          now);
                      if (!accepted) return std::unexpected(accepted.error());
                      return std::vector{*accepted};
                    });
}

int begin_numbers(const CentreWish& wish) {
  return change_hub(wish.line,
                    [&](const auto& settings, core::Random& random,
                        core::Instant now) -> core::Result<std::vector<std::string>> {
                      const auto site = site_named(wish.site);
                      if (!site) return std::unexpected(site.error());
                      const auto begun =
                          hub::begin_numbers_of(settings, random, *site, wish.said, now);
                      if (!begun) return std::unexpected(begun.error());
                      return std::vector{wish.site};
                    });
}

int confirm_clock(const config::CommandLine& line, const std::string& by,
                  const std::string& second) {
  const auto settings = config::settle_hub(line);
  if (!settings) return settings.error();
  const core::Moment now{config::wall_clock(), config::boot_clock()};
  const auto done = hub::confirm_clock(*settings, now, config::boot_id(), {by, second});
  if (!done) return ctl::trouble(done.error());
  std::puts(core::to_iso(now.wall).c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Hand tool of an Otkel checkpoint, and of the hub");
  app.require_subcommand(1);
  std::string out, db;
  ctl::TokenQuestion token;

  auto* keygen = app.add_subcommand("keygen", "new keys for the link and for the QR");
  keygen->add_option("--out", out, "folder")->required();
  app.add_subcommand("officer-hash", "hash a password from stdin for the officers' register");
  auto* verify = app.add_subcommand("verify-log", "walk the hash chains of both logs");
  verify->add_option("--db", db, "database of the checkpoint")->required();
  auto* state = app.add_subcommand("verify-state", "compare the tables with what the logs say");
  state->add_option("--db", db, "database of the checkpoint")->required();
  state->add_option("--report", out, "a file for the daemon, which then says what was found");
  auto* backup = app.add_subcommand("backup", "copy a database, also while it is in use");
  backup->add_option("--db", db, "database of the checkpoint")->required();
  std::string folder;
  std::size_t keep = 14;
  auto* to = backup->add_option("--out", out, "the copy; must not exist");
  backup->add_option("--nightly", folder, "folder that collects copies named by their time")
      ->excludes(to);
  backup->add_option("--keep", keep, "so many stay in that folder (14)");
  ctl::Restore wish;
  auto* restore = app.add_subcommand("restore", "put a backup in the place of a database");
  restore->add_option("--db", wish.database, "database of the checkpoint")->required();
  restore->add_option("--from", wish.from, "the backup")->required();
  restore->add_option("--site", wish.site, "whose it must be")->required();
  auto* check = app.add_subcommand("check-qr-token", "does a scanned QR hold?");
  check->add_option("text", token.text, "what the scanner read, or the token alone")->required();
  check->add_option("--key", token.key, "the checkpoint's public key, 64 hex digits")->required();
  check->add_option("--status", token.status,
                    "`standing` of the register's answer; left out: nobody asked it");

  auto* centre = app.add_subcommand("hub", "the hub's database, while its hub does not run");
  centre->require_subcommand(1);
  CentreWish centre_wish;
  auto* enrol = centre->add_subcommand(
      "enrol", "begin the logs of the checkpoints of `sites` that have none yet; names them");
  auto* restored = centre->add_subcommand(
      "restored", "after a backup was put back: begin a new epoch of every log");
  auto* numbers = centre->add_subcommand(
      "begin-numbers", "give numbers for a checkpoint again that cannot be asked for days");
  auto* site =
      app.add_subcommand("site", "a checkpoint, as the hub knows it; no hub runs meanwhile");
  site->require_subcommand(1);
  auto* accept = site->add_subcommand(
      "accept-epoch", "accept a new log of a checkpoint: after a restore, or of a spare machine");
  for (auto* one : {numbers, accept})
    one->add_option("site", centre_wish.site, "the checkpoint")->required();
  accept->add_option("--epoch", centre_wish.epoch, "of the new log: 8 digits or more, or all 32")
      ->required();
  for (auto* one : {restored, numbers, accept}) {
    one->add_option("--reason", centre_wish.said.reason, "in words")->required();
    one->add_option("--person", centre_wish.said.person, "who says so")->required();
  }
  auto* clock = centre->add_subcommand("clock-is-right",
                                       "two persons stand for the hour that this machine shows");
  std::string by, second;
  clock->add_option("--by", by, "who says so")->required();
  clock->add_option("--second", second, "and who else")->required();
  for (auto* one : {enrol, restored, numbers, accept, clock})
    config::add_common_options(*one, centre_wish.line);

  CLI11_PARSE(app, argc, argv);
  if (enrol->parsed())
    return change_hub(centre_wish.line, [](const auto& settings, auto& random, auto now) {
      return names_of(hub::enrol_checkpoints(settings, random, now));
    });
  if (restored->parsed())
    return change_hub(centre_wish.line, [&](const auto& settings, auto& random, auto now) {
      return names_of(hub::declare_restored(settings, random, centre_wish.said, now));
    });
  if (numbers->parsed()) return begin_numbers(centre_wish);
  if (accept->parsed()) return accept_epoch(centre_wish);
  if (clock->parsed()) return confirm_clock(centre_wish.line, by, second);
  if (keygen->parsed()) return ctl::make_keys(out);
  if (verify->parsed()) return ctl::verify_log(db);
  if (state->parsed()) return ctl::verify_state(db, out, config::wall_clock());
  if (backup->parsed())
    return folder.empty() ? ctl::backup(db, out)
                          : ctl::backup_nightly(db, folder, keep, config::wall_clock());
  if (restore->parsed()) return ctl::restore(wish, config::wall_clock());
  if (check->parsed()) return ctl::check_token(token, config::wall_clock());
  config::SystemRandom random;
  return ctl::hash_officer_password(random);
}
