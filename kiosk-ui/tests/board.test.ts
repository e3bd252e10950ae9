// The board: fixed places, a minute of highlight, and honesty about the link.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/board/App.svelte';
import { BoardModel, NEXT, ROWS } from '../src/board/model.svelte';
import type { Board } from '../src/lib/api';
import { NOW } from './fake_api';

class DeadSocket {
  onclose: (() => void) | null = null;
  close(): void {}
}

const row = (plate: string, called_at: string, ground?: string) => ({ plate, booking_no: 'NZ26-H000001', lane: '2', called_at, ...(ground ? { ground } : {}) });
const board = (more: Partial<Board> = {}): Board => ({ now: NOW, road: { open: true, blocked: [] }, called: [], waiting: 12, next_plates: [], parked_plates: [], blanks_in_stock: 1234, link: { up: true, behind: 0 }, ...more });

let model: BoardModel;
let app: object;
const find = (selector: string) => document.querySelector(selector);
const cells = () => [...document.querySelectorAll('tbody tr')];

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date(NOW));
  vi.stubGlobal('WebSocket', DeadSocket);
  model = new BoardModel();
  app = mount(App, { target: document.body, props: { model } });
  flushSync();
});
afterEach(async () => {
  await unmount(app);
});

function take(view: Board): void {
  model.status = { up: true, since: Date.now() };
  model.take(view);
  flushSync();
}

describe('board', () => {
  it('always has the same number of places, however many trucks there are', () => {
    expect(cells().length).toBe(ROWS);
    take(board());
    const elements = document.querySelectorAll('*').length;
    take(board({ called: Array.from({ length: 30 }, (_, i) => row(`${100 + i}AAA02`, '2026-05-20T06:00:00Z')), next_plates: Array.from({ length: 30 }, (_, i) => `${200 + i}BBB02`) }));
    expect(cells().length).toBe(ROWS);
    expect(document.querySelectorAll('li').length).toBe(NEXT);
    take(board());
    expect(document.querySelectorAll('*').length).toBe(elements);
  });

  it('names those that were not there when called', () => {
    take(board());
    expect(find('[data-id=not-here]')).toBeNull();
    take(board({ parked_plates: ['123ABC02', '777KZT19'] }));
    expect(find('[data-id=not-here]')?.textContent).toContain('123 ABC 02 · 777 KZT 19');
  });

  it('shows plate and lane, newest first as it came', () => {
    take(board({ called: [row('123ABC02', NOW), row('777KZT19', '2026-05-20T07:00:00Z')] }));
    expect(cells().slice(0, 2).map((tr) => tr.textContent?.replace(/\s+/g, ' ').trim())).toEqual(['123 ABC 022', '777 KZT 192']);
  });

  it('says which side keeps the road closed, and when it opens, in three languages', () => {
    take(board({ road: { open: false, closed_by: 'chinese', opens_at: '2026-12-15T03:00:00Z', blocked: [] } }));
    const words = find('[data-id=closed]')?.textContent ?? '';
    expect(words).toContain('Қытай тарапы жабық. Ашылу уақыты: 15 желтоқсан, 08:00');
    expect(words).toContain('Закрыто китайской стороной. Откроется: 15 декабря, 08:00');
    expect(words).toContain('中方已关闭。开放时间：12月15日 08:00');
    take(board({ road: { open: false, closed_by: 'both', blocked: [] } }));
    expect(find('[data-id=closed]')?.textContent).toContain('Пункт пропуска закрыт');
    take(board({ road: { open: false, blocked: [{ kind: 'road_closed_kz', since: NOW }] } }));
    expect(find('[data-id=closed]')?.textContent).toContain('Дорогу закрыла казахстанская сторона. Ваше место в очереди сохраняется.');
    take(board());
    expect(find('[data-id=closed]')).toBeNull();
  });

  it('highlights a call for sixty seconds', async () => {
    take(board({ called: [row('123ABC02', NOW)] }));
    expect(cells()[0]?.classList.contains('fresh')).toBe(true);
    await vi.advanceTimersByTimeAsync(61_000);
    flushSync();
    expect(cells()[0]?.classList.contains('fresh')).toBe(false);
  });

  it('speaks three languages at once and shows both times', () => {
    take(board());
    const head = find('header')?.textContent ?? '';
    for (const words of ['Шақырылды', 'Вызваны', '已叫号', '12:05', '15:05']) expect(head).toContain(words);
    expect(find('[data-id=waiting]')?.textContent).toBe('12');
    expect(find('[data-id=blanks]')?.textContent).toBe('1\u00a0234');
  });

  it('says at once that the link is gone and greys the plates after thirty seconds', async () => {
    take(board({ called: [row('123ABC02', NOW)] }));
    model.status = { up: false, since: Date.now() };
    flushSync();
    expect(find('.warning')?.textContent).toContain('12:05');
    expect(find('.board')?.classList.contains('stale')).toBe(false);
    await vi.advanceTimersByTimeAsync(32_000);
    flushSync();
    expect(find('.board')?.classList.contains('stale')).toBe(true);
    take(board());
    expect(find('.board')?.classList.contains('stale')).toBe(false);
  });

  it('says that there are no blanks and that places are kept', () => {
    take(board({ blanks_in_stock: 0 }));
    expect(find('.warning')?.textContent).toContain('Бланкі жоқ');
  });
});
