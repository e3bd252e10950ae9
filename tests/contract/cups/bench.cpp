// Setting up what an administrator would, in a folder.
#include "tests/contract/cups/bench.hpp"

#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "printer/device/cups/pwg_raster.hpp"
#include "printer/device/tcp/tcp_socket.hpp"
#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::cups_test {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int free_port() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const int bound = ::bind(listener, reinterpret_cast<const sockaddr*>(&address), size);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(listener);
  return bound == 0 ? ntohs(address.sin_port) : 0;
}

bool takes_connections(int port) {
  return printer::TcpSocket::connect("localhost", std::to_string(port), milliseconds(1000))
      .has_value();
}

// $1 is the document. The number of the printer's own job is in the environment.
constexpr std::string_view kPrintCommand = R"sh(#!/bin/sh
here=FOLDER
: > "$here/begun/$IPP_JOB_ID"
case $(cat "$here/mood") in
  runs_out_of_paper) echo "STATE: +media-empty-error" >&2; read -r _ < "$here/fifo"
                     echo "STATE: -media-empty-error" >&2 ;;
  waits) read -r _ < "$here/fifo" ;;
  fails) exit 1 ;;
esac
cp "$1" "$here/part" && mv "$here/part" "$here/tray/$IPP_JOB_ID"
[ "$(cat "$here/mood")" = prints_last_sheet ] && echo "STATE: +media-empty-error" >&2
exit 0
)sh";

std::vector<fs::path> sorted_files(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files, {}, [](const fs::path& path) { return std::stol(path.filename()); });
  return files;
}

}  // namespace

EvePrinter::EvePrinter(const std::string& folder) : folder_(folder) {
  for (const char* name : {"/begun", "/tray", "/spool"}) fs::create_directories(folder_ + name);
  ::mkfifo((folder_ + "/fifo").c_str(), 0600);
  std::string script(kPrintCommand);
  script.replace(script.find("FOLDER"), 6, folder_);
  write(folder_ + "/print.sh", script);
  fs::permissions(folder_ + "/print.sh", fs::perms::owner_all);
  set(PrinterBehaviour::prints);
  start();
}

// A port that was free a moment ago may be taken by another test that asked at the same time.
void EvePrinter::start() {
  for (int attempt = 0; attempt < 5; ++attempt) {
    if (port_ == 0) port_ = free_port();
    child_.emplace(
        std::vector<std::string>{OTKEL_IPPEVEPRINTER, "-n", "localhost", "-r", "off", "-p",
                                 std::to_string(port_), "-d", folder_ + "/spool", "-f",
                                 "image/pwg-raster", "-c", folder_ + "/print.sh", "Permits"},
        folder_ + "/log", std::vector<std::string>{"LD_PRELOAD=" OTKEL_NO_AVAHI});
    if (becomes([&] { return !child_->runs() || takes_connections(port_); }) && child_->runs())
      return;
    child_.reset();
    port_ = 0;
  }
  ADD_FAILURE() << "ippeveprinter does not start: " << read(folder_ + "/log");
}

void EvePrinter::set(PrinterBehaviour mood) {
  static constexpr std::array kWords{"prints", "prints_last_sheet", "runs_out_of_paper", "waits",
                                     "fails"};
  write(folder_ + "/mood", kWords.at(static_cast<std::size_t>(mood)));
}

