#pragma once
// The last events of own logs as a text that is kept outside the database: where the database ends
// before them, an old copy of it is in use. Pure.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/link/position.hpp"

namespace otkel::ledger {

/// By the log's name ("nur-zholy/edge").
using Witness = std::vector<std::pair<std::string, sync::Position>>;

/// One line a log: name, epoch, seq, hash.
std::string witness_text(const Witness& witness);
/// Lines that are cut or spoiled, as a power cut leaves them, say nothing.
Witness read_witness(std::string_view text);

}  // namespace otkel::ledger
