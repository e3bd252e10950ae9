// IPP by libcups' low level: its convenient calls connect again and send again by themselves.
#include "printer/device/cups/cups_client.hpp"

#include <cups/cups.h>

#include <algorithm>
#include <array>
#include <memory>

#include "printer/port/countdown.hpp"

namespace otkel::printer {
namespace {

using core::Code;

/// libcups takes 0 for "for ever".
constexpr std::chrono::milliseconds kLeast{10};

struct CloseHttp {
  void operator()(http_t* http) const { httpClose(http); }
};
struct DeleteIpp {
  void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

std::string text_of(ipp_attribute_t* attribute, int at = 0) {
  const char* text = attribute == nullptr ? nullptr : ippGetString(attribute, at, nullptr);
  return text == nullptr ? "" : text;
}

std::vector<std::string> texts_of(ipp_attribute_t* attribute) {
  std::vector<std::string> texts;
  for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i)
    texts.push_back(text_of(attribute, i));
  return texts;
}

ipp_attribute_t* find(ipp_t* answer, const char* name) {
  return ippFindAttribute(answer, name, IPP_TAG_ZERO);
}

Code code_of(ipp_status_t status) {
  switch (status) {
    case IPP_STATUS_ERROR_NOT_FOUND:
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
    case IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED:
      return Code::printer_wrong_queue;
    case IPP_STATUS_ERROR_FORBIDDEN:
    case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
    case IPP_STATUS_ERROR_NOT_AUTHORIZED:
      return Code::printer_forbidden;
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
    case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
    case IPP_STATUS_ERROR_BUSY:
      return Code::printer_offline;
    default:
      return Code::printer_fault;
  }
}

Code code_of(http_status_t status) {
  switch (status) {
    case HTTP_STATUS_UNAUTHORIZED:
    case HTTP_STATUS_FORBIDDEN:
    case HTTP_STATUS_UPGRADE_REQUIRED:
      return Code::printer_forbidden;
    case HTTP_STATUS_NOT_FOUND:
      return Code::printer_wrong_queue;
    default:
      return Code::printer_fault;
  }
}

/// libcups asks this if nothing came for the time that was set; 0 makes the call fail. Some of
/// its calls do not ask and fail at once, so the time is the whole deadline and not a part of it.
int leave_at_once(http_t* /*http*/, void* /*nothing*/) { return 0; }

/// One request and its answer.
class Exchange {
 public:
  Exchange(const CupsAddress& address, const CupsClientTimes& times)
      : address_(address), times_(times), deadline_(times.answer) {}

  core::Result<Ipp> run(ipp_t* request, const Bytes& document, std::int64_t& sent) {
    const std::string server = address_.server.empty() ? cupsServer() : address_.server;
    const int port = address_.server.empty() ? ippPort() : address_.port;
    http_.reset(
        httpConnect2(server.c_str(), port, nullptr, AF_UNSPEC,
                     address_.secure ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1,
                     static_cast<int>(times_.connect.count()), nullptr));
    if (!http_)
      return core::fail(Code::printer_absent, "nobody answers at " + server + ":" +
                                                  std::to_string(port) + ": " +
                                                  cupsLastErrorString());
    deadline_.restart(times_.answer);
    limit_silence();
    if (!send(request, document, sent)) return broken("while the request was sent");
    return receive();
  }

 private:
  bool send(ipp_t* request, const Bytes& document, std::int64_t& sent) {
    httpClearFields(http_.get());
    httpSetField(http_.get(), HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetLength(http_.get(), ippLength(request) + document.size());
    if (httpPost(http_.get(), address_.resource.c_str()) != 0) return false;
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
      state = ippWrite(http_.get(), request);
      if (state == IPP_STATE_ERROR) return false;
    }
    constexpr std::size_t kPart = 16384;
    for (std::size_t at = 0; at < document.size();) {
      const auto count = std::min(kPart, document.size() - at);
      const auto took =
          httpWrite2(http_.get(), reinterpret_cast<const char*>(document.data() + at), count);
      if (took <= 0) return false;
      at += static_cast<std::size_t>(took);
      sent = static_cast<std::int64_t>(at);
    }
    return httpFlushWrite(http_.get()) >= 0;
  }

