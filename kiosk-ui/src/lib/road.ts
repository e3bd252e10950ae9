// What keeps the road closed beside the timetable.
import type { Blocked, Road } from './api';

export const ROAD_KINDS = ['road_closed_kz', 'road_closed_cn', 'ordered_stop'] as const;
export type RoadKind = (typeof ROAD_KINDS)[number];

const closes = (one: Blocked): one is Blocked & { kind: RoadKind } => (ROAD_KINDS as readonly string[]).includes(one.kind);

/** What an officer said of the road and has not taken back, the oldest first. */
export function roadBlocks(road: Road | undefined): (Blocked & { kind: RoadKind })[] {
  return road?.blocked.filter(closes) ?? [];
}

/** The words for what closes the road: what an officer said, else the side that does not work. */
export function closedKey(road: Road): `blocked.${RoadKind}` | 'closed.title' | 'closed.by.kazakh' | 'closed.by.chinese' {
  const block = roadBlocks(road)[0];
  if (block) return `blocked.${block.kind}`;
  const side = road.closed_by ?? 'both';
  return side === 'both' ? 'closed.title' : `closed.by.${side}`;
}

/** Since when there are no blanks, if that is known. */
export function blanksGone(road: Road | undefined): string | undefined {
  return road?.blocked.find((one) => one.kind === 'no_blanks')?.since;
}
