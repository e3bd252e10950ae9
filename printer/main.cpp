// otkel-print: a sample of any document as a file or on a printer, for those who set a printer up
// or look at a page.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "base/files/durable.hpp"
#include "config/load.hpp"
#include "config/system_clock.hpp"
#include "config/system_random.hpp"
#include "core/value/names.hpp"
#include "printer/device/make_device.hpp"
#include "printer/job/head_page.hpp"
#include "printer/job/prepare.hpp"
#include "printer/page/sample.hpp"

namespace {

using namespace otkel;  // NOLINT(google-build-using-namespace): a program's only file

struct Options {
  std::string site = "nur-zholy", document = "supplement", sink = "png", out, paper = "mm80";
  std::string at;
  std::string set_up, profiles;
  bool presenter = false;
  std::int64_t attempt = 1;
};

int complain(const core::Error& error) {
  std::cerr << "otkel-print: " << core::word(error.code) << ": " << error.detail << '\n';
  return 1;
}

struct Sample {
  core::SheetHead head;
  core::NumberPrefix prefix;
};

// The names and the prefix that the site's own settings give it.
core::Result<Sample> sample_of(const Options& options) {
  config::LoadRequest request;
  request.site = core::Site::parse(options.site);
  if (!request.site)
    return core::fail(core::Code::value_malformed,
                      "--site: \"" + options.site + "\" is no code of a site");
  auto loaded = config::load_edge(request);
  if (!loaded) return std::unexpected(loaded.error());
  const auto& names = loaded->settings.checkpoint.names;
  core::SheetHead head;
  head.site = options.site;
  head.checkpoint_kk = names.kk;
  head.checkpoint_ru = names.ru;
  head.checkpoint_zh = names.zh;
  head.printed_at = config::wall_clock();
  if (!options.at.empty()) {
    const auto at = core::parse_iso(options.at);
    if (!at) return core::fail(at.error().code, "--at: " + at.error().detail);
    head.printed_at = *at;
  }
  head.officer = "А. Сейітқали";
  head.register_base = "HTTPS://REGISTER.EXAMPLE";
  head.demonstration = true;  // nobody must take it for a permit's
  head.attempt = options.attempt;
  return Sample{head, loaded->settings.checkpoint.prefix};
}

core::Result<core::Document> document_of(const Options& options, const Sample& sample) {
  for (auto& document : printer::sample_documents(sample.head, sample.prefix))
    if (core::type_of(document) == options.document) return document;
  return core::fail(core::Code::value_malformed, "--document: there is no " + options.document);
}

core::Result<std::string> file_of(const printer::PreparedJob& job, const std::string& sink) {
  if (sink == "png") return printer::png_of(job.page);
  if (sink == "pdf") return job.pdf;
  if (sink == "text") return job.text;
  return std::string(job.escpos.begin(), job.escpos.end());
}

int send(const printer::PreparedJob& job, const std::string& url) {
  config::SystemRandom random;
  auto device = printer::make_device(url, {random});
  if (!device) return complain(device.error());
  const auto outcome = (*device)->print(job, {});
  using enum printer::OutcomeKind;
  switch (outcome.kind) {
    case confirmed:
      std::cout << job.name << " is printed; grade of the proof: " << outcome.grade.str() << '\n';
      return 0;
    case failed_safe:
      std::cerr << job.name << " is not printed, not one byte of it: " << core::word(outcome.cause)
                << ": " << outcome.detail << '\n';
      return 2;
    case unknown:
      std::cerr << "nobody knows whether " << job.name
                << " is on the paper, look: " << core::word(outcome.cause) << ": " << outcome.detail
                << "; " << outcome.bytes_sent << " of " << job.escpos.size()
                << " bytes were taken\n";
      return 3;
  }
  return 3;
}

// Prints the sheet that measures the head, and takes what a scanner reads of it as lines.
int set_up(const Options& options) {
  config::SystemRandom random;
  auto device = printer::make_device(options.set_up, {random, options.profiles});
  if (!device) return complain(device.error());
  constexpr std::string_view kSigns = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::string nonce;
  for (int i = 0; i < 4; ++i) nonce += kSigns[random.below(kSigns.size())];
  const auto job = printer::head_page(nonce);
  if (!job) return complain(job.error());
  const auto outcome = (*device)->print(*job, {});
  if (outcome.kind == printer::OutcomeKind::failed_safe)
    return complain({outcome.cause, outcome.detail});
  std::cout << "Scan each of the codes on the sheet that prints whole; an empty line ends it.\n";
  printer::SetUp found;
  found.presenter = options.presenter;
  for (std::string line; std::getline(std::cin, line) && !line.empty();) {
    const auto dots = printer::dots_of_scan(line, nonce);
    if (dots)
      found.head_dots = std::max(found.head_dots, *dots);
    else
      std::cout << "That is no code of this sheet.\n";
  }
  if (found.head_dots == 0)
    return complain({core::Code::qr_unreadable, "no code was scanned; nothing is kept"});
  if (const auto kept = (*device)->set_up(found); !kept) return complain(kept.error());
  std::cout << "The head has " << found.head_dots << " dots; kept in " << options.profiles;
  if (const auto paper = printer::paper_for(found.head_dots))
    std::cout << "; printer.paper = \"" << core::word(*paper) << '"';
  std::cout << '\n';
  return 0;
}

int print(const Options& options) {
  const auto sample = sample_of(options);
  if (!sample) return complain(sample.error());
  const auto document = document_of(options, *sample);
  if (!document) return complain(document.error());
  // Of no checkpoint: a verifier says "unknown key".
  const auto key = printer::SigningKey::from_seed({});
  const auto paper = core::from_word<printer::Paper>(options.paper).value_or(printer::Paper::mm80);
  const auto job = printer::prepare(*document, key, paper);
  if (!job) return complain(job.error());
  if (options.sink.find(':') != std::string::npos) return send(*job, options.sink);
  const auto content = file_of(*job, options.sink);
  if (!content) return complain(content.error());
  if (const auto kept = files::write_safely(options.out, *content); !kept)
    return complain(kept.error());
  std::cout << options.out << ": " << job->page.width << " x " << job->page.height << " dots, "
            << job->page.height / 8 << " mm of paper, " << job->escpos.size()
            << " bytes of ESC/POS\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Prints a sample document of a checkpoint");
  Options options;
  app.add_option("--site", options.site, "a shipped checkpoint, whose names stand on it");
  app.add_option("--document", options.document, "which sheet")
      ->check(CLI::IsMember(core::document_types()));
  const CLI::Validator sink(
      [](std::string& text) -> std::string {
        const bool file = CLI::IsMember({"png", "pdf", "escpos", "text"})(text).empty();
        return file || text.find(':') != std::string::npos
                   ? ""
                   : "expected png, pdf, escpos, text or a device such as tcp:HOST:9100";
      },
      "png|pdf|escpos|text|DEVICE-URL");
  app.add_option("--sink", options.sink, "kind of file, or a device")->check(sink);
  app.add_option("--out", options.out, "the file; not for a device");
  app.add_option("--paper", options.paper)
      ->check(CLI::IsMember(core::EnumWords<printer::Paper>::words));
  app.add_option("--attempt", options.attempt, "2 and more are marked as duplicates")
      ->check(CLI::Range(1, 999));
  app.add_option("--at", options.at, "the time on it, e.g. 2025-05-20T08:04:00+05:00; else now");
  auto* set_up_option = app.add_option(
      "--set-up", options.set_up,
      "a device: measures its head by a sheet that you scan, and keeps what it learnt");
  app.add_option("--profiles", options.profiles, "the folder printers beside the database")
      ->needs(set_up_option);
  app.add_flag("--presenter", options.presenter,
               "a page that was cut stays inside until it is handed out (Custom's GS e)")
      ->needs(set_up_option);
  CLI11_PARSE(app, argc, argv);
  if (!options.set_up.empty() && options.profiles.empty()) {
    std::cerr << "otkel-print: --profiles FOLDER is missing: where to keep what was learnt\n";
    return 1;
  }
  if (!options.set_up.empty()) return set_up(options);
  if (options.out.empty() && options.sink.find(':') == std::string::npos) {
    std::cerr << "otkel-print: --out FILE is missing: where to write the " << options.sink << '\n';
    return 1;
  }
  return print(options);
}
