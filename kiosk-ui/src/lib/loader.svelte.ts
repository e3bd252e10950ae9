// One view read over HTTP: loading, there, or why not; a refresh keeps what is there.
import { type ProblemError, asProblem } from './api';

export class Loader<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<ProblemError | null>(null);
  loading = $state(false);
  #run = 0;

  async load(read: () => Promise<T>): Promise<void> {
    const run = ++this.#run;
    this.loading = true;
    try {
      const value = await read();
      if (run !== this.#run) return;
      this.value = value;
      this.problem = null;
    } catch (error) {
      if (run === this.#run) this.problem = asProblem(error);
    } finally {
      if (run === this.#run) this.loading = false;
    }
  }

  put(value: T): void {
    this.#run += 1;
    this.value = value;
    this.problem = null;
    this.loading = false;
  }

  clear(): void {
    this.#run += 1;
    this.value = this.problem = null;
    this.loading = false;
  }
}
