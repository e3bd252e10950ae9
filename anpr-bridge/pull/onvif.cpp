// SOAP 1.2 by hand: five questions, and answers that are looked up by the local names of elements.
#include "anpr-bridge/pull/onvif.hpp"

#include <cstdio>
#include <pugixml.hpp>
#include <sstream>

#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"
#include "core/value/text.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Instant;
using core::Result;
using std::chrono::milliseconds;

constexpr std::chrono::seconds kRenewAfter{30};
constexpr std::size_t kMostXml = 8u << 20;  // pictures come inside, in base64

constexpr const char* kGetClock = "http://www.onvif.org/ver10/device/wsdl/GetSystemDateAndTime";
constexpr const char* kGetCapabilities = "http://www.onvif.org/ver10/device/wsdl/GetCapabilities";
constexpr const char* kSubscribe =
    "http://www.onvif.org/ver10/events/wsdl/EventPortType/CreatePullPointSubscriptionRequest";
constexpr const char* kPull =
    "http://www.onvif.org/ver10/events/wsdl/PullPointSubscription/PullMessagesRequest";
constexpr const char* kRenew =
    "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/RenewRequest";

/// The path of an address that the camera gives: behind a router its host is not the one we use.
std::string path_of(const std::string& address) {
  const auto scheme = address.find("://");
  const auto slash = address.find('/', scheme == address.npos ? 0 : scheme + 3);
  return slash == address.npos ? "/" : address.substr(slash);
}

std::optional<Instant> camera_clock(const pugi::xml_node& answer) {
  const auto utc = first_named(answer, "UTCDateTime");
  const auto n = [&](const char* name) { return first_named(utc, name).text().as_int(-1); };
  if (!utc || n("Year") < 1970 || n("Hour") < 0) return std::nullopt;
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", n("Year"), n("Month"),
                n("Day"), n("Hour"), n("Minute"), n("Second"));
  const auto at = core::parse_iso(text);
  return at ? std::optional{*at} : std::nullopt;
}

std::string message_alone(const pugi::xml_node& notification) {
  std::ostringstream out;
  notification.print(out, "", pugi::format_raw);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + out.str();
}

}  // namespace

std::string username_token(const Login& login, std::string_view nonce, const std::string& created) {
  const std::string digest = base64(sha1(std::string(nonce) + created + login.password));
  constexpr std::string_view kWss = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
  const std::string wss(kWss);
  return "<wsse:Security xmlns:wsse=\"" + wss + "wssecurity-secext-1.0.xsd\" xmlns:wsu=\"" + wss +
         "wssecurity-utility-1.0.xsd\" s:mustUnderstand=\"1\"><wsse:UsernameToken><wsse:Username>" +
         core::escaped_markup(login.user) + "</wsse:Username><wsse:Password Type=\"" + wss +
         "username-token-profile-1.0#PasswordDigest\">" + digest +
         "</wsse:Password><wsse:Nonce EncodingType=\"" + wss +
         "soap-message-security-1.0#Base64Binary\">" + base64(nonce) +
         "</wsse:Nonce><wsu:Created>" + created +
         "</wsu:Created></wsse:UsernameToken></wsse:Security>";
}

Onvif::Onvif(Login login, std::string device_path, core::Random& random)
    : login_(std::move(login)),
      random_(random),
      device_path_(device_path.empty() ? "/onvif/device_service" : std::move(device_path)) {}

std::string Onvif::header(std::string_view action, const std::string& to, Instant now) const {
  std::string out = "<s:Header><wsa:Action>" + std::string(action) + "</wsa:Action><wsa:To>" +
                    core::escaped_markup(to) + "</wsa:To>";
  // The clock is asked without a log-in: only with it can a log-in be right.
  if (step_ != Step::clock && !login_.user.empty()) {
    const std::string created = core::to_iso(now + clock_ahead_);
    out += username_token(login_, draw_cnonce(random_), created);
  }
  return out + "</s:Header>";
}