void EvePrinter::release() const {
  int fifo = -1;
  EXPECT_TRUE(becomes([&] {
    fifo = ::open((folder_ + "/fifo").c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    return fifo >= 0;
  })) << "no job waits";
  ::close(fifo);
}

int EvePrinter::begun() const { return static_cast<int>(sorted_files(folder_ + "/begun").size()); }

std::vector<printer::Page> EvePrinter::pages() const {
  std::vector<printer::Page> pages;
  for (const auto& file : sorted_files(folder_ + "/tray")) {
    const auto text = read(file);
    auto page = printer::page_of_pwg(printer::Bytes(text.begin(), text.end()));
    EXPECT_TRUE(page.has_value()) << file << ": " << page.error().detail;
    if (page) pages.push_back(std::move(*page));
  }
  return pages;
}

Spooler::Spooler(const std::string& folder, const std::string& programs) : folder_(folder) {
  for (const char* name : {"/etc", "/spool", "/cache", "/state", "/log"})
    fs::create_directories(folder_ + name);
  // As root cupsd runs backends as another user, who has to get here; it refuses to take root.
  fs::permissions(fs::path(folder_).parent_path(), fs::perms(0711));
  write(folder_ + "/etc/cups-files.conf",
        "ServerRoot " + folder_ + "/etc\nRequestRoot " + folder_ + "/spool\nCacheDir " + folder_ +
            "/cache\nStateDir " + folder_ + "/state\nServerKeychain " + folder_ +
            "/etc/ssl\nAccessLog " + folder_ + "/log/access\nErrorLog " + folder_ +
            "/log/error\nPageLog " + folder_ +
            "/log/page\nPrintcap /dev/null\nUser lp\nGroup lp\nSystemGroup root\n" +
            (programs.empty() ? "" : "ServerBin " + programs + "\n"));
  write(folder_ + "/etc/cupsd.conf",
        "Listen " + socket() +
            "\nBrowsing No\nDefaultAuthType None\nLogLevel debug\n"
            "DirtyCleanInterval 0\nJobRetryInterval 1\n"
            "<Location />\nOrder allow,deny\nAllow all\n</Location>\n");
  start();
}

void Spooler::empty_spool() const {
  for (const auto& entry : fs::directory_iterator(folder_ + "/spool"))
    if (entry.is_regular_file()) fs::remove(entry.path());
}

void Spooler::start() {
  child_.emplace(std::vector<std::string>{OTKEL_CUPSD, "-f", "-c", folder_ + "/etc/cupsd.conf",
                                          "-s", folder_ + "/etc/cups-files.conf"},
                 folder_ + "/log/output", std::vector<std::string>{"LD_PRELOAD="});
  const auto socket_takes = [&] {
    const printer::CupsClient client(*printer::cups_address(place("any")));
    const auto answer = client.printer();
    return answer.has_value() || answer.error().code == core::Code::printer_wrong_queue;
  };
  EXPECT_TRUE(becomes([&] { return !child_->runs() || socket_takes(); }) && child_->runs())
      << "cupsd does not start: " << read(folder_ + "/log/output") << read(folder_ + "/log/error");
}

void Spooler::admin(std::vector<std::string> words) const {
  words.insert(words.begin(), {OTKEL_LPADMIN, "-h", socket()});
  const auto log = folder_ + "/log/lpadmin";
  EXPECT_EQ(run(words, log), 0) << read(log);
}

void Spooler::command(const std::string& program, const std::string& queue) const {
  const auto log = folder_ + "/log/" + program;
  const auto path = fs::path(OTKEL_LPADMIN).parent_path() / program;
  EXPECT_EQ(run({path, "-h", socket(), queue}, log), 0) << read(log);
}

CupsFixture::CupsFixture() : printer(folder_ / "printer"), spooler(folder_ / "cups") {
  spooler.admin({"-p", "permits", "-E", "-v", printer.uri(), "-m", "everywhere", "-o",
                 "printer-error-policy=abort-job"});
  // lpadmin has ended by now, and cupsd still asks the printer what it can do.
  EXPECT_TRUE(becomes([&] { return device().status().ready; }));
}

CupsFixture::~CupsFixture() {
  if (testing::Test::HasFailure()) std::cerr << read(folder_ / "cups/log/error");
}

printer::DeviceCups CupsFixture::device(const std::string& place) const {
  return printer::DeviceCups(*printer::cups_address(place), hasty());
}

std::vector<printer::JobFacts> CupsFixture::jobs(const std::string& name) const {
  return printer::CupsClient(*printer::cups_address(queue())).jobs_named(name).value();
}

printer::DeviceCupsTimes hasty() {
  printer::DeviceCupsTimes times;
  times.request.answer = milliseconds(3000);
  times.finish = milliseconds(15000);
  times.silence = milliseconds(1000);
  times.cancel = milliseconds(3000);
  times.look = milliseconds(50);
  times.ask = milliseconds(100);
  return times;
}

const printer::PreparedJob& sample_job() {
  static const printer::PreparedJob job =
      printer::prepare(printer_test::sample_print(), printer_test::sample_key(),
                       printer::Paper::mm80)
          .value();
  return job;
}

printer::Page dots_of(const printer::PreparedJob& job) {
  auto page = job.page;
  page.qr = {};
  return page;
}

}  // namespace otkel::cups_test
