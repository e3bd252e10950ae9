// From messages to captures.
#include "core/plate/visit_reads.hpp"

#include <algorithm>

#include "core/plate/plate_grammar.hpp"
#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr double kDoubtful = 0.5;  ///< of the whole read; below it the camera was guessing

std::string camera_of(const PlateRead& read) {
  return read.camera.value_or("") + (read.view == View::rear ? "|rear" : "");
}

bool same_capture(const PlateRead& a, const PlateRead& b) {
  if (camera_of(a) != camera_of(b)) return false;
  if (!a.event_id.empty() || !b.event_id.empty()) return a.event_id == b.event_id;
  return a.camera_time && a.camera_time == b.camera_time && a.plate == b.plate;
}

std::string in_capitals(std::string ascii) {
  for (char& c : ascii)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return ascii;
}

/// Per-character confidence belongs to the raw text; it holds for the folded one only if folding
/// dropped nothing.
std::vector<double> confidence_for(const std::string& folded, const std::vector<double>& given) {
  return given.size() == utf8_decode(folded).size() ? given : std::vector<double>{};
}

void offer(std::vector<OfferedText>& texts, const std::string& raw, const std::string& folded,
           const std::vector<double>& confidence, bool alternative) {
  for (auto& form : read_forms(folded)) {
    const bool plain = form.form == KeyForm::as_written;
    if (alternative && plain) form.form = KeyForm::alternative;
    texts.push_back({raw, folded, std::move(form),
                     plain ? confidence_for(folded, confidence) : std::vector<double>{}});
  }
}

/// The report of a capture that counts, and what any of its reports says against it.
struct Reported {
  const PlateRead* read;
  bool uncertain = false;
  std::vector<std::string> countries;

  void add(const PlateRead& report) {
    uncertain = uncertain || report.doubt.has_value();
    if (!report.country.empty()) countries.push_back(in_capitals(report.country));
  }
};

std::vector<Reported> one_for_each_capture(const std::vector<PlateRead>& reads) {
  std::vector<Reported> all;
  for (const auto& read : reads) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const Reported& reported) {
      return same_capture(*reported.read, read);
    });
    if (known == all.end()) {
      all.push_back({&read, false, {}});
      all.back().add(read);
      continue;
    }
    known->add(read);
    if (!read.plate.empty() && (known->read->retransmitted || !read.retransmitted))
      known->read = &read;
  }
  return all;
}

}  // namespace

bool Capture::whole() const {
  return main().form.form == KeyForm::as_written && main().folded.find('?') == std::string::npos;
}

VisitReads reads_of_visit(const std::vector<PlateRead>& reads,
                          const std::function<bool(const std::string&)>& listed) {
  VisitReads out;
  const auto usable = [&](const std::string& folded) {
    return !folded.empty() && (may_be_plate(folded) || listed(folded));
  };
  for (auto& [read, uncertain, countries] : one_for_each_capture(reads)) {
    Capture capture{camera_of(*read),
                    read->view == View::rear,
                    read->retransmitted,
                    read->confidence.value_or(1.0) < kDoubtful,
                    uncertain,
                    std::move(countries),
                    {}};
    const std::string folded = fold_plate_text(read->plate);
    if (out.raw.empty()) out.raw = read->plate;
    if (!folded.empty() && !out.read_something) {
      out.read_something = true;
      out.raw = read->plate;
      out.folded = folded;
    }
    if (usable(folded))
      offer(capture.texts, read->plate, folded, read->character_confidence, false);
    for (const auto& other : read->others) {
      const std::string text = fold_plate_text(other.text);
      if (text != folded && usable(text)) offer(capture.texts, other.text, text, {}, true);
    }
    if (!capture.texts.empty()) out.captures.push_back(std::move(capture));
  }
  return out;
}

}  // namespace otkel::core
