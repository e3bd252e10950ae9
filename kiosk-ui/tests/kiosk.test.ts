// The kiosk's screens over a fake daemon: what a driver sees and what is asked for.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/kiosk/App.svelte';
import { Kiosk } from '../src/kiosk/model.svelte';
import { COUNTDOWN_S, IDLE_MS } from '../src/lib/idle.svelte';
import type { Site } from '../src/lib/api';
import { type Asked, NOW, type Routes, card, refused, serve, site } from './fake_api';

let kiosk: Kiosk;
let app: object;
let asked: Asked[];

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(20);
  flushSync();
}

async function open(routes: Routes = {}): Promise<void> {
  asked = serve({ 'GET /api/v1/kiosk/site': { body: site() }, ...routes });
  kiosk = new Kiosk();
  app = mount(App, { target: document.body, props: { kiosk } });
  await settle();
}

const find = (selector: string): HTMLElement | null => document.querySelector(selector);
const text = (): string => document.body.textContent ?? '';

async function press(...selectors: string[]): Promise<void> {
  for (const selector of selectors) {
    const button = find(selector);
    if (!button) throw new Error(`there is no ${selector}`);
    button.click();
    await vi.advanceTimersByTimeAsync(200);
    flushSync();
  }
}

const type = (signs: string) => press(...[...signs].map((sign) => `[data-key="${sign}"]`));

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date(NOW));
});
afterEach(async () => {
  await unmount(app);
});

describe('attract screen', () => {
  it('offers four languages by their own names and three ways to go on', async () => {
    await open();
    const langs = [...document.querySelectorAll('[data-lang]')].map((b) => b.textContent?.trim());
    expect(langs).toEqual(['Қазақша', 'Русский', '中文', 'English']);
    expect(document.querySelectorAll('.actions button').length).toBe(3);
    expect(document.documentElement.lang).toBe('kk');
  });

  it.each([
    ['kk', 'Менде нөмір бар', '«Нұр Жолы»'],
    ['ru', 'У меня есть номер', '«Нур Жолы»'],
    ['zh', '我有编号', '努尔绕勒'],
    ['en', 'I have a number', 'Nur Zholy'],
  ])('speaks %s', async (lang, words, name) => {
    await open();
    await press(`[data-lang=${lang}]`);
    expect(text()).toContain(words);
    expect(text()).toContain(name);
    expect(document.documentElement.lang).toBe(lang);
  });

  it.each<[string, Partial<Site>, string]>([
    ['closed', { road: { open: false, closed_by: 'both', opens_at: '2026-05-21T03:00:00Z', blocked: [] } }, '21 мамыр'],
    ['closed', { road: { open: false, closed_by: 'kazakh', blocked: [] } }, 'Қазақстан тарапы жабық'],
    ['closed', { road: { open: false, closed_by: 'chinese', opens_at: '2026-05-21T03:00:00Z', blocked: [] } }, 'Қытай тарапы жабық'],
    ['closed', { road: { open: false, blocked: [{ kind: 'road_closed_cn', since: NOW }] } }, 'Қытай тарапы жолды жапты'],
    ['closed', { road: { open: false, blocked: [{ kind: 'ordered_stop', since: NOW }] } }, 'Бұл уақыт кешігу болып саналмайды'],
    ['noblanks', { blanks_in_stock: 0, road: { open: true, blocked: [{ kind: 'no_blanks', since: NOW }] } }, 'Басталған уақыты: 20 мамыр, сәрсенбі, 12:05'],
    ['noblanks', { blanks_in_stock: 0 }, 'Бұл уақыт кешігу болып саналмайды'],
    ['noblanks', { blanks_in_stock: 0 }, 'бланкілері жоқ'],
    ['issuing', { issuing: false }, 'тоқтатылған'],
  ])('draws "%s" as a state of the day', async (notice, more, words) => {
    await open({ 'GET /api/v1/kiosk/site': { body: site(more) } });
    expect(find(`[data-notice=${notice}]`)?.textContent).toContain(words);
    expect(find('[data-problem]')).toBeNull();
  });

  it('says that the centre is out of reach, and since when', async () => {
    await open({ 'GET /api/v1/kiosk/site': { body: site({ link: { up: false, behind: 3, last_heard: '2026-05-20T06:40:00Z' } }) } });
    expect(find('.bar')?.textContent).toContain('11:40');
  });

  it('says that the daemon is silent, with the time of its last answer', async () => {
    let silent = false;
    await open({ 'GET /api/v1/kiosk/site': () => (silent ? 'silence' : { body: site() }) });
    silent = true;
    await vi.advanceTimersByTimeAsync(2_000);
    flushSync();
    expect(find('.bar.lost')?.textContent).toContain('12:05');
  });
});

