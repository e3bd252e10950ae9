#pragma once
// The page for screens and archives: what stood on the paper, without what proves that it did.
#include "printer/page/page.hpp"

namespace otkel::printer {

/// The same page with an empty crossed square where each QR stands (`page.qr`); every other dot is
/// the paper's. A QR that is scanned ends an unknown print (docs/adr/0025), so it must be nowhere
/// but on the paper. No module of it stays, so no decoder and no patience restores the signature.
Page copy_of(const Page& page);

}  // namespace otkel::printer
