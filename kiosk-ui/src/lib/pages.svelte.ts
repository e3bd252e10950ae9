// What stands behind a list that is pushed: its further pages, asked for one by one.
import { type ProblemError, asProblem } from './api';

export interface Page<T> {
  rows: T[];
  next?: string | undefined;
}

/** Rows of all pages that were asked for, each once, in the order in which they came. */
export class Pages<T> {
  rows = $state.raw<T[]>([]);
  problem = $state.raw<ProblemError | null>(null);
  loading = $state(false);
  /** Undefined before the first page: it begins where `read` says. */
  #next = $state<string | undefined>(undefined);
  #ended = $state(false);
  #run = 0;
  readonly #read: (after: string | undefined) => Promise<Page<T>>;
  readonly #id: (row: T) => string | number;

  constructor(read: (after: string | undefined) => Promise<Page<T>>, id: (row: T) => string | number) {
    this.#read = read;
    this.#id = id;
  }

  get ended(): boolean {
    return this.#ended;
  }

  async more(): Promise<void> {
    if (this.loading || this.#ended) return;
    const run = ++this.#run;
    this.loading = true;
    this.problem = null;
    try {
      const page = await this.#read(this.#next);
      if (run !== this.#run) return;
      this.rows = this.#once([...this.rows, ...page.rows]);
      this.#next = page.next;
      this.#ended = page.next === undefined;
    } catch (error) {
      if (run === this.#run) this.problem = asProblem(error);
    } finally {
      if (run === this.#run) this.loading = false;
    }
  }

  /** The rows of `first`, which is pushed and newer, and then the others. */
  behind(first: readonly T[]): T[] {
    return this.#once([...first, ...this.rows]);
  }

  drop(id: string | number): void {
    this.rows = this.rows.filter((row) => this.#id(row) !== id);
  }

  clear(): void {
    this.#run += 1;
    this.rows = [];
    this.#next = undefined;
    this.#ended = false;
    this.problem = null;
    this.loading = false;
  }

  #once(rows: readonly T[]): T[] {
    const seen = new Set<string | number>();
    return rows.filter((row) => !seen.has(this.#id(row)) && seen.add(this.#id(row)));
  }
}