describe('finding', () => {
  it('by a bare application number leads to the card', async () => {
    await open({ 'GET /api/v1/kiosk/lookup': { body: card() } });
    await press('[data-id=by-number]');
    await type('123');
    await press('[data-id=next]');
    expect(asked.find((a) => a.path.includes('lookup'))?.path).toBe('/api/v1/kiosk/lookup?q=123');
    expect(find('[data-id=plate]')?.textContent).toBe('123 ABC 02');
    expect(find('[data-id=slot]')?.textContent).toBe('12:00–12:30');
    expect(text()).toContain('15:00–15:30'); // Beijing
  });

  it('by a Chinese plate asks for that plate', async () => {
    await open({ 'GET /api/v1/kiosk/lookup': { body: card({ plate: '新A12345' }) } });
    await press('[data-id=by-plate]', '[data-key=page]');
    await type('新A12345');
    await press('[data-id=next]');
    const query = asked.find((a) => a.path.includes('lookup'))!.path.split('q=')[1]!;
    expect(decodeURIComponent(query)).toBe('新A12345');
  });

  it('keeps what was typed when nothing is found, and says what to do', async () => {
    await open({ 'GET /api/v1/kiosk/lookup': refused('application_not_found', 404) });
    await press('[data-id=by-number]');
    await type('9');
    await press('[data-id=next]');
    expect(find('[data-problem=application_not_found]')).not.toBeNull();
    expect(find('output')?.textContent).toBe('9');
    await type('1');
    expect(find('[data-problem]')).toBeNull();
  });
});

