// The technician's page of the cameras: what stands above, and the figures.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import CamerasView from '../src/console/CamerasView.svelte';
import { alarmsOf, noReadPercent, skewText } from '../src/console/cameras';
import { ConsoleModel } from '../src/console/model.svelte';
import type { Camera, Cameras } from '../src/lib/api';
import { NOW, serve } from './fake_api';

const hours = Array.from({ length: 24 }, () => ({ reads: 0, no_reads: 0 }));

const camera = (more: Partial<Camera> = {}): Camera => ({
  name: 'gate-1',
  role: 'gate_in',
  lane: 2,
  protocol: 'push',
  maker: 'hikvision',
  health: 'connected',
  trouble: '',
  last_event: NOW,
  last_picture: '',
  skew_ms: 400,
  clock_wrong: false,
  last_hour: { reads: 7, no_reads: 1 },
  hours,
  reads: 40,
  no_reads: 2,
  duplicates: 0,
  retransmitted: 0,
  late: 0,
  heartbeats: 9,
  other: 0,
  undecodable: 0,
  refused: 0,
  failed: 0,
  pictures_dropped: 0,
  doubts: { age_unknown: 0, confidence_out_of_scale: 0, fields_contradict: 0, id_of_another_plate: 0 },
  backlog: 0,
  ...more,
});

const cameras = (more: Partial<Cameras> = {}): Cameras => ({
  bridge_up: true,
  heard_at: NOW,
  ready: true,
  pictures_kept: true,
  backlog: 0,
  turned_away: 0,
  cameras: [camera()],
  strangers: [],
  refusals: [],
  ...more,
});

let shown: object | undefined;

async function open(view: Cameras, lang: 'kk' | 'ru' | 'en' = 'en'): Promise<void> {
  serve({ 'GET /api/v1/cameras': { body: view } });
  const model = new ConsoleModel();
  model.setLang(lang);
  shown = mount(CamerasView, { target: document.body, props: { model } });
  for (let i = 0; i < 5; ++i) await new Promise((done) => setTimeout(done, 0));
  flushSync();
}

const find = (selector: string): Element | null => document.querySelector(selector);

afterEach(() => {
  if (shown) void unmount(shown);
  shown = undefined;
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('alarms', () => {
  it('says nothing where all is well', () => {
    expect(alarmsOf(cameras())).toEqual([]);
  });

  it('calls a camera that was never heard new, not broken', () => {
    expect(alarmsOf(cameras({ cameras: [camera({ health: 'unheard' })] }))).toEqual([]);
  });

  it('puts what stops more above what stops less', () => {
    const all = cameras({
      pictures_kept: false,
      cameras: [camera({ clock_wrong: true }), camera({ name: 'exit-1', health: 'silent' })],
      strangers: [{ name: 'x', address: '10.0.0.9', messages: 1, last_event: NOW }],
    });
    expect(alarmsOf(all).map((a) => a.kind)).toEqual(['pictures', 'health', 'clock', 'stranger']);
  });

  it('speaks of the bridge alone where it does not answer', () => {
    const all = cameras({ bridge_up: false, cameras: [camera({ health: 'silent' })] });
    expect(alarmsOf(all).map((a) => a.kind)).toEqual(['bridge']);
  });
});

describe('figures', () => {
  it('tells the share of the day that was not read', () => {
    expect(noReadPercent(camera())).toBe('—');
    const day = [{ reads: 7, no_reads: 1 }, ...hours.slice(1)];
    expect(noReadPercent(camera({ hours: day }))).toBe('13 %');
  });

  it('tells how far a clock is off', () => {
    expect(skewText(undefined)).toBe('—');
    expect(skewText(10_800_000)).toBe('+3:00:00');
    expect(skewText(-2_400)).toBe('−0:00:02');
    expect(skewText(200)).toBe('0:00:00');
  });
});

describe('page', () => {
  it('shows a camera with its state, its hour and only the counts that are there', async () => {
    await open(cameras({ cameras: [camera({ duplicates: 3 })] }));
    expect(find('[data-health=connected]')?.textContent).toBe('connected');
    expect(find('[data-id=last-hour]')?.textContent).toBe('8');
    expect(document.body.textContent).toContain('repeated messages');
    expect(document.body.textContent).not.toContain('came too late');
  });

  it('says for each doubt how many reads wait and what to set, the most frequent first', async () => {
    const doubts = { age_unknown: 3, confidence_out_of_scale: 0, fields_contradict: 1, id_of_another_plate: 12 };
    await open(cameras({ cameras: [camera({ doubts })] }));
    expect([...document.querySelectorAll('[data-doubt]')].map((one) => one.getAttribute('data-doubt'))).toEqual(['id_of_another_plate', 'age_unknown', 'fields_contradict']);
    expect(find('[data-doubt=age_unknown]')?.textContent).toContain('3 ×');
    expect(find('[data-doubt=age_unknown]')?.textContent).toContain('zone');
  });

  it('says what to set where messages were not understood', async () => {
    await open(cameras({ cameras: [camera({ undecodable: 4 })] }));
    expect(find('[data-id=undecodable]')?.textContent).toContain('4 × not understood');
    expect(find('[data-id=undecodable]')?.textContent).toContain('docs/cameras.md');
  });

  it('shows no doubts and no refusals where there are none', async () => {
    await open(cameras());
    for (const selector of ['[data-doubt]', '[data-id=undecodable]', '[data-id=refusals]']) expect(find(selector), selector).toBeNull();
  });

  it('shows each refused request with its address, its last form and what to change at the camera', async () => {
    const one = { address: '10.20.0.35', request: 'POST /anpr/v1/…/gate-1', messages: 1200, last_event: NOW };
    await open(cameras({ refusals: [{ ...one, reason: 'without_length' }, { ...one, reason: 'plate_in_query', request: '' }] }));
    const row = find('[data-refusal=without_length]')?.textContent;
    for (const said of ['10.20.0.35', 'POST /anpr/v1/…/gate-1', '1,200 ×', 'Content-Length']) expect(row).toContain(said);
    expect(find('[data-refusal=plate_in_query] code')).toBeNull();
    expect(find('[data-refusal=plate_in_query]')?.textContent).toContain('GET only tests');
  });

  it('says in Kazakh which camera refuses the password, and why for the technician', async () => {
    await open(cameras({ cameras: [camera({ health: 'password_refused', trouble: 'refuses user' })] }), 'kk');
    expect(find('[data-alarm=health]')?.textContent).toContain('құпиясөзді қабылдамайды');
    expect(document.body.textContent).toContain('refuses user');
  });

  it('names a wrong clock and a stranger', async () => {
    await open(
      cameras({
        cameras: [camera({ clock_wrong: true, skew_ms: 10_800_000 })],
        strangers: [{ name: 'gate-11', address: '10.20.0.19', messages: 2, last_event: NOW }],
      }),
      'ru',
    );
    expect(find('[data-alarm=clock]')?.textContent).toContain('+3:00:00');
    expect(find('[data-alarm=stranger]')?.textContent).toContain('10.20.0.19');
  });
});
