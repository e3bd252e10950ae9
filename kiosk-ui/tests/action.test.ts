// One wish, one key: double taps, silence, refusals, and the person who has gone.
import { describe, expect, it, vi } from 'vitest';
import { Action } from '../src/lib/action.svelte';
import { ProblemError, UNREACHABLE } from '../src/lib/api';

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => ((resolve = yes), (reject = no)));
  return { promise, resolve, reject };
}

describe('Action', () => {
  it('makes one request of a double tap', async () => {
    const action = new Action();
    const answer = deferred<string>();
    const send = vi.fn(() => answer.promise);
    const taps = [action.run({ a: 1 }, send), action.run({ a: 1 }, send)];
    expect(action.pending).toBe(true);
    answer.resolve('done');
    expect(await Promise.all(taps)).toEqual(['done', 'done']);
    expect(send).toHaveBeenCalledTimes(1);
    expect(action.pending).toBe(false);
  });

  it('keeps the key after silence and changes it after an answer', async () => {
    const action = new Action();
    const keys: string[] = [];
    const silent = (key: string) => (keys.push(key), Promise.reject(new ProblemError(UNREACHABLE)));
    const refused = (key: string) => (keys.push(key), Promise.reject(new ProblemError('slot_full', 409)));
    await action.run('x', silent);
    await action.run('x', refused);
    await action.run('x', refused);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
    expect(action.problem?.code).toBe('slot_full');
  });

  it('takes a new key for another wish even after silence', async () => {
    const action = new Action();
    const keys: string[] = [];
    const silent = (key: string) => (keys.push(key), Promise.reject(new ProblemError(UNREACHABLE)));
    await action.run({ plate: 'A' }, silent);
    await action.run({ plate: 'B' }, silent);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('lets another wish replace the one under way', async () => {
    const action = new Action();
    const slow = deferred<string>();
    const first = action.run('today', () => slow.promise);
    const second = action.run('tomorrow', () => Promise.resolve('b'));
    slow.resolve('a');
    expect(await first).toBeUndefined();
    expect(await second).toBe('b');
  });

  it('tells the next person nothing of what the last one asked', async () => {
    const action = new Action();
    const slow = deferred<string>();
    const asked = action.run('card', () => slow.promise);
    action.abandon();
    expect(action.pending).toBe(false);
    slow.reject(new ProblemError('booking_not_found', 404));
    expect(await asked).toBeUndefined();
    expect(action.problem).toBeNull();
  });
});
