// The push client against a fake socket and fake timers: gaps, losses, silence, back-off.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PushClient, type PushStatus, SHOW_LOSS_AFTER_MS, SILENCE_MS, backoff } from '../src/lib/push';

class FakeSocket {
  static all: FakeSocket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }
  close(): void {
    this.closed = true;
  }
  say(seq: number, type: string, data: unknown): void {
    this.onmessage?.({ data: JSON.stringify({ seq, type, data }) });
  }
}

const last = (): FakeSocket => FakeSocket.all.at(-1)!;

describe('PushClient', () => {
  let data: unknown[];
  let statuses: PushStatus[];
  let client: PushClient<unknown>;

  function open(probe?: () => Promise<unknown>): void {
    client = new PushClient({
      path: '/api/v1/board/push',
      onData: (view) => data.push(view),
      onStatus: (status) => statuses.push(status),
      random: () => 0.5,
      ...(probe ? { probe } : {}),
    });
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    FakeSocket.all = [];
    data = [];
    statuses = [];
  });
  afterEach(() => client.close());

  it('takes the snapshot, then updates that follow one by one', () => {
    open();
    last().say(1, 'snapshot', 'a');
    last().say(2, 'update', 'b');
    expect(data).toEqual(['a', 'b']);
    expect(statuses.map((s) => s.up)).toEqual([true]);
  });

  it('reconnects on a gap and does not show what came after it', () => {
    open();
    last().say(1, 'snapshot', 'a');
    last().say(3, 'update', 'c');
    expect(data).toEqual(['a']);
    expect(last().closed).toBe(true);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all.length).toBe(2);
    last().say(7, 'snapshot', 'd');
    last().say(8, 'update', 'e');
    expect(data).toEqual(['a', 'd', 'e']);
    expect(statuses.map((s) => s.up)).toEqual([true]); // too short to be shown
  });

  it('shows a loss within two seconds, with its beginning, and its end', () => {
    open();
    last().say(1, 'snapshot', 'a');
    const began = Date.now();
    last().onclose?.();
    expect(statuses.length).toBe(1);
    vi.advanceTimersByTime(SHOW_LOSS_AFTER_MS);
    expect(SHOW_LOSS_AFTER_MS).toBeLessThan(2_000);
    expect(statuses.at(-1)).toEqual({ up: false, since: began });
    last().say(1, 'snapshot', 'b');
    expect(statuses.at(-1)?.up).toBe(true);
  });

  it('says that there is no link where the first connection never comes', () => {
    open();
    last().onerror?.();
    vi.advanceTimersByTime(2_000);
    expect(statuses.at(-1)?.up).toBe(false);
  });

  it('tries for ever, waiting longer up to ten seconds, with jitter', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((n) => backoff(n, () => 1))).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    expect(backoff(5, () => 0)).toBe(5_000);
    open();
    for (let i = 0; i < 40; i += 1) {
      last().onclose?.();
      vi.advanceTimersByTime(10_000);
    }
    expect(FakeSocket.all.length).toBe(41);
  });

  it('ignores what an abandoned socket still says', () => {
    open();
    const first = last();
    const say = first.onmessage!;
    first.onclose?.();
    vi.advanceTimersByTime(500);
    say({ data: JSON.stringify({ seq: 1, type: 'snapshot', data: 'late' }) });
    expect(data).toEqual([]);
  });

  it('probes a silent socket and keeps it while the daemon answers', async () => {
    open(() => Promise.resolve('probed'));
    last().say(1, 'snapshot', 'a');
    await vi.advanceTimersByTimeAsync(SILENCE_MS);
    expect(data).toEqual(['a', 'probed']);
    expect(FakeSocket.all.length).toBe(1);
  });

  it('gives a silent socket up when the probe fails', async () => {
    open(() => Promise.reject(new Error('gone')));
    last().say(1, 'snapshot', 'a');
    await vi.advanceTimersByTimeAsync(SILENCE_MS + 600);
    expect(FakeSocket.all.length).toBe(2);
  });

  it('survives nonsense', () => {
    open();
    last().onmessage?.({ data: '<html>' });
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all.length).toBe(2);
    expect(data).toEqual([]);
  });

  it('does nothing any more once it is closed', () => {
    open();
    client.close();
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all.length).toBe(1);
    expect(statuses).toEqual([]);
  });
});
