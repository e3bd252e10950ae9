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

using namespace otkel;  // NOLINT(google-build-using-namespace): a program's only file

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
  for (const auto site : *sites) names.emplace_back(site.code());
  return names;
}

core::Result<core::Site> site_named(const std::string& word) {
  const auto site = core::Site::parse(word);
  if (site) return *site;
  return core::fail(core::Code::value_malformed, "\"" + word + "\" is no code of a site");
}

/// What a person requests for the hub's database.
struct CentreOptions {
  config::CommandLine line;
  std::string site, epoch, by, second, report;
  hub::RestoreDeclaration said;
};

int accept_epoch(const CentreOptions& options) {
  return change_hub(options.line,
                    [&](const auto& settings, core::Random& random,
                        core::Instant now) -> core::Result<std::vector<std::string>> {
                      const auto site = site_named(options.site);
                      if (!site) return std::unexpected(site.error());
                      const auto accepted = hub::accept_site_epoch(
                          settings, random,
                          {*site, options.epoch, options.said.person, options.said.reason}, now);
                      if (!accepted) return std::unexpected(accepted.error());
                      return std::vector{*accepted};
                    });
}

int begin_numbers(const CentreOptions& options) {
  return change_hub(options.line,
                    [&](const auto& settings, core::Random& random,
                        core::Instant now) -> core::Result<std::vector<std::string>> {
                      const auto site = site_named(options.site);
                      if (!site) return std::unexpected(site.error());
                      const auto begun =
                          hub::begin_numbers_of(settings, random, *site, options.said, now);
                      if (!begun) return std::unexpected(begun.error());
                      return std::vector{options.site};
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

/// Beside a hub that runs: it reads. So does the next.
int verify_hub_log(const CentreOptions& options) {
  const auto settings = config::settle_hub(options.line);
  if (!settings) return settings.error();
  const auto walked = hub::walk_logs(settings->storage.database);
  if (!walked) return ctl::trouble(walked.error());
  for (const auto& one : *walked) ctl::report_chain(one.log.text(), one.walk);
  return 0;
}

int verify_hub_state(const CentreOptions& options) {
  const auto settings = config::settle_hub(options.line);
  if (!settings) return settings.error();
  return ctl::report_state(hub::compare_tables(settings->storage.database), options.report,
                           config::wall_clock());
}

/// `db`, `out` and `folder` say where; what they leave open the settings say.
struct BackupOptions {
  config::CommandLine line;
  std::string db, out, folder;
  std::size_t keep = 14;
};

int back_up(BackupOptions options) {
  const bool somewhere = !options.out.empty() || !options.folder.empty();
  if (options.db.empty() || !somewhere) {
    const auto settings = config::settle_edge(options.line);
    if (!settings) return settings.error();
    if (options.db.empty()) options.db = settings->storage.database;
    if (!somewhere) options.folder = settings->storage.backup_dir;
  }
  if (!options.out.empty()) return ctl::backup(options.db, options.out);
  return ctl::backup_nightly(options.db, options.folder, options.keep, config::wall_clock());
}

int back_up_hub(const BackupOptions& options) {
  const auto settings = config::settle_hub(options.line);
  if (!settings) return settings.error();
  const auto chains = [](const std::string& copy) -> core::Result<void> {
    const auto walked = hub::walk_logs(copy);
    if (!walked) return std::unexpected(walked.error());
    return {};
  };
  const auto& storage = settings->storage;
  return ctl::backup_hub(storage.database, storage.backup_dir, options.keep, chains,
                         config::wall_clock());
}

/// What a person requests for a checkpoint's files.
struct CheckpointOptions {
  std::string out, db;
  ctl::Restore restore;
  ctl::TokenRequest token;
  std::string draw_file, draw_folder;
};

/// `status`: what the program ends with.
void add_checkpoint_commands(CLI::App& app, CheckpointOptions& options, int& status) {
  auto* keygen = app.add_subcommand("keygen", "new keys for the link and for the QR");
  keygen->add_option("--out", options.out, "folder")->required();
  keygen->final_callback([&] { status = ctl::make_keys(options.out); });
  auto* renew = app.add_subcommand("renew-qr-key",
                                   "a new key for the QR; the old one is kept to "
                                   "know its sheets by");
  renew->add_option("--file", options.out, "printer.signing_key_file of the settings")->required();
  renew->final_callback([&] { status = ctl::renew_qr_key(options.out, config::wall_clock()); });
  auto* officer =
      app.add_subcommand("officer-hash", "hash a password from stdin for the officers' register");
  officer->final_callback([&] {
    config::SystemRandom random;
    status = ctl::hash_officer_password(random);
  });
  auto* verify = app.add_subcommand("verify-log", "walk the hash chains of both logs");
  verify->final_callback([&] { status = ctl::verify_log(options.db); });
  auto* state = app.add_subcommand("verify-state", "compare the tables with what the logs say");
  state->add_option("--report", options.out,
                    "a file for the daemon, which then says what was found");
  state->final_callback(
      [&] { status = ctl::verify_state(options.db, options.out, config::wall_clock()); });
  auto* books = app.add_subcommand(
      "reconcile", "hold receipts, numbers and gates against each other: where each blank is");
  books->final_callback([&] { status = ctl::reconcile(options.db); });
  for (auto* one : {verify, state, books})
    one->add_option("--db", options.db, "database of the checkpoint")->required();
  auto* check = app.add_subcommand("check-qr-token", "does a scanned QR hold?");
  check->add_option("text", options.token.text, "what the scanner read, or the token alone")
      ->required();
  auto* key = check->add_option("--key", options.token.key,
                                "the checkpoint's public key, 64 hex digits; with --site");
  auto* site = check->add_option("--site", options.token.site, "whose key that is");
  auto* keys = check->add_option("--keys", options.token.keys_file,
                                 "a file with what GET /api/v1/keys of the hub answered");
  key->needs(site);
  site->needs(key);
  keys->excludes(key);
  check->add_option("--fields", options.token.fields_file,
                    "a JSON file with the printed fields 1 to 12, to compare");
  check->add_option("--status", options.token.status,
                    "`standing` of the register's answer; left out: nobody asked it");
  check->final_callback([&] { status = ctl::check_token(options.token, config::wall_clock()); });
}

void add_draw_commands(CLI::App& app, CheckpointOptions& options, int& status) {
  auto* draw = app.add_subcommand("draw", "draws of places");
  draw->require_subcommand(1);
  auto* verify = draw->add_subcommand("verify", "does a published result follow from its list?");
  verify->add_option("file", options.draw_file, "draw/<id>.json, as published")->required();
  verify->add_option("--earlier", options.draw_folder,
                     "folder of the earlier draws' files (that of the file)");
  verify->final_callback(
      [&] { status = ctl::verify_draw(options.draw_file, options.draw_folder); });
}

void add_keep(CLI::App& command, BackupOptions& options) {
  command.add_option("--keep", options.keep, "so many stay in that folder (14)")
      ->check(CLI::Range(1, 1000));
}

void add_backup_commands(CLI::App& app, BackupOptions& copy, CheckpointOptions& options,
                         int& status) {
  auto* backup = app.add_subcommand("backup",
                                    "copy a database, also while it is in use; by itself into "
                                    "storage.backup_dir of the settings");
  backup->add_option("--db", copy.db, "database of the checkpoint (storage.database)");
  auto* out = backup->add_option("--out", copy.out, "the copy; must not exist");
  backup->add_option("--nightly", copy.folder, "folder that collects copies named by their time")
      ->excludes(out);
  add_keep(*backup, copy);
  config::add_common_options(*backup, copy.line);
  backup->final_callback([&] { status = back_up(copy); });
  auto* restore = app.add_subcommand("restore", "put a backup in the place of a database");
  restore->add_option("--db", options.restore.database, "database of the checkpoint")->required();
  restore->add_option("--from", options.restore.from, "the backup")->required();
  restore->add_option("--site", options.restore.site, "whose it must be")->required();
  restore->final_callback([&] { status = ctl::restore(options.restore, config::wall_clock()); });
}

void add_centre_commands(CLI::App& app, BackupOptions& copy, CentreOptions& options, int& status) {
  auto* centre = app.add_subcommand(
      "hub", "the hub's database; but for backup and the two that verify while no hub runs on it");
  centre->require_subcommand(1);
  auto* enrol = centre->add_subcommand(
      "enrol", "begin the logs of the checkpoints of `sites` that have none yet; names them");
  enrol->final_callback([&] {
    status = change_hub(options.line, [](const auto& settings, auto& random, auto now) {
      return names_of(hub::enrol_checkpoints(settings, random, now));
    });
  });
  auto* restored = centre->add_subcommand(
      "restored", "after a backup was put back: begin a new epoch of every log");
  restored->final_callback([&] {
    status = change_hub(options.line, [&](const auto& settings, auto& random, auto now) {
      return names_of(hub::declare_restored(settings, random, options.said, now));
    });
  });
  auto* numbers = centre->add_subcommand(
      "begin-numbers", "give numbers for a checkpoint again that cannot be asked for days");
  numbers->final_callback([&] { status = begin_numbers(options); });
  auto* clock = centre->add_subcommand("clock-is-right",
                                       "two persons confirm the time that this machine shows");
  clock->add_option("--by", options.by, "who says so")->required();
  clock->add_option("--second", options.second, "and who else")->required();
  clock->final_callback([&] { status = confirm_clock(options.line, options.by, options.second); });
  auto* state =
      centre->add_subcommand("verify-state", "compare the hub's tables with what the logs say");
  state->add_option("--report", options.report,
                    "a file for the hub, which then says what was found");
  state->final_callback([&] { status = verify_hub_state(options); });
  auto* log = centre->add_subcommand("verify-log", "walk the hash chains of all its logs");
  log->final_callback([&] { status = verify_hub_log(options); });
  auto* backup = centre->add_subcommand(
      "backup", "copy its database, also while it is in use, into storage.backup_dir");
  add_keep(*backup, copy);
  config::add_common_options(*backup, copy.line);
  backup->final_callback([&] { status = back_up_hub(copy); });
  auto* site = app.add_subcommand("site", "a checkpoint, as the hub knows it");
  site->require_subcommand(1);
  auto* accept = site->add_subcommand(
      "accept-epoch",
      "accept a new log of a checkpoint, also while the hub runs: after a restore, or of a spare "
      "machine");
  accept->add_option("--epoch", options.epoch, "of the new log: 8 digits or more, or all 32")
      ->required();
  accept->final_callback([&] { status = accept_epoch(options); });
  for (auto* one : {numbers, accept})
    one->add_option("site", options.site, "the checkpoint")->required();
  for (auto* one : {restored, numbers, accept}) {
    one->add_option("--reason", options.said.reason, "in words")->required();
    one->add_option("--person", options.said.person, "who says so")->required();
  }
  for (auto* one : {enrol, restored, numbers, accept, clock, log, state})
    config::add_common_options(*one, options.line);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Hand tool of an Otkel checkpoint, and of the hub");
  app.require_subcommand(1);
  int status = 0;
  CheckpointOptions checkpoint;
  CentreOptions centre;
  BackupOptions of_checkpoint, of_hub;
  add_checkpoint_commands(app, checkpoint, status);
  add_draw_commands(app, checkpoint, status);
  add_backup_commands(app, of_checkpoint, checkpoint, status);
  add_centre_commands(app, of_hub, centre, status);
  CLI11_PARSE(app, argc, argv);
  return status;
}
