// What the board knows: the last whole view, how old the link is, which rows are still new.
import { type Board, ask, http } from '../lib/api';
import { ServerClock } from '../lib/clock.svelte';
import { PushClient, type PushStatus } from '../lib/push';

export const ROWS = 8;
export const NEXT = 8;
/** How many of those that were not there are named. */
export const PARKED = 4;
export const FRESH_MS = 60_000;
export const STALE_MS = 30_000;
/** A display that has run for long begins anew, in the dead of night and only while it has a link. */
const RELOAD_AFTER_MS = 20 * 3_600_000;
const NIGHT_HOUR_UTC = 22;

export class BoardModel {
  board = $state.raw<Board | null>(null);
  status = $state.raw<PushStatus>({ up: false, since: Date.now() });
  /** Server time of the last view. */
  heard = $state<number | null>(null);
  /** The browser's own clock, only for how long the link is gone. */
  ticks = $state(Date.now());
  readonly clock = new ServerClock();
  #push: PushClient<Board> | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #begun = Date.now();

  start(): void {
    this.#push = new PushClient<Board>({
      path: '/api/v1/board/push',
      onData: (board) => this.take(board),
      onStatus: (status) => (this.status = status),
      probe: () => ask(http.GET('/api/v1/board')),
    });
    this.#timer = setInterval(() => this.#tick(), 1_000);
  }

  stop(): void {
    this.#push?.close();
    clearInterval(this.#timer);
    this.clock.stop();
  }

  take(board: Board): void {
    this.board = board;
    this.clock.set(board.now);
    this.heard = this.clock.now;
  }

  /** Shown at once when the link is gone. */
  get lost(): boolean {
    return !this.status.up;
  }

  /** Old enough that the plates may no longer be true: they are greyed. */
  get stale(): boolean {
    return this.lost && this.ticks - this.status.since > STALE_MS;
  }

  fresh(calledAt: string): boolean {
    return this.clock.now - Date.parse(calledAt) < FRESH_MS;
  }

  #tick(): void {
    this.ticks = Date.now();
    const old = this.ticks - this.#begun > RELOAD_AFTER_MS;
    if (old && this.status.up && new Date(this.clock.now).getUTCHours() === NIGHT_HOUR_UTC) {
      location.reload();
    }
  }
}
