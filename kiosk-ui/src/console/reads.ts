// In which order reads are looked at, and what a decision on one of them says.
import type { Candidate, Visit } from '../lib/api';
import { VISITS_AHEAD } from './pictures_ahead';
import type { Say } from './texts';

/** Reasons for "none of ours", each one key; texts `dismissal.*`. */
export const DISMISSALS = ['no_card', 'no_truck', 'no_vehicle', 'read_twice'] as const;
/** Their first key. No digit names a card and a reason: a key that was ignored changes no meaning. */
export const FIRST_DISMISSAL_KEY = 6;

/** As the daemon orders them, without those decided here; what was put aside comes last. */
export function inOrder(rows: readonly Visit[], decided: readonly string[], aside: readonly string[]): Visit[] {
  const waiting = rows.filter((row) => !decided.includes(row.visit_id));
  const later = aside.flatMap((id) => waiting.find((row) => row.visit_id === id) ?? []);
  return [...waiting.filter((row) => !aside.includes(row.visit_id)), ...later];
}

export function picturesOf(visit: Visit | undefined): string[] {
  return [visit?.picture_hash, visit?.rear_picture_hash].filter((hash) => hash !== undefined);
}

/** Hashes to load beforehand: of the visits that come after `shown`. */
export function picturesAfter(shown: Visit | undefined, rows: readonly Visit[]): string[] {
  return rows.filter((row) => row !== shown).slice(0, VISITS_AHEAD).flatMap(picturesOf);
}

/** What an officer sees on the card; if any of it changes, he has to look again. */
export function faceOf(visit: Visit): string {
  return [visit.visit_id, ...picturesOf(visit), visit.raw, ...visit.candidates.map((one) => one.plate)].join(' ');
}

/** The read is exactly another card's plate: naming this one is the officer's statement. */
export function opposesRead(visit: Visit, plate: string): boolean {
  return visit.kind === 'exact' && visit.candidates[0]?.plate !== plate;
}

/** The written reason of an accepted card, with what the officer saw and set aside. */
export function reasonToAccept(say: Say, candidate: Candidate): string {
  return [
    say('reads.reason_accept'),
    candidate.make_agrees === false && say('reads.make_differs', { make: candidate.make ?? '—' }),
    candidate.trailer_agrees === false && say('reads.trailer_differs', { trailer: candidate.trailer_plate ?? '—' }),
  ].filter(Boolean).join('; ');
}