describe('card', () => {
  it('says how late it is, in minutes that count', async () => {
    await open({ 'GET /api/v1/kiosk/lookup': { body: card({ arrival: 'late', late_minutes: 34 }) } });
    await press('[data-id=by-number]');
    await type('123');
    await press('[data-id=next]');
    expect(find('[data-id=arrival]')?.textContent).toBe('Кешіккен уақытыңыз: 34 мин');
    expect(find('[data-id=check-in]')).not.toBeNull();
  });

  it.each(['come_later', 'wait_for_call', 'drive_to_gate', 'go_to_officer', 'drive_to_exit', 'pay_fee', 'wait_for_centre', 'done', 'ask_officer'] as const)(
    'tells "%s" in words',
    async (next_step) => {
      await open({ 'GET /api/v1/kiosk/lookup': { body: card({ next_step }) } });
      await press('[data-id=by-number]');
      await type('1');
      await press('[data-id=next]');
      const words = find(`[data-next=${next_step}]`)?.textContent ?? '';
      expect(words.length).toBeGreaterThan(8);
      expect(words).not.toContain('_');
    },
  );

  it('makes one check-in of a double tap and shows the place', async () => {
    let release: () => void = () => {};
    await open({
      'GET /api/v1/kiosk/lookup': { body: card() },
      'POST /api/v1/kiosk/check-in': () =>
        new Promise((done) => {
          release = () => done({ body: card({ booking_state: 'checked_in', next_step: 'wait_for_call', place: 4 }) });
        }),
    });
    await press('[data-id=by-number]');
    await type('1');
    await press('[data-id=next]');
    const button = find('[data-id=check-in]')!;
    button.click();
    button.click();
    void kiosk.checkIn();
    await settle();
    release();
    await settle();
    expect(asked.filter((a) => a.path.endsWith('/check-in')).length).toBe(1);
    expect(asked.find((a) => a.path.endsWith('/check-in'))?.body).toEqual({ booking_no: 'NZ26-H000041' });
    expect(find('[data-done=checked_in]')).not.toBeNull();
    expect(find('[data-id=place]')?.textContent).toBe('4');
  });

  describe('ticket', () => {
    const here = card({ booking_state: 'checked_in', next_step: 'wait_for_call', place: 4 });
    const ticket = (state: string, more = {}) => ({ id: 9, booking_no: 'NZ26-H000041', state, ...more });
    async function arrive(routes: Routes): Promise<void> {
      await open({
        'GET /api/v1/kiosk/site': { body: site({ tickets: true }) },
        'GET /api/v1/kiosk/lookup': { body: card() },
        'POST /api/v1/kiosk/check-in': { body: here },
        ...routes,
      });
      await press('[data-id=by-number]');
      await type('123');
      await press('[data-id=next]', '[data-id=check-in]');
    }

    it('is printed after the check-in and followed until it is out', async () => {
      let state = 'sending';
      await arrive({ 'POST /api/v1/kiosk/tickets': { status: 202, body: ticket('queued') }, 'GET /api/v1/kiosk/tickets/9': () => ({ body: ticket(state) }) });
      expect(asked.find((a) => a.path.endsWith('/tickets'))?.body).toEqual({ booking_no: 'NZ26-H000041', language: 'kk' });
      expect(text()).toContain('басылып жатыр');
      state = 'confirmed';
      await vi.advanceTimersByTimeAsync(800);
      flushSync();
      expect(find('[data-ticket=confirmed]')?.textContent).toContain('Талонды алыңыз');
    });

    it.each([
      ['failed_safe', {}, 'Талон басылмады'],
      ['unknown', {}, 'Талон шыққан болса'],
      ['queued', { cause: 'printer_paper_out' }, 'Принтер дайын емес'],
    ])('that is %s leaves the place on the screen', async (state, more, said) => {
      await arrive({ 'POST /api/v1/kiosk/tickets': { status: 202, body: ticket(state, more) }, 'GET /api/v1/kiosk/tickets/9': { body: ticket(state, more) } });
      expect(find('[data-ticket]')?.textContent).toContain(said);
      expect(find('[data-id=place]')?.textContent).toBe('4');
    });

    it('that is refused leaves the place on the screen', async () => {
      await arrive({ 'POST /api/v1/kiosk/tickets': refused('internal', 500) });
      expect(find('[data-ticket=refused]')?.textContent).toContain('Орныңыз сақталды');
      expect(find('[data-id=place]')?.textContent).toBe('4');
    });

    it('is not asked for where the checkpoint prints none', async () => {
      await arrive({ 'GET /api/v1/kiosk/site': { body: site({ tickets: false }) } });
      expect(asked.some((a) => a.path.endsWith('/tickets'))).toBe(false);
      expect(find('[data-ticket]')).toBeNull();
    });

    it('of one person is nothing to the next', async () => {
      await arrive({ 'POST /api/v1/kiosk/tickets': { status: 202, body: ticket('queued') }, 'GET /api/v1/kiosk/tickets/9': { body: ticket('confirmed') } });
      await press('[data-id=finish]');
      await vi.advanceTimersByTimeAsync(2_000);
      expect(kiosk.ticket).toBeNull();
      expect(kiosk.ticketWanted).toBe(false);
    });
  });

  it('repeats an unanswered check-in under the same key', async () => {
    let tries = 0;
    await open({
      'GET /api/v1/kiosk/lookup': { body: card() },
      'POST /api/v1/kiosk/check-in': () => (++tries === 1 ? 'silence' : { body: card({ booking_state: 'checked_in', next_step: 'wait_for_call', place: 1 }) }),
    });
    await press('[data-id=by-number]');
    await type('1');
    await press('[data-id=next]', '[data-id=check-in]');
    expect(find('[data-problem=unreachable]')).not.toBeNull();
    await press('[data-id=check-in]');
    const keys = asked.filter((a) => a.path.endsWith('/check-in')).map((a) => a.key);
    expect(keys.length).toBe(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('keeps showing an application that was named, though the daemon names it no more', async () => {
    const { application_no: _, ...nameless } = card({ booking_state: 'called', next_step: 'drive_to_gate', lane: '2' });
    let looks = 0;
    await open({ 'GET /api/v1/kiosk/lookup': () => ({ body: (looks += 1) === 1 ? card() : nameless }) });
    await press('[data-id=by-number]');
    await type('123');
    await press('[data-id=next]');
    await vi.advanceTimersByTimeAsync(6_000);
    flushSync();
    expect(looks).toBeGreaterThan(1);
    expect(find('[data-id=lane]')?.textContent).toBe('2');
    expect(text()).toContain('NZ26-000123');
  });

  it('follows what happens outside', async () => {
    let now = card({ booking_state: 'checked_in', next_step: 'wait_for_call', place: 2 });
    await open({ 'GET /api/v1/kiosk/lookup': () => ({ body: now }) });
    await press('[data-id=by-number]');
    await type('1');
    await press('[data-id=next]');
    now = card({ booking_state: 'called', next_step: 'drive_to_gate', lane: '3' });
    await vi.advanceTimersByTimeAsync(5_100);
    flushSync();
    expect(find('[data-id=lane]')?.textContent).toBe('3');
  });
});

describe('booking a slot', () => {
  const slots = [
    { slot_start: '2026-05-20T07:30:00Z', slot_end: '2026-05-20T08:00:00Z', free: 2 },
    { slot_start: '2026-05-20T08:00:00Z', slot_end: '2026-05-20T08:30:00Z', free: 0 },
  ];

  it('goes from the plate over the list to a booking', async () => {
    await open({
      'GET /api/v1/kiosk/slots': { body: { slots } },
      'POST /api/v1/kiosk/bookings': { status: 201, body: card({ plate: '555AAA02', booking_no: 'NZ26-E000007' }) },
    });
    await press('[data-id=no-booking]');
    await type('555AAA02');
    await press('[data-id=next]');
    await type('PC77');
    await press('[data-id=next]');
    expect(asked.find((a) => a.path.includes('slots'))?.path).toContain('date=2026-05-20');
    const offered = [...document.querySelectorAll<HTMLButtonElement>('[data-slot]')];
    expect(offered.map((b) => b.disabled)).toEqual([false, true]);
    await press('[data-slot]');
    const sent = asked.find((a) => a.method === 'POST')!;
    expect(sent.body).toEqual({ plate: '555AAA02', slot_start: '2026-05-20T07:30:00Z', proof: 'PC77' });
    expect(sent.key?.length).toBeGreaterThanOrEqual(8);
    expect(find('[data-done=booked]')?.textContent).toContain('NZ26-E000007');
  });

  it('says that a slot has just been taken and reads the list anew', async () => {
    await open({ 'GET /api/v1/kiosk/slots': { body: { slots } }, 'POST /api/v1/kiosk/bookings': refused('slot_full') });
    await press('[data-id=no-booking]');
    await type('555AAA02');
    await press('[data-id=next]');
    await type('123');
    await press('[data-id=next]', '[data-slot]');
    expect(find('[data-problem=slot_full]')).not.toBeNull();
    expect(asked.filter((a) => a.path.includes('slots')).length).toBe(2);
  });

  it('has a screen for a day without slots', async () => {
    await open({ 'GET /api/v1/kiosk/slots': { body: { slots: [] } } });
    await press('[data-id=no-booking]');
    await type('555AAA02');
    await press('[data-id=next]');
    await type('123');
    await press('[data-id=next]');
    expect(text()).toContain('бос уақыт жоқ');
  });

  it('asks for a paper of the truck before it shows a time', async () => {
    await open({ 'GET /api/v1/kiosk/slots': { body: { slots } } });
    await press('[data-id=no-booking]');
    await type('555AAA02');
    await press('[data-id=next]');
    expect(find('[data-screen=proof]')?.textContent).toContain('555 AAA 02');
    expect((find('[data-id=next]') as HTMLButtonElement).disabled).toBe(true);
    expect(asked.some((a) => a.path.includes('slots'))).toBe(false);
  });

  it('leads back to the paper where it is none of that truck', async () => {
    await open({ 'GET /api/v1/kiosk/slots': { body: { slots } }, 'POST /api/v1/kiosk/bookings': refused('booking_proof_wrong', 403) });
    await press('[data-id=no-booking]');
    await type('555AAA02');
    await press('[data-id=next]');
    await type('999');
    await press('[data-id=next]', '[data-slot]');
    expect(find('[data-screen=proof] [data-problem=booking_proof_wrong]')).not.toBeNull();
    await type('8');
    expect(find('[data-problem]')).toBeNull();
    expect(kiosk.proof).toBe('9998');
  });

  it('lets a waiting truck leave the queue for a while and come back', async () => {
    const waiting = card({ booking_no: 'NZ26-E000007', booking_state: 'checked_in', next_step: 'wait_for_call', place: 3, place_reason: 'in_time' });
    const { place: _, place_reason: __, ...away } = { ...waiting, booking_state: 'parked' as const, next_step: 'come_back' as const, parked_until: NOW };
    await open({
      'GET /api/v1/kiosk/lookup': { body: waiting },
      'POST /api/v1/kiosk/bookings/NZ26-E000007/parking': { body: away },
      'POST /api/v1/kiosk/bookings/NZ26-E000007/return': { body: { ...waiting, place: 9, place_reason: 'was_not_there' } },
    });
    await press('[data-id=by-number]');
    await type('E7');
    await press('[data-id=next]', '[data-id=park]');
    expect(find('[data-id=park-hint]')).not.toBeNull();
    await type('123');
    await press('[data-id=next]');
    expect(find('[data-done=parked]')).not.toBeNull();
    expect(find('[data-id=back-until]')).not.toBeNull();
    // What the same person typed a moment ago stays.
    await press('[data-id=come-back]', '[data-id=next]');
    expect(find('[data-done=came_back]')).not.toBeNull();
    expect(find('[data-id=place]')?.textContent).toBe('9');
    expect(asked.filter((a) => /parking|return/.test(a.path)).map((a) => a.body)).toEqual([{ proof: '123' }, { proof: '123' }]);
  });

  it('gives a place back that the kiosk sold, with the same paper', async () => {
    const sold = card({ booking_no: 'NZ26-E000007', next_step: 'come_later' });
    await open({
      'GET /api/v1/kiosk/lookup': { body: sold },
      'POST /api/v1/kiosk/bookings/NZ26-E000007/withdrawal': { body: { ...sold, booking_state: 'withdrawn', next_step: 'ask_officer' } },
    });
    await press('[data-id=by-number]');
    await type('E7');
    await press('[data-id=next]', '[data-id=withdraw]');
    await type('123');
    await press('[data-id=next]');
    expect(asked.find((a) => a.path.endsWith('/withdrawal'))?.body).toEqual({ proof: '123' });
    expect(find('[data-done=withdrawn]')?.textContent).toContain('NZ26-E000007');
    expect(find('[data-id=withdraw]')).toBeNull();
  });

  it('offers nothing of the kind for what the portal sold', async () => {
    await open({ 'GET /api/v1/kiosk/lookup': { body: card({ next_step: 'come_later' }) } });
    await press('[data-id=by-number]');
    await type('1');
    await press('[data-id=next]');
    expect(find('[data-id=plate]')).not.toBeNull();
    expect(find('[data-id=withdraw]')).toBeNull();
  });

  it('forgets the paper with the person', async () => {
    await open({ 'GET /api/v1/kiosk/slots': { body: { slots } } });
    await press('[data-id=no-booking]');
    await type('555AAA02');
    await press('[data-id=next]');
    await type('PC77');
    kiosk.reset();
    expect(kiosk.proof).toBe('');
  });
});

describe('help', () => {
  it('calls an officer once and says when', async () => {
    await open({ 'POST /api/v1/kiosk/help': { body: { called_at: '2026-05-20T09:05:00Z' } } });
    await press('[data-id=help]');
    expect(find('[data-id=help]')?.textContent).toContain('14:05');
    expect((find('[data-id=help]') as HTMLButtonElement).disabled).toBe(true);
    expect(asked.find((a) => a.path.endsWith('/help'))?.body).toEqual({ screen: 'attract/kk' });
  });
});

describe('idle', () => {
  it('asks with at least 20 seconds to answer, and stays if answered', async () => {
    await open();
    await press('[data-lang=ru]', '[data-id=by-number]');
    await type('1');
    kiosk.idle.touch();
    await vi.advanceTimersByTimeAsync(IDLE_MS + 10);
    flushSync();
    expect(COUNTDOWN_S).toBeGreaterThanOrEqual(20);
    expect(find('[role=alertdialog]')?.textContent).toContain(String(COUNTDOWN_S));
    await press('[data-id=stay]');
    expect(find('[role=alertdialog]')).toBeNull();
    expect(kiosk.number).toBe('1');
  });

  it('resets by itself while the daemon is silent, and leaves nothing of the person', async () => {
    await open({ 'GET /api/v1/kiosk/lookup': () => new Promise(() => {}), 'GET /api/v1/kiosk/site': 'silence' });
    await press('[data-lang=ru]', '[data-id=by-number]');
    await type('12');
    await press('[data-id=next]');
    kiosk.idle.touch();
    await vi.advanceTimersByTimeAsync(IDLE_MS + COUNTDOWN_S * 1_000 + 50);
    flushSync();
    expect(kiosk.screen).toBe('attract');
    expect([kiosk.lang, kiosk.number, kiosk.plate, kiosk.card, kiosk.finding.pending]).toEqual(['kk', '', '', null, false]);
  });

  it('drops a card that arrives after the person has gone', async () => {
    let release: () => void = () => {};
    await open({ 'GET /api/v1/kiosk/lookup': () => new Promise((done) => (release = () => done({ body: card() }))) });
    await press('[data-id=by-number]');
    await type('1');
    await press('[data-id=next]');
    kiosk.reset();
    release();
    await settle();
    expect(kiosk.screen).toBe('attract');
    expect(kiosk.card).toBeNull();
  });
});
