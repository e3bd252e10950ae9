// One wish of a person = one Idempotency-Key, however often the finger comes down or the net fails.
import { ProblemError, UNREACHABLE, asProblem, newKey } from './api';

/**
 * While a request is under way a second tap with the same wish joins it; another wish replaces it.
 * After an answer from the daemon (success or refusal) the next tap is a new wish; after silence
 * it is the same wish again, with the same key, so that what was perhaps done is not done twice.
 */
export class Action {
  pending = $state(false);
  problem = $state.raw<ProblemError | null>(null);
  #running: Promise<unknown> | null = null;
  #intent = '';
  #key = '';

  /** Resolves to undefined where it was refused (`problem` says why), silent, or given up. */
  run<T>(intent: unknown, send: (idempotencyKey: string) => Promise<T>): Promise<T | undefined> {
    const text = JSON.stringify(intent);
    if (this.#running && text === this.#intent) return this.#running as Promise<T | undefined>;
    if (this.#key === '' || text !== this.#intent) {
      this.#intent = text;
      this.#key = newKey();
    }
    this.pending = true;
    this.problem = null;
    const sent = send(this.#key);
    const running: Promise<T | undefined> = sent.then(
      (answer) => this.#end(running, null) && answer,
      (error: unknown) => void this.#end(running, asProblem(error)),
    ) as Promise<T | undefined>;
    this.#running = running;
    return running;
  }

  /** Takes the message away; a request under way goes on. */
  clear(): void {
    this.problem = null;
  }

  /** The person has gone: what is still under way concerns nobody here any more. */
  abandon(): void {
    this.#running = null;
    this.#key = '';
    this.pending = false;
    this.problem = null;
  }

  /** False (as undefined) where this run was replaced or given up. */
  #end(run: Promise<unknown>, problem: ProblemError | null): true | undefined {
    if (run !== this.#running) return undefined;
    this.#running = null;
    this.pending = false;
    this.problem = problem;
    if (problem?.code !== UNREACHABLE) this.#key = '';
    return true;
  }
}