  /// What is left of the deadline, from here on.
  void limit_silence() {
    const std::chrono::duration<double> left = std::max(deadline_.left(), kLeast);
    httpSetTimeout(http_.get(), left.count(), leave_at_once, nullptr);
  }

  core::Result<Ipp> receive() {
    limit_silence();
    http_status_t status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE) status = httpUpdate(http_.get());
    if (status == HTTP_STATUS_ERROR) return broken("while the answer was awaited");
    if (status != HTTP_STATUS_OK)
      return core::fail(code_of(status), address_.uri + " answers HTTP " +
                                             std::to_string(static_cast<int>(status)) + " " +
                                             httpStatus(status));
    Ipp answer(ippNew());
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
      state = ippRead(http_.get(), answer.get());
      if (state == IPP_STATE_ERROR) return broken("while the answer was read");
    }
    const auto word = ippGetStatusCode(answer.get());
    // Above these are refusals; below, success, perhaps with attributes left out.
    if (word < IPP_STATUS_REDIRECTION_OTHER_SITE) return answer;
    return core::fail(code_of(word), address_.uri + " answers " + ippErrorString(word) + " " +
                                         text_of(find(answer.get(), "status-message")));
  }

  std::unexpected<core::Error> broken(std::string_view when) const {
    const bool late = deadline_.over();
    return core::fail(late ? Code::printer_timeout : Code::printer_absent,
                      address_.uri + (late ? ": no answer in time, " : ": the connection broke ") +
                          std::string(when));
  }

  const CupsAddress& address_;
  const CupsClientTimes& times_;
  Countdown deadline_;
  Http http_;
};

Ipp request_for(ipp_op_t operation, const CupsAddress& address, int job_id = 0) {
  Ipp request(ippNewRequest(operation));  // charset and language are in it
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
               address.uri.c_str());
  if (job_id > 0)
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job_id);
  // The owner of our jobs, whose names servers hide from everybody else: the process's own user. A
  // server that finds no such user on its machine has been seen to die (CUPS 2.4.2-3+deb12u10).
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
               cupsUser());
  return request;
}

template <std::size_t N>
void ask_for(ipp_t* request, const std::array<const char*, N>& names) {
  ippAddStrings(request, IPP_TAG_OPERATION, IPP_CONST_TAG(IPP_TAG_KEYWORD), "requested-attributes",
                static_cast<int>(N), nullptr, names.data());
}

core::Result<Ipp> exchange(const CupsAddress& address, const CupsClientTimes& times,
                           const Ipp& request) {
  std::int64_t none = 0;
  return Exchange(address, times).run(request.get(), {}, none);
}

constexpr std::array kPrinterAttributes{"printer-state",
                                        "printer-state-reasons",
                                        "printer-error-policy",
                                        "printer-is-accepting-jobs",
                                        "device-uri",
                                        "document-format-supported",
                                        "pwg-raster-document-type-supported"};
// Named one by one: a request for all of them gets no name of a finished job out of CUPS 2.4.
constexpr std::array kJobAttributes{"job-id", "job-name", "job-state", "job-state-reasons",
                                    "time-at-processing"};

/// The job whose attributes begin at the present one; leaves the present one at the next job.
JobFacts job_at(ipp_t* answer, ipp_attribute_t*& attribute) {
  JobFacts job;
  for (; attribute != nullptr && ippGetGroupTag(attribute) == IPP_TAG_JOB;
       attribute = ippNextAttribute(answer)) {
    const std::string_view name = ippGetName(attribute) == nullptr ? "" : ippGetName(attribute);
    if (name == "job-id") job.id = ippGetInteger(attribute, 0);
    if (name == "job-name") job.name = text_of(attribute);
    if (name == "job-state") job.state = static_cast<JobState>(ippGetInteger(attribute, 0));
    if (name == "job-state-reasons") job.reasons = texts_of(attribute);
    if (name == "time-at-processing")
      job.never_processed = ippGetValueTag(attribute) == IPP_TAG_NOVALUE;
  }
  return job;
}

