// A daemon, its clock, its hub and its cameras.
#include "tests/contract/http/rig.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>

#include "base/codec/chain.hpp"
#include "base/codec/event.hpp"
#include "base/codec/password.hpp"
#include "config/load.hpp"
#include "firmware-daemon/app/apply_hub_facts.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "firmware-daemon/app/sessions.hpp"
#include "firmware-daemon/http/contract.hpp"

namespace otkel::http::test {
namespace {

constexpr const char* kBin = "050140000013";
constexpr const char* kHubEpoch = "0123456789abcdef0123456789abcdef";
constexpr const char* kMorning = "2025-05-20T05:00:00Z";

std::string numbered(const char* format, int n) {
  char text[32];
  std::snprintf(text, sizeof text, format, n);
  return text;
}

void write_clock(const std::string& file, core::Instant at) {
  const std::int64_t ms = at.time_since_epoch().count();
  std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
  if (!out) out.open(file, std::ios::binary | std::ios::out);
  out.write(reinterpret_cast<const char*>(&ms), sizeof ms);
}

core::SupplementText supplement(int n) {
  core::SupplementText t;
  t.carrier_name = "«Көкжиек Логистик» ЖШС";
  t.carrier_address = "Жаркент қ., Сынақ көшесі 1";
  t.vehicle = "Volvo FH 460, 20000 кг, 2 орын, " + plate(n);
  t.planned_crossing = t.valid_from = "2025-05-20";
  t.valid_until = "2025-06-18";
  t.direction_from = "Жаркент";
  t.direction_to = "Қорғас";
  t.checkpoint_exit = t.checkpoint_entry = "Нұр Жолы";
  t.cargo_name = "Бидай ұны";
  t.cargo_weight = "19 800 кг";
  t.loading_place = "Алматы";
  t.unloading_place = "Қорғас";
  return t;
}

core::OfficerRecorded officer_fact(const std::string& login, core::OfficerRole role) {
  static const std::string hash = codec::hash_password(kPassword, codec::PasswordSalt{}).value();
  return {login, login, role, hash, true};
}

otkel::test::ContractWatch& watch() {
  static otkel::test::ContractWatch one(contract());
  return one;
}

}  // namespace

std::string application_no(int n) { return numbered("NZ25-%06d", n); }
std::string booking_no(int n) { return numbered("NZ25-H%06d", n); }
std::string plate(int n) { return numbered("%03dABC05", 122 + n); }

const otkel::test::Contract& contract() {
  static const otkel::test::Contract document(contract_json());
  return document;
}

std::set<Operation> asked() { return watch().asked(); }

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "otkel-http-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Reply::code() const {
  const auto* object = body.if_object();
  const auto* code = object != nullptr ? object->if_contains("code") : nullptr;
  return code != nullptr && code->is_string() ? std::string(code->as_string()) : std::string();
}

