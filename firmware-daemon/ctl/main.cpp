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
using HubCommand = core::Result<std::vector<core::Site>>(const config::HubSettings&, core::Random&,
                                                         core::Instant);

/// One command on the hub's database; writes the checkpoints whose logs it has begun.
int change_hub(const config::CommandLine& line, HubCommand* command) {
  const auto settings = config::settle_hub(line);
  if (!settings) return settings.error();
  const auto clock = config::make_clock(settings->common.clock);
  if (!clock) return ctl::trouble(clock.error());
  config::SystemRandom random;
  const auto begun = command(*settings, random, (*clock)->now());
  if (!begun) return ctl::trouble(begun.error());
  for (const auto site : *begun) std::puts(std::string(core::word(site)).c_str());
  return 0;
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
  std::string out, db, text, key;

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
  backup->add_option("--out", out, "the copy; must not exist")->required();
  auto* check = app.add_subcommand("check-qr-token", "does a scanned QR hold?");
  check->add_option("text", text, "what the scanner read, or the token alone")->required();
  check->add_option("--key", key, "the checkpoint's public key, 64 hex digits")->required();

  auto* centre = app.add_subcommand("hub", "the hub's database, while its hub does not run");
  centre->require_subcommand(1);
  config::CommandLine line;
  auto* enrol = centre->add_subcommand(
      "enrol", "begin the logs of the checkpoints of `sites` that have none yet; names them");
  auto* restored = centre->add_subcommand(
      "restored", "after a backup was put back: begin a new epoch of every log");
  auto* clock = centre->add_subcommand("clock-is-right",
                                       "two persons stand for the hour that this machine shows");
  std::string by, second;
  clock->add_option("--by", by, "who says so")->required();
  clock->add_option("--second", second, "and who else")->required();
  for (auto* one : {enrol, restored, clock}) config::add_common_options(*one, line);

  CLI11_PARSE(app, argc, argv);
  if (enrol->parsed()) return change_hub(line, hub::enrol_checkpoints);
  if (clock->parsed()) return confirm_clock(line, by, second);
  if (restored->parsed()) return change_hub(line, hub::declare_restored);
  if (keygen->parsed()) return ctl::make_keys(out);
  if (verify->parsed()) return ctl::verify_log(db);
  if (state->parsed()) return ctl::verify_state(db, out, config::wall_clock());
  if (backup->parsed()) return ctl::backup(db, out);
  if (check->parsed()) return ctl::check_token(text, key, config::wall_clock());
  config::SystemRandom random;
  return ctl::hash_officer_password(random);
}
