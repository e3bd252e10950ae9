// The daemon's clock, carried on between its answers by the page's monotonic clock, so that a wrong
// clock of the browser's machine never reaches the screen.

export class ServerClock {
  now = $state(Date.now());
  #base = Date.now();
  #mark = performance.now();
  #timer: ReturnType<typeof setInterval>;

  constructor() {
    this.#timer = setInterval(() => this.#tick(), 1_000);
  }

  set(serverNow: string): void {
    const ms = Date.parse(serverNow);
    if (Number.isNaN(ms)) return;
    this.#base = ms;
    this.#mark = performance.now();
    this.#tick();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.now = this.#base + (performance.now() - this.#mark);
  }
}