std::vector<JobFacts> jobs_in(ipp_t* answer) {
  std::vector<JobFacts> jobs;
  for (auto* attribute = ippFirstAttribute(answer); attribute != nullptr;) {
    if (ippGetGroupTag(attribute) == IPP_TAG_JOB)
      jobs.push_back(job_at(answer, attribute));
    else
      attribute = ippNextAttribute(answer);
  }
  return jobs;
}

}  // namespace

core::Result<PrinterFacts> CupsClient::printer() const {
  const auto request = request_for(IPP_OP_GET_PRINTER_ATTRIBUTES, address_);
  ask_for(request.get(), kPrinterAttributes);
  const auto answer = exchange(address_, times_, request);
  if (!answer) return std::unexpected(answer.error());
  auto* ipp = answer->get();
  PrinterFacts facts;
  facts.state = ippGetInteger(find(ipp, "printer-state"), 0);
  facts.reasons = texts_of(find(ipp, "printer-state-reasons"));
  if (auto* accepting = find(ipp, "printer-is-accepting-jobs"))
    facts.accepting = ippGetBoolean(accepting, 0) != 0;
  facts.error_policy = text_of(find(ipp, "printer-error-policy"));
  facts.formats = texts_of(find(ipp, "document-format-supported"));
  facts.rasters = texts_of(find(ipp, "pwg-raster-document-type-supported"));
  facts.device_uri = text_of(find(ipp, "device-uri"));
  return facts;
}

core::Result<std::vector<JobFacts>> CupsClient::jobs_named(const std::string& name) const {
  std::vector<JobFacts> found;
  // Not every printer knows "all", every one knows these two; a job that ends in between is met
  // twice in this order and missed in the other.
  for (const char* which : {"not-completed", "completed"}) {
    const auto request = request_for(IPP_OP_GET_JOBS, address_);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_CONST_TAG(IPP_TAG_KEYWORD), "which-jobs",
                 nullptr, which);
    ask_for(request.get(), kJobAttributes);
    const auto answer = exchange(address_, times_, request);
    if (!answer) return std::unexpected(answer.error());
    for (auto& job : jobs_in(answer->get()))
      if (job.name == name) found.push_back(std::move(job));
  }
  return found;
}

core::Result<int> CupsClient::create_job(const std::string& name,
                                         std::chrono::seconds longest) const {
  const auto request = request_for(IPP_OP_CREATE_JOB, address_);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, name.c_str());
  // Stated, because a queue's own default may be two copies or a banner page.
  ippAddInteger(request.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
  if (!address_.queue.empty()) {
    ippAddString(request.get(), IPP_TAG_JOB, IPP_CONST_TAG(IPP_TAG_KEYWORD), "job-sheets", nullptr,
                 "none");
    ippAddInteger(request.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "job-cancel-after",
                  static_cast<int>(longest.count()));
  }
  const auto answer = exchange(address_, times_, request);
  if (!answer) return std::unexpected(answer.error());
  const int id = ippGetInteger(find(answer->get(), "job-id"), 0);
  if (id <= 0) return core::fail(Code::printer_fault, address_.uri + " gives the job no number");
  return id;
}

core::Result<void> CupsClient::send_document(int job_id, const Bytes& pwg,
                                             std::int64_t& sent) const {
  const auto request = request_for(IPP_OP_SEND_DOCUMENT, address_, job_id);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               "image/pwg-raster");
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "last-document", 1);
  const auto answer = Exchange(address_, times_).run(request.get(), pwg, sent);
  if (!answer) return std::unexpected(answer.error());
  return {};
}

core::Result<JobFacts> CupsClient::job(int job_id) const {
  const auto request = request_for(IPP_OP_GET_JOB_ATTRIBUTES, address_, job_id);
  ask_for(request.get(), kJobAttributes);
  const auto answer = exchange(address_, times_, request);
  if (!answer) return std::unexpected(answer.error());
  auto jobs = jobs_in(answer->get());
  if (jobs.size() != 1)
    return core::fail(Code::printer_fault, address_.uri + " does not say how the job stands");
  return std::move(jobs.front());
}

core::Result<void> CupsClient::cancel(int job_id) const {
  const auto answer = exchange(address_, times_, request_for(IPP_OP_CANCEL_JOB, address_, job_id));
  if (!answer) return std::unexpected(answer.error());
  return {};
}

}  // namespace otkel::printer
