// otkelctl: the hand tool of a checkpoint and of the hub. Parses; the work is in the commands.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "config/clock.hpp"
#include "config/command_line.hpp"
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
  auto* backup = app.add_subcommand("backup", "copy a database, also while it is in use");
  backup->add_option("--db", db, "database of the checkpoint")->required();
  backup->add_option("--out", out, "the copy; must not exist")->required();
  auto* check = app.add_subcommand("check-qr-token", "does a scanned QR hold?");
  check->add_option("text", token.text, "what the scanner read, or the token alone")->required();
  check->add_option("--key", token.key, "the checkpoint's public key, 64 hex digits")->required();
  check->add_option("--status", token.status,
                    "`standing` of the register's answer; left out: nobody asked it");

  auto* centre = app.add_subcommand("hub", "the hub's database, while its hub does not run");
  centre->require_subcommand(1);
  config::CommandLine line;
  auto* enrol = centre->add_subcommand(
      "enrol", "begin the logs of the checkpoints of `sites` that have none yet; names them");
  auto* restored = centre->add_subcommand(
      "restored", "after a backup was put back: begin a new epoch of every log");
  for (auto* one : {enrol, restored}) config::add_common_options(*one, line);

  CLI11_PARSE(app, argc, argv);
  if (enrol->parsed()) return change_hub(line, hub::enrol_checkpoints);
  if (restored->parsed()) return change_hub(line, hub::declare_restored);
  if (keygen->parsed()) return ctl::make_keys(out);
  if (verify->parsed()) return ctl::verify_log(db);
  if (backup->parsed()) return ctl::backup(db, out);
  if (check->parsed()) return ctl::check_token(token, config::wall_clock());
  config::SystemRandom random;
  return ctl::hash_officer_password(random);
}
