// The table behind Code: its word and what the caller can do.
#include "core/value/result.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>

namespace otkel::core {
namespace {

struct Row {
  Code code;
  std::string_view word;
  Errc kind;
};

constexpr auto kRows = std::to_array<Row>({
    {Code::value_malformed, "value_malformed", Errc::invalid},
    {Code::plate_malformed, "plate_malformed", Errc::invalid},
    {Code::bin_iin_malformed, "bin_iin_malformed", Errc::invalid},
    {Code::blank_number_malformed, "blank_number_malformed", Errc::invalid},
    {Code::application_no_malformed, "application_no_malformed", Errc::invalid},
    {Code::booking_no_malformed, "booking_no_malformed", Errc::invalid},
    {Code::money_malformed, "money_malformed", Errc::invalid},
    {Code::time_malformed, "time_malformed", Errc::invalid},
    {Code::payload_malformed, "payload_malformed", Errc::invalid},
    {Code::field_missing, "field_missing", Errc::invalid},
    {Code::field_unknown, "field_unknown", Errc::invalid},
    {Code::config_invalid, "config_invalid", Errc::invalid},
    {Code::rule_pack_invalid, "rule_pack_invalid", Errc::invalid},
    {Code::idempotency_key_missing, "idempotency_key_missing", Errc::invalid},
    {Code::idempotency_key_reused, "idempotency_key_reused", Errc::conflict},
    {Code::body_too_large, "body_too_large", Errc::invalid},
    {Code::body_not_json, "body_not_json", Errc::invalid},
    {Code::event_malformed, "event_malformed", Errc::invalid},
    {Code::application_not_found, "application_not_found", Errc::not_found},
    {Code::booking_not_found, "booking_not_found", Errc::not_found},
    {Code::blank_not_found, "blank_not_found", Errc::not_found},
    {Code::permit_card_not_found, "permit_card_not_found", Errc::not_found},
    {Code::carrier_not_found, "carrier_not_found", Errc::not_found},
    {Code::print_job_not_found, "print_job_not_found", Errc::not_found},
    {Code::visit_not_found, "visit_not_found", Errc::not_found},
    {Code::incident_not_found, "incident_not_found", Errc::not_found},
    {Code::route_not_found, "route_not_found", Errc::not_found},
    {Code::method_not_allowed, "method_not_allowed", Errc::not_found},
    {Code::picture_not_found, "picture_not_found", Errc::not_found},
    {Code::officer_not_found, "officer_not_found", Errc::not_found},
    {Code::batch_not_found, "batch_not_found", Errc::not_found},
    {Code::not_found, "not_found", Errc::not_found},
    {Code::application_wrong_state, "application_wrong_state", Errc::conflict},
    {Code::application_unpaid, "application_unpaid", Errc::conflict},
    {Code::application_closed, "application_closed", Errc::conflict},
    {Code::booking_wrong_state, "booking_wrong_state", Errc::conflict},
    {Code::blank_wrong_state, "blank_wrong_state", Errc::conflict},
    {Code::print_job_wrong_state, "print_job_wrong_state", Errc::conflict},
    {Code::visit_already_decided, "visit_already_decided", Errc::conflict},
    {Code::already_issued, "already_issued", Errc::conflict},
    {Code::already_redeemed, "already_redeemed", Errc::conflict},
    {Code::vehicle_has_active_booking, "vehicle_has_active_booking", Errc::conflict},
    {Code::slot_full, "slot_full", Errc::conflict},
    {Code::version_conflict, "version_conflict", Errc::conflict},
    {Code::number_taken, "number_taken", Errc::conflict},
    {Code::batch_overlaps, "batch_overlaps", Errc::conflict},
    {Code::no_admission_certificate, "no_admission_certificate", Errc::refused},
    {Code::no_permit_card, "no_permit_card", Errc::refused},
    {Code::permit_card_void, "permit_card_void", Errc::refused},
    {Code::no_booking, "no_booking", Errc::refused},
    {Code::no_title_document, "no_title_document", Errc::refused},
    {Code::misuse_on_record, "misuse_on_record", Errc::refused},
    {Code::vehicle_not_on_territory, "vehicle_not_on_territory", Errc::refused},
    {Code::supplement_missing, "supplement_missing", Errc::refused},
    {Code::supplement_expired, "supplement_expired", Errc::refused},
    {Code::no_blanks, "no_blanks", Errc::refused},
    {Code::slot_closed, "slot_closed", Errc::refused},
    {Code::too_early, "too_early", Errc::refused},
    {Code::too_late, "too_late", Errc::refused},
    {Code::checkpoint_closed, "checkpoint_closed", Errc::refused},
    {Code::exit_evidence_missing, "exit_evidence_missing", Errc::refused},
    {Code::plate_mismatch, "plate_mismatch", Errc::refused},
    {Code::make_mismatch, "make_mismatch", Errc::refused},
    {Code::rule_pack_expired, "rule_pack_expired", Errc::refused},
    {Code::not_a_permit_site, "not_a_permit_site", Errc::refused},
    {Code::grounds_missing, "grounds_missing", Errc::invalid},
    {Code::fee_wrong_amount, "fee_wrong_amount", Errc::invalid},
    {Code::reason_missing, "reason_missing", Errc::invalid},
    {Code::second_person_missing, "second_person_missing", Errc::refused},
    {Code::blank_not_returned, "blank_not_returned", Errc::refused},
    {Code::unknown_print_unresolved, "unknown_print_unresolved", Errc::conflict},
    {Code::document_expired, "document_expired", Errc::refused},
    {Code::consent_missing, "consent_missing", Errc::invalid},
    {Code::booking_proof_missing, "booking_proof_missing", Errc::denied},
    {Code::booking_proof_wrong, "booking_proof_wrong", Errc::denied},
    {Code::own_incident, "own_incident", Errc::denied},
    {Code::check_wrong, "check_wrong", Errc::denied},
    {Code::foreign_fact, "foreign_fact", Errc::refused},
    {Code::quota_exceeded, "quota_exceeded", Errc::busy},
    {Code::unauthenticated, "unauthenticated", Errc::denied},
    {Code::wrong_password, "wrong_password", Errc::denied},
    {Code::locked_out, "locked_out", Errc::denied},
    {Code::forbidden, "forbidden", Errc::denied},
    {Code::origin_refused, "origin_refused", Errc::denied},
    {Code::host_refused, "host_refused", Errc::denied},
    {Code::busy, "busy", Errc::busy},
    {Code::rate_limited, "rate_limited", Errc::busy},
    {Code::link_down, "link_down", Errc::offline},
    {Code::peer_refused, "peer_refused", Errc::denied},
    {Code::log_fork, "log_fork", Errc::conflict},
    {Code::numbers_in_doubt, "numbers_in_doubt", Errc::offline},
    {Code::epoch_not_accepted, "epoch_not_accepted", Errc::conflict},
    {Code::backup_unusable, "backup_unusable", Errc::corrupt},
    {Code::state_differs, "state_differs", Errc::corrupt},
    {Code::sequence_gap, "sequence_gap", Errc::conflict},
    {Code::database_corrupt, "database_corrupt", Errc::corrupt},
    {Code::database_full, "database_full", Errc::full},
    {Code::database_locked, "database_locked", Errc::busy},
    {Code::database_newer, "database_newer", Errc::corrupt},
    {Code::io_failed, "io_failed", Errc::device},
    {Code::already_running, "already_running", Errc::busy},
    {Code::port_in_use, "port_in_use", Errc::busy},
    {Code::printer_absent, "printer_absent", Errc::offline},
    {Code::printer_paper_out, "printer_paper_out", Errc::device},
    {Code::printer_cover_open, "printer_cover_open", Errc::device},
    {Code::printer_fault, "printer_fault", Errc::device},
    {Code::printer_timeout, "printer_timeout", Errc::device},
    {Code::printer_cutter, "printer_cutter", Errc::device},
    {Code::printer_overheated, "printer_overheated", Errc::device},
    {Code::printer_offline, "printer_offline", Errc::offline},
    {Code::printer_wrong_queue, "printer_wrong_queue", Errc::device},
    {Code::printer_held, "printer_held", Errc::device},
    {Code::printer_forbidden, "printer_forbidden", Errc::device},
    {Code::print_handed_over, "print_handed_over", Errc::device},
    {Code::printer_paper_near_end, "printer_paper_near_end", Errc::conflict},
    {Code::qr_foreign, "qr_foreign", Errc::invalid},
    {Code::qr_forged, "qr_forged", Errc::refused},
    {Code::page_has_unknown_glyphs, "page_has_unknown_glyphs", Errc::invalid},
    {Code::qr_unreadable, "qr_unreadable", Errc::device},
    {Code::clock_untrusted, "clock_untrusted", Errc::clock},
    {Code::internal, "internal", Errc::bug},
});

static_assert(kRows.size() == static_cast<std::size_t>(Code::internal) + 1,
              "kRows must list every Code, of which `internal` is the last");
static_assert(std::ranges::adjacent_find(kRows, std::ranges::greater_equal{}, &Row::code) ==
                  kRows.end(),
              "kRows must be in the order of the enum");

}  // namespace

std::string_view word(Code code) { return kRows[static_cast<std::size_t>(code)].word; }
Errc kind(Code code) { return kRows[static_cast<std::size_t>(code)].kind; }

bool is_ours(Code code) {
  return kind(code) == Errc::bug || kind(code) == Errc::corrupt || is_storage(code);
}

bool is_storage(Code code) {
  return code == Code::database_full || code == Code::database_corrupt ||
         code == Code::database_locked || code == Code::io_failed;
}

std::string_view code_word_at(int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= kRows.size()) return {};
  return kRows[static_cast<std::size_t>(index)].word;
}

}  // namespace otkel::core
