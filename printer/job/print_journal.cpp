// One line a record: 16 hex digits of its hash, a space, a JSON object.
#include "printer/job/print_journal.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <tuple>

#include "base/codec/hash.hpp"
#include "base/codec/json.hpp"
#include "core/value/sheet_check.hpp"

namespace otkel::printer {
namespace {

using core::Code;

constexpr std::uintmax_t kShortenAt = 1 << 20;
constexpr std::size_t kKeptJobs = 100;
// Room for the rest of a job, so that its outcome fits where its beginning did.
constexpr off_t kReserved = 32 * 1024;

/// Every record holds some of these; `job` is the key.
struct Record {
  std::int64_t job = 0;
  std::optional<std::string> name, page, check;  ///< the job begins
  std::optional<std::string> stage;
  std::optional<std::int64_t> bands, rows, bytes;
  std::optional<std::string> outcome, grade, cause, detail;  ///< the job has ended
  static constexpr auto fields() {
    using R = Record;
    return std::tuple{core::field("job", &R::job),         core::field("name", &R::name),
                      core::field("page", &R::page),       core::field("check", &R::check),
                      core::field("stage", &R::stage),     core::field("bands", &R::bands),
                      core::field("rows", &R::rows),       core::field("bytes", &R::bytes),
                      core::field("outcome", &R::outcome), core::field("grade", &R::grade),
                      core::field("cause", &R::cause),     core::field("detail", &R::detail)};
  }
};

std::optional<Code> code_of(std::string_view text) {
  for (int i = 0; !core::code_word_at(i).empty(); ++i)
    if (core::code_word_at(i) == text) return static_cast<Code>(i);
  return std::nullopt;
}

std::string sum_of(std::string_view body) { return codec::blake2b_hex<>(body).substr(0, 16); }

std::string line_of(const Record& record) {
  const std::string body = codec::encode(record);
  return sum_of(body) + " " + body + "\n";
}

std::optional<Record> record_of(std::string_view line) {
  if (line.size() < 17 || sum_of(line.substr(17)) != line.substr(0, 16)) return std::nullopt;
  auto record = codec::decode<Record>(line.substr(17));
  return record ? std::optional(std::move(*record)) : std::nullopt;
}

/// A job on its way through the file.
struct JobHistory {
  Recovered known;
  bool may_be_sent = false;
  bool ended = false;
};

JobHistory course_of(const Record& first) {
  JobHistory course;
  course.known.job_id = first.job;
  course.known.name = first.name.value_or("");
  course.known.page_hash = first.page.value_or("");
  course.known.check = first.check;
  course.known.outcome = {OutcomeKind::failed_safe, core::PrintGrade::none, Code::internal, 0,
                          "the program ended before the first byte was sent"};
  return course;
}

void is_unknown(JobHistory& course, const char* why) {
  course.may_be_sent = true;
  course.known.outcome.kind = OutcomeKind::unknown;
  course.known.outcome.detail = why;
}

void follow(JobHistory& course, const Record& record) {
  Outcome& outcome = course.known.outcome;
  if (record.stage && *record.stage != core::word(Stage::preflight))
    is_unknown(course, "the program ended while the job was at the printer");
  outcome.bytes_sent = record.bytes.value_or(outcome.bytes_sent);
  outcome.rows_sent = record.rows.value_or(outcome.rows_sent);
  if (!record.outcome) return;
  const auto kind = core::from_word<OutcomeKind>(*record.outcome);
  const auto cause = code_of(record.cause.value_or("internal"));
  if (!kind || !cause) return is_unknown(course, "the journal holds an outcome of no known form");
  outcome.kind = *kind;
  outcome.grade = core::PrintGradeWord::read(record.grade.value_or(""));
  outcome.cause = *cause;
  outcome.detail = record.detail.value_or("");
  course.ended = true;
}

/// The jobs of whole lines. A line that was damaged may have been the one that says "sending".
std::vector<Recovered> jobs_of(std::string_view text) {
  std::vector<JobHistory> courses;
  const auto of = [&](std::int64_t id) {
    return std::ranges::find(courses, id, [](const JobHistory& c) { return c.known.job_id; });
  };
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) break;  // torn: it was not synced, so nothing followed it
    const auto record = record_of(text.substr(0, end));
    text.remove_prefix(end + 1);
    if (!record) {
      for (JobHistory& course : courses)
        if (!course.ended) is_unknown(course, "the journal is damaged behind this job's begin");
      continue;
    }
    if (record->name) {
      if (const auto earlier = of(record->job); earlier != courses.end()) courses.erase(earlier);
      courses.push_back(course_of(*record));
    }
    auto course = of(record->job);
    if (course == courses.end()) {  // its beginning is one of the damaged lines
      course = courses.insert(course, course_of(*record));
      is_unknown(*course, "the journal is damaged at this job's begin");
    }
    follow(*course, *record);
  }
  std::vector<Recovered> jobs;
  for (JobHistory& course : courses) jobs.push_back(std::move(course.known));
  return jobs;
}

core::Result<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == ENOENT) return core::fail(Code::not_found, "there is no print journal " + path);
    return files::io_error("cannot read", path);
  }
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return files::io_error("cannot read", path);
  return text;
}