Reply Client::ask(const std::string& method, const std::string& target, const std::string& body,
                  std::vector<std::pair<std::string, std::string>> headers) const {
  web::Call call;
  call.method = method;
  call.port = port_;
  call.target = target;
  call.body = body;
  call.headers = std::move(headers);
  call.timeout = std::chrono::milliseconds{20'000};
  call.source = source_;
  // As a browser does on a page of this port.
  if (method != "GET")
    call.headers.emplace_back("Origin", "http://127.0.0.1:" + std::to_string(port_));
  if (!cookie_.empty()) call.headers.emplace_back("Cookie", cookie_);
  if (!body.empty() && web::header_of({.headers = call.headers}, "Content-Type").empty())
    call.headers.emplace_back("Content-Type", "application/json");
  const auto response = web::fetch(call);
  if (!response) throw std::runtime_error(target + ": " + response.error().detail);
  Reply reply{response->status, nullptr, response->body, *response};
  boost::system::error_code ignored;
  reply.body = json::parse(response->body, ignored);
  watch().hold(method, target, reply.status, response->content_type, response->body);
  return reply;
}

Reply Client::post(const std::string& target, const std::string& body) const {
  static std::atomic<int> next = 0;
  return post_with_key(numbered("test-key-%06d", ++next), target, body);
}

Reply Client::post_with_key(const std::string& key, const std::string& target,
                            const std::string& body) const {
  return ask("POST", target, body, {{"Idempotency-Key", key}});
}

Reply Client::log_in(const std::string& login, const std::string& password) {
  const json::object form{{"login", login}, {"password", password}};
  auto reply = ask("POST", "/api/v1/session", json::serialize(form), {});
  const std::string set = web::header_of(reply.raw, "set-cookie");
  if (reply.status == 200) cookie_ = set.substr(0, set.find(';'));
  return reply;
}

config::EdgeSettings settings_in(const Folder& folder, ClockKind clock) {
  if (clock == ClockKind::driven) write_clock(folder / "clock", core::parse_iso(kMorning).value());
  std::ofstream toml(folder / "edge.toml");
  toml << "site = \"nur-zholy\"\nprofile = \"demonstration\"\n"
       << "[rules]\npack_file = \"kz-cn-c-demonstration.toml\"\n"
       << "[storage]\ndatabase = \"" << folder / "edge.db" << "\"\n"
       << "[kiosk]\nport = 0\n[console]\nport = 0\n"
       << "[ui]\nstatic_root = \"" << folder / "ui" << "\"\n"
       << "[printer]\ndevice = \"file:" << folder / "paper" << "\"\n"
       << "archive_dir = \"" << folder / "archive" << "\"\n"
       << "[bridge]\nendpoint = \"ipc://" << folder / "anpr.sock" << "\"\n"
       << "pictures_dir = \"" << folder / "pictures" << "\"\n"
       << "[demo]\nseed = 7\n";
  if (clock == ClockKind::driven)
    toml << "[clock]\nsource = \"driven\"\nfile = \"" << folder / "clock" << "\"\n";
  toml.close();
  const auto loaded = config::load_edge({.root = {}, .files = {folder / "edge.toml"}, .site = {}});
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  return loaded->settings;
}

Rig::Rig(ClockKind clock) : folder_(std::make_shared<Folder>()) {
  std::filesystem::create_directories(folder_->path() / "ui" / "kiosk");
  std::filesystem::create_directories(folder_->path() / "ui" / "console");
  std::ofstream(*folder_ / "ui/kiosk/index.html") << "<p>kiosk</p>";
  std::ofstream(*folder_ / "ui/console/index.html") << "<p>console</p>";
  start(settings_in(*folder_, clock));
}

Rig::Rig(std::shared_ptr<Folder> folder, const config::EdgeSettings& settings)
    : folder_(std::move(folder)) {
  start(settings);
}

Rig::~Rig() { stop(); }

void Rig::start(const config::EdgeSettings& settings) {
  auto opened = daemon::Daemon::open(settings);
  if (!opened) throw std::runtime_error(opened.error().detail);
  daemon_ = std::move(*opened);
  thread_ = std::thread([this] { daemon_->run(); });
}

void Rig::stop() {
  if (!thread_.joinable()) return;
  daemon_->stop();
  thread_.join();
  daemon_.reset();
}

void Rig::set_clock(const std::string& iso) {
  write_clock(*folder_ / "clock", core::parse_iso(iso).value());
}

bool Rig::until(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

core::Result<app::Answer> Rig::on_work(
    std::function<core::Result<app::Answer>(app::Context&)> work) {
  std::promise<core::Result<app::Answer>> answer;
  const bool taken = daemon_->loop().submit(
      {core::Actor::system(), std::move(work),
       [&](core::Result<app::Answer> result) { answer.set_value(std::move(result)); }});
  if (!taken) return core::fail(core::Code::busy, "stopped");
  return answer.get_future().get();
}

void Rig::hub(const std::vector<core::Event>& facts) {
  std::vector<core::EventRecord> rows;
  for (const auto& fact : facts) {
    core::EventRecord row;
    row.side = core::LogSide::hub;
    row.site = core::Site{"nur-zholy"};
    row.epoch = kHubEpoch;
    row.seq = ++seq_;
    row.event_id = codec::event_id_of(row);
    row.at = core::parse_iso(kMorning).value();
    row.actor = core::Actor::hub();
    row.rule_pack = "kz-cn-c-2023";
    row.type = core::event_type(fact);
    row.body = codec::event_body(fact);
    row.prev_hash = hash_;
    row.hash = hash_ = codec::chain_hash(row);
    rows.push_back(row);
  }
  const auto taken = on_work([&](app::Context& c) -> core::Result<app::Answer> {
    if (auto ok = app::apply_hub_facts(c, rows); !ok) return std::unexpected(ok.error());
    return app::Answer{};
  });
  ASSERT_TRUE(taken) << taken.error().detail;
}

void Rig::people() {
  hub({officer_fact("aliya", core::OfficerRole::officer),
       officer_fact("bolat", core::OfficerRole::senior),
       officer_fact("tamara", core::OfficerRole::technician)});
}

Client Rig::officer() {
  Client client = console();
  const auto reply = client.log_in("aliya", kPassword);
  EXPECT_EQ(reply.status, 200) << reply.text;
  return client;
}

void Rig::registered(int n) {
  const auto slot = core::parse_iso("2025-05-20T05:30:00Z").value();
  core::PermitCardRecorded card;
  card.card_no = numbered("K-%d", n);
  card.bin = kBin;
  card.plate = plate(n);
  card.make = "Volvo";
  card.model = "FH 460";
  card.valid_until = card.tachograph_until = card.inspection_until = "2026-01-01";
  hub({core::CarrierRecorded{kBin, "«Көкжиек Логистик» ЖШС", "Жаркент", "A-1", "2026-01-01"}, card,
       core::PortalBookingMade{booking_no(n), plate(n), kBin, "Сынақбаев С.", slot,
                               slot + std::chrono::minutes{30}},
       core::ApplicationRegistered{application_no(n), kBin, plate(n), booking_no(n), "2025-05-20",
                                   slot, slot}});
}

void Rig::paid(int n) {
  hub({core::PayNoticeSent{application_no(n), "provider"},
       core::FeePaid{application_no(n), {3932}, core::parse_iso(kMorning).value(), "P-1"},
       core::SupplementFormed{application_no(n), supplement(n)}});
}

void Rig::blanks(std::int64_t count) {
  hub({core::BlanksDispatched{"B-1", "C00000001", count}});
  const auto received = officer().post(
      "/api/v1/stock/receipts",
      json::serialize(json::object{{"batch", "B-1"}, {"first", "C00000001"}, {"count", count}}));
  ASSERT_EQ(received.status, 201) << received.text;
}

void Rig::camera(core::CameraRole role, const std::string& plate, const std::string& id) {
  core::Visit visit;
  visit.visit_id = id;
  visit.camera = role == core::CameraRole::exit ? "exit-1" : "gate-1";
  visit.role = role;
  core::PlateRead read;
  read.maker = "hikvision";
  read.plate = plate;
  read.confidence = 0.98;
  // Sure of every character: nobody is called before the cameras of most tests.
  read.character_confidence.assign(plate.size(), 0.98);
  for (const char* capture : {"-a", "-b"}) {
    read.event_id = id + capture;
    visit.reads.push_back(read);
  }
  visit.picture_hash = std::string(64, 'a');
  const auto taken = on_work([&](app::Context& c) -> core::Result<app::Answer> {
    visit.first_received = visit.last_received = c.now;
    if (auto ok = app::take_visit(c, visit); !ok) return std::unexpected(ok.error());
    return app::Answer{};
  });
  ASSERT_TRUE(taken) << taken.error().detail;
}

}  // namespace otkel::http::test