Ask Onvif::ask(Instant now) {
  struct Question {
    const char* action;
    const std::string& path;
    std::string body;
  };
  const std::string events = " xmlns:e=\"http://www.onvif.org/ver10/events/wsdl\"";
  const std::string device = " xmlns:d=\"http://www.onvif.org/ver10/device/wsdl\"";
  const Question question = [&]() -> Question {
    switch (step_) {
      case Step::clock:
        return {kGetClock, device_path_, "<d:GetSystemDateAndTime" + device + "/>"};
      case Step::services:
        return {
            kGetCapabilities, device_path_,
            "<d:GetCapabilities" + device + "><d:Category>Events</d:Category></d:GetCapabilities>"};
      case Step::subscribe:
        return {kSubscribe, event_path_,
                "<e:CreatePullPointSubscription" + events +
                    "><e:InitialTerminationTime>PT1M</e:InitialTerminationTime>"
                    "</e:CreatePullPointSubscription>"};
      case Step::renew:
        return {kRenew, pull_path_,
                "<n:Renew xmlns:n=\"http://docs.oasis-open.org/wsn/b-2\">"
                "<n:TerminationTime>PT1M</n:TerminationTime></n:Renew>"};
      case Step::pull:
        break;
    }
    return {kPull, pull_path_,
            "<e:PullMessages" + events +
                "><e:Timeout>PT5S</e:Timeout><e:MessageLimit>50</e:MessageLimit>"
                "</e:PullMessages>"};
  }();
  Ask out;
  out.method = "POST";
  out.target = question.path;
  out.content_type =
      "application/soap+xml; charset=utf-8; action=\"" + std::string(question.action) + "\"";
  out.body =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope "
      "xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
      "xmlns:wsa=\"http://www.w3.org/2005/08/addressing\">" +
      header(question.action, question.path, now) + "<s:Body>" + question.body +
      "</s:Body></s:Envelope>";
  out.patience = milliseconds{15'000};  // the camera itself waits five seconds for news
  return out;
}

Result<Understood> Onvif::understand(int status, std::string_view body, Instant now) {
  pugi::xml_document document;
  const bool parsed = body.size() <= kMostXml && document.load_buffer(body.data(), body.size());
  const auto root = document.document_element();
  const auto answer = first_named(root, "Body");
  const auto fault = first_named(answer, "Fault");
  if (fault) {
    std::ostringstream out;
    fault.print(out, "", pugi::format_raw);
    const std::string text = out.str();
    const bool log_in =
        text.find("NotAuthorized") != text.npos || text.find("FailedAuthentication") != text.npos;
    return core::fail(
        log_in ? Code::unauthenticated : Code::peer_refused,
        "the camera answers with a fault: " + clean(first_named(fault, "Text").text().get(), 100));
  }
  if (status != 200 || !parsed || !answer)
    return core::fail(Code::peer_refused, "status " + std::to_string(status) +
                                              ", expected a SOAP envelope, found '" +
                                              clean(body.substr(0, 100)) + "'");
  switch (step_) {
    case Step::clock: {
      const auto theirs = camera_clock(answer);
      clock_ahead_ = theirs ? *theirs - now : milliseconds{0};
      step_ = Step::services;
      return Understood{};
    }
    case Step::services: {
      const auto address = first_named(first_named(answer, "Events"), "XAddr");
      if (!address) return core::fail(Code::peer_refused, "the camera has no ONVIF event service");
      event_path_ = path_of(std::string(trim(address.text().get())));
      step_ = Step::subscribe;
      return Understood{};
    }
    case Step::subscribe: {
      const auto address = first_named(first_named(answer, "SubscriptionReference"), "Address");
      if (!address)
        return core::fail(Code::peer_refused, "the answer names no SubscriptionReference");
      pull_path_ = path_of(std::string(trim(address.text().get())));
      renewed_ = now;
      step_ = Step::pull;
      return Understood{};
    }
    case Step::renew:
      renewed_ = now;
      step_ = Step::pull;
      return Understood{};
    case Step::pull:
      break;
  }
  return pulled(body, now);
}

Result<Understood> Onvif::pulled(std::string_view body, Instant now) {
  pugi::xml_document document;
  document.load_buffer(body.data(), body.size());
  const auto response = first_named(document.document_element(), "PullMessagesResponse");
  if (!response) return core::fail(Code::peer_refused, "expected PullMessagesResponse");
  Understood out;
  for (const auto& child : response.children())
    if (local_name(child) == "NotificationMessage")
      out.pieces.push_back({{"application/xml", message_alone(child)}});
  if (now - renewed_ >= kRenewAfter) step_ = Step::renew;
  // A camera that does not wait for news itself must not be asked without a pause.
  if (out.pieces.empty()) out.pause = milliseconds{250};
  return out;
}

void Onvif::forget() { step_ = Step::clock; }

}  // namespace otkel::anpr
