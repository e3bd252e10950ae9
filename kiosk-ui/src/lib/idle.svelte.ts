// The driver has gone: ask, count down, then begin anew. Local only; it never waits for the network.

export const IDLE_MS = 90_000;
export const COUNTDOWN_S = 25; // WCAG 2.2.1 wants 20 at least

export class Idle {
  /** Seconds left while the question stands, else null. */
  left = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reset: () => void;

  constructor(reset: () => void) {
    this.#reset = reset;
    this.touch();
  }

  /** Any touch, key or scan. While the question stands it is the answer "yes". */
  touch(): void {
    clearTimeout(this.#timer);
    this.left = null;
    this.#timer = setTimeout(() => this.#question(COUNTDOWN_S), IDLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.left = null;
  }

  #question(left: number): void {
    if (left <= 0) {
      this.left = null;
      this.#reset();
      this.touch();
      return;
    }
    this.left = left;
    this.#timer = setTimeout(() => this.#question(left - 1), 1_000);
  }
}