Record outcome_record(std::int64_t job_id, const Outcome& outcome) {
  Record record{.job = job_id};
  record.outcome = core::word(outcome.kind);
  record.grade = outcome.grade.str();
  record.cause = core::word(outcome.cause);
  record.detail = outcome.detail;
  record.bytes = outcome.bytes_sent;
  record.rows = outcome.rows_sent;
  return record;
}

std::string shortened(std::string_view text) {
  const auto jobs = jobs_of(text);
  const auto first = jobs.size() > kKeptJobs ? jobs.size() - kKeptJobs : 0;
  std::string out;
  for (auto i = first; i < jobs.size(); ++i) {
    Record begun{.job = jobs[i].job_id};
    begun.name = jobs[i].name;
    begun.page = jobs[i].page_hash;
    begun.check = jobs[i].check;
    out += line_of(begun) + line_of(outcome_record(jobs[i].job_id, jobs[i].outcome));
  }
  return out;
}

}  // namespace

core::Result<std::vector<Recovered>> recover(const std::string& path) {
  const auto text = content_of(path);
  if (!text) return std::unexpected(text.error());
  return jobs_of(*text);
}

bool piece_may_hang(const std::vector<Recovered>& jobs) {
  for (auto job = jobs.rbegin(); job != jobs.rend(); ++job)
    if (job->outcome.kind != OutcomeKind::failed_safe)
      return job->outcome.kind == OutcomeKind::unknown;
  return false;
}

PrintJournal::PrintJournal(std::string path, int descriptor)
    : path_(std::move(path)), file_(descriptor) {}

core::Result<std::unique_ptr<PrintJournal>> PrintJournal::open(const std::string& path) {
  std::error_code failed;
  if (std::filesystem::file_size(path, failed) > kShortenAt && !failed) {
    const auto text = content_of(path);
    if (!text) return std::unexpected(text.error());
    if (auto written = files::write_safely(path, shortened(*text)); !written)
      return std::unexpected(written.error());
  }
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  auto journal = std::unique_ptr<PrintJournal>(new PrintJournal(path, descriptor));
  if (!journal->file_) return files::io_error("cannot open the print journal", path);
  const auto text = content_of(path);
  if (!text) return std::unexpected(text.error());
  const auto whole = text->rfind('\n') == std::string::npos ? 0 : text->rfind('\n') + 1;
  if (whole < text->size() && ::ftruncate(journal->file_.get(), static_cast<off_t>(whole)) != 0)
    return files::io_error("cannot shorten", path);
  if (auto synced = journal->sync(); !synced) return std::unexpected(synced.error());
  if (auto synced = files::sync_folder_of(path); !synced) return std::unexpected(synced.error());
  return journal;
}

core::Result<void> PrintJournal::append(const std::string& line) {
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t wrote = ::write(file_.get(), rest.data(), rest.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      auto error = files::io_error("cannot write", path_);
      // Half a line must not join the next one.
      if (rest.size() < line.size()) (void)!::write(file_.get(), "\n", 1);
      return error;
    }
    rest.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return {};
}

core::Result<void> PrintJournal::sync() {
  if (::fdatasync(file_.get()) != 0) return files::io_error("cannot sync", path_);
  return {};
}

core::Result<void> PrintJournal::begin(std::int64_t job_id, const PreparedJob& job) {
  const auto size = ::lseek(file_.get(), 0, SEEK_END);
  if (::fallocate(file_.get(), FALLOC_FL_KEEP_SIZE, size, kReserved) != 0 && errno == ENOSPC)
    return files::io_error("no room for the print journal", path_);
  job_id_ = job_id;
  Record record{.job = job_id};
  record.name = job.name;
  record.page = job.page_hash;
  if (const auto check = core::check_in_link(job.qr_text)) record.check = check->str();
  record.stage = core::word(Stage::preflight);
  if (auto written = append(line_of(record)); !written) return written;
  return sync();
}

core::Result<void> PrintJournal::reach(Stage stage) {
  Record record{.job = job_id_};
  record.stage = core::word(stage);
  if (auto written = append(line_of(record)); !written) return written;
  return stage == Stage::sending ? sync() : core::Result<void>{};
}

void PrintJournal::note(const Sent& sent) {
  Record record{.job = job_id_};
  record.bands = sent.bands;
  record.rows = sent.rows;
  record.bytes = sent.bytes;
  // A line that cannot be written costs only precision: the job is unknown either way.
  std::ignore = append(line_of(record));
}

core::Result<void> PrintJournal::end(const Outcome& outcome) {
  if (auto written = append(line_of(outcome_record(job_id_, outcome))); !written) return written;
  return sync();
}

Outcome print_written_down(Device& device, const PreparedJob& job, std::int64_t job_id,
                           PrintJournal* journal, const OnStage& on_stage) {
  if (journal == nullptr) return device.print(job, on_stage);
  if (const auto begun = journal->begin(job_id, job); !begun) return not_started(begun.error());
  device.on_sent([journal](const Sent& sent) { journal->note(sent); });
  Outcome outcome = device.print(job, [&](Stage stage) -> core::Result<void> {
    if (stage != Stage::preflight)
      if (auto written = journal->reach(stage); !written) return written;
    return reach(on_stage, stage);
  });
  device.on_sent({});
  if (const auto written = journal->end(outcome); !written)
    outcome.detail += (outcome.detail.empty() ? "" : "; ") + written.error().detail;
  return outcome;
}

}  // namespace otkel::printer
