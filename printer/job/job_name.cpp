// By what it is about, so that a person finds the file.
#include "printer/job/job_name.hpp"

namespace otkel::printer {
namespace {

// "20250520T030405", UTC: two sheets of one kind about one thing differ by it.
std::string compact(core::Instant at) {
  std::string digits;
  for (const char c : core::to_iso(at).substr(0, 19))
    if (c != '-' && c != ':') digits += c;
  return digits;
}

std::string name_of(const core::SupplementPrint& d) {
  return d.application_no + "-" + d.blank_number + "-" + std::to_string(d.attempt);
}

template <class D>
std::string name_of(const D& d) {
  const auto about = d.about();
  return std::string(D::type) + "-" + (about.file.empty() ? about.subject : about.file) + "-" +
         compact(d.head.printed_at) + "-" + std::to_string(d.head.attempt);
}

}  // namespace

std::string job_name(const core::Document& document) {
  std::string name = std::visit([](const auto& d) { return name_of(d); }, document);
  // What a number of ours never holds is replaced: the name becomes a file's.
  for (char& c : name) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!plain && c != '-' && c != '_') c = '_';
  }
  return name;
}

}  // namespace otkel::printer
