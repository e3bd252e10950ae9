// A daemon of plain values for component tests: routes to answers, and what was asked.
import { vi } from 'vitest';
import type { Console, KioskCard, Site } from '../src/lib/api';

export const NOW = '2026-05-20T07:05:00Z';

export const site = (more: Partial<Site> = {}): Site => ({
  site: 'nur-zholy',
  prefix: 'NZ',
  name_kk: '«Нұр Жолы»',
  name_ru: '«Нур Жолы»',
  name_zh: '努尔绕勒',
  now: NOW,
  utc_offset_minutes: 300,
  demonstration: false,
  road: { open: true, blocked: [] },
  link: { up: true, behind: 0 },
  blanks_in_stock: 40,
  permits: true,
  issuing: true,
  tickets: false,
  ...more,
});

export const card = (more: Partial<KioskCard> = {}): KioskCard => ({
  plate: '123ABC02',
  booking_no: 'NZ26-H000041',
  booking_state: 'booked',
  application_no: 'NZ26-000123',
  application_state: 'supplement_formed',
  slot_start: '2026-05-20T07:00:00Z',
  slot_end: '2026-05-20T07:30:00Z',
  arrival: 'in_time',
  next_step: 'check_in',
  ...more,
});

export const consoleView = (more: Partial<Console> = {}): Console => ({
  now: NOW,
  site: site(),
  officer_calls: [],
  waiting: [],
  inside: [],
  grants: [],
  visits: [],
  visits_waiting: 0,
  late_exits: [],
  late_exits_waiting: 0,
  print_jobs: [],
  incidents: [],
  incidents_open: 0,
  second_requests: [],
  stock: {
    counts: { received: 100, in_stock: 60, allocated: 1, printed: 1, issued_now: 3, redeemed: 30, returned: 2, lost: 1, annulled: 1, spoiled: 1 },
    next_number: 'C00000041',
    low: false,
    forecast: { trucks_ahead: 0 },
    deliveries: [],
  },
  printer: { ready: true, device: 'file', paper_near_end: false },
  link: { up: true, behind: 0 },
  notices: [],
  logins: { failed: 0 },
  ...more,
});

export interface Asked {
  method: string;
  path: string;
  key: string | null;
  body: unknown;
}
type Reply = { status?: number; body: unknown } | 'silence';
export type Routes = Record<string, Reply | ((asked: Asked) => Reply | Promise<Reply>)>;

export const refused = (code: string, status = 409): Reply => ({ status, body: { type: 'about:blank', title: code, status, code } });

/** `routes`: "GET /api/v1/kiosk/site" -> answer. Returns what is asked, in order, as it grows. */
export function serve(routes: Routes): Asked[] {
  const log: Asked[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = request.method === 'GET' ? '' : await request.text();
    const asked = { method: request.method, path: url.pathname + url.search, key: request.headers.get('Idempotency-Key'), body: text ? JSON.parse(text) : null };
    log.push(asked);
    const route = routes[`${request.method} ${url.pathname}`] ?? refused('route_not_found', 404);
    const reply = typeof route === 'function' ? await route(asked) : route;
    if (reply === 'silence') throw new TypeError('no answer');
    const type = (reply.status ?? 200) >= 400 ? 'application/problem+json' : 'application/json';
    return new Response(JSON.stringify(reply.body), { status: reply.status ?? 200, headers: { 'Content-Type': type } });
  });
  return log;
}
