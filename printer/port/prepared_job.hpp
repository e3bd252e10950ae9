#pragma once
// What a device is given: one document, in each form that some device takes.
#include <string>

#include "printer/page/page.hpp"

namespace otkel::printer {

struct PreparedJob {
  std::string name;  ///< job_name(): the stem of its files and the spooler's key
  Page page;         ///< as it will be printed, after the encoder's cleared dots
  Bytes escpos;
  std::string pdf;
  Page copy;              ///< for screens and archives: copy_of(page)
  std::string copy_pdf;   ///< shows the dots of `copy`
  std::string text;       ///< what stands on it, a paragraph a line
  std::string qr_text;    ///< empty if the document has no QR
  std::string page_hash;  ///< of `page`
  /// It is printed to find the head's width, so what is known of it does not matter.
  bool measures_head = false;
};

}  // namespace otkel::printer
