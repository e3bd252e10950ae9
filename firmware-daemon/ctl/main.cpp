// otkelctl: the hand tool of a checkpoint. Parses; the work is in the commands.
#include <CLI/CLI.hpp>

#include "config/system_clock.hpp"
#include "config/system_random.hpp"
#include "firmware-daemon/ctl/commands.hpp"

int main(int argc, char** argv) {
  CLI::App app("Hand tool of an Otkel checkpoint");
  app.require_subcommand(1);
  std::string out, db, text, key;

  auto* keygen = app.add_subcommand("keygen", "new keys for the link and for the QR");
  keygen->add_option("--out", out, "folder")->required();
  app.add_subcommand("officer-hash", "hash a password from stdin for the officers' register");
  auto* verify = app.add_subcommand("verify-log", "walk the hash chains of both logs");
  verify->add_option("--db", db, "database of the checkpoint")->required();
  auto* backup = app.add_subcommand("backup", "copy a database, also while it is in use");
  backup->add_option("--db", db, "database of the checkpoint")->required();
  backup->add_option("--out", out, "the copy; must not exist")->required();
  auto* check = app.add_subcommand("check-qr-token", "does a scanned QR hold?");
  check->add_option("text", text, "what the scanner read, or the token alone")->required();
  check->add_option("--key", key, "the checkpoint's public key, 64 hex digits")->required();

  CLI11_PARSE(app, argc, argv);
  namespace ctl = otkel::ctl;
  if (keygen->parsed()) return ctl::make_keys(out);
  if (verify->parsed()) return ctl::verify_log(db);
  if (backup->parsed()) return ctl::backup(db, out);
  if (check->parsed()) return ctl::check_token(text, key, otkel::config::wall_clock());
  otkel::config::SystemRandom random;
  return ctl::hash_officer_password(random);
}
