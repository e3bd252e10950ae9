// What the console does with lists that are longer than what is pushed.
import { describe, expect, it, vi } from 'vitest';
import type { Application, QueueRow, Visit } from '../src/lib/api';
import { find, model, openConsole, posts, press, settle, useConsolePage, write } from './console_page';
import { NOW, type Routes, consoleView } from './fake_api';

const NO = 'NZ26-000123';
const session = { login: 'a', name: 'Айгерім', role: 'officer', expires: NOW };
const row = (plate: string, more: Partial<QueueRow> = {}): QueueRow => ({
  booking_no: `NZ26-H${plate}`, booking_state: 'checked_in', plate, slot_start: NOW, slot_end: NOW, arrival: 'in_time', ...more,
});
const application = (more: Partial<Application> = {}): Application => ({
  application_no: NO, state: 'at_checkpoint', plate: '123ABC02', carrier_name: '«Ертіс» ЖШС', carrier_bin: '050240001234', booking_no: 'NZ26-H000041', revoked: false, may_issue: true, print_jobs: [], history: [], ...more,
});
const visit: Visit = {
  visit_id: 'v1', camera: 'gate-1', role: 'gate_in', received: NOW, kind: 'probable', raw: '12?ABC02', folded: '12?ABC02', reason: '', candidates: [{ plate: '123ABC02', cost: 0.2, differs: [2] }], hindrance: 'none', why: 'one_near', decided: false, live: true, against_read: false,
};

const open = (view = consoleView(), routes: Routes = {}) => openConsole(session, view, routes);

useConsolePage();

describe('reads that wait', () => {
  it('keeps the read that somebody looks at while newer ones come in', async () => {
    const newer = { ...visit, visit_id: 'v2', folded: '555AAA02' };
    await open(consoleView({ visits: [visit], visits_waiting: 1 }));
    await press('[data-tab=reads]');
    model.take(consoleView({ visits: [newer, visit], visits_waiting: 2 }));
    await settle();
    expect(find('[data-visit=v1]')).not.toBeNull();
    await press('[data-read=v2]');
    expect(find('[data-visit=v2]')).not.toBeNull();
    model.take(consoleView({ visits: [visit], visits_waiting: 1 }));
    await settle();
    expect(find('[data-visit=v1]')).not.toBeNull();
  });

  it('says how many more wait and reaches every one of them', async () => {
    const old = (n: number) => ({ ...visit, visit_id: `old-${n}`, folded: '' });
    await open(consoleView({ visits: [visit], visits_waiting: 4 }), {
      'GET /api/v1/visits': (sent) => {
        if (sent.path.includes('limit=1')) return { body: { visits: [visit], waiting: 4, next: '9.' } };
        if (sent.path.includes('after=9.')) return { body: { visits: [visit, old(1)], waiting: 4, next: '5.old-1' } };
        return { body: { visits: [old(2), old(3)], waiting: 4 } };
      },
    });
    await press('[data-tab=reads]');
    expect(find('[data-id=older]')?.textContent).toContain('3');
    await press('[data-id=older]');
    expect(find('[data-id=older]')?.textContent).toContain('2');
    await press('[data-id=older]');
    expect(find('[data-id=older]')).toBeNull();
    const shown = [...document.querySelectorAll<HTMLElement>('[data-read]')].map((one) => one.dataset.read);
    expect(shown).toEqual(['v1', 'old-1', 'old-2', 'old-3']);
  });

  it('shows an older read that was decided no more', async () => {
    const old = { ...visit, visit_id: 'old-1' };
    await open(consoleView({ visits: [visit], visits_waiting: 2 }), {
      'GET /api/v1/visits': (sent) => ({ body: { visits: sent.path.includes('limit=1') ? [] : [visit, old], waiting: 2, ...(sent.path.includes('limit=1') ? { next: '9.' } : {}) } }),
      'POST /api/v1/visits/old-1/decision': { body: old },
    });
    await press('[data-tab=reads]');
    await press('[data-id=older]');
    await press('[data-read="old-1"]');
    await vi.advanceTimersByTimeAsync(700);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
    await settle();
    await settle();
    expect(posts()[0]?.path).toBe('/api/v1/visits/old-1/decision');
    expect(find('[data-read="old-1"]')).toBeNull();
    expect(find('[data-visit=v1]')).not.toBeNull();
  });

});

describe('long lists', () => {
  const incident = (n: number) => ({ incident_no: `NZ25-I${n}`, kind: 'print_failed', subject: `${n}`, detail: '', opened_at: NOW, open: true });

  it('count what is open and show the older incidents page by page, each once', async () => {
    await open(consoleView({ incidents: [incident(3)], incidents_open: 3 }), {
      'GET /api/v1/incidents': (sent) => ({ body: sent.path.includes('after=') ? { incidents: [incident(1)], open: 3 } : { incidents: [incident(3), incident(2)], open: 3, next: '1.x' } }),
    });
    await press('[data-tab=incidents]');
    expect(find('.count')?.textContent).toBe('3');
    await press('[data-id=older]');
    await press('[data-id=older]');
    const shown = [...document.querySelectorAll<HTMLElement>('[data-incident]')].map((one) => one.dataset.incident);
    expect(shown).toEqual(['NZ25-I3', 'NZ25-I2', 'NZ25-I1']);
    expect(find('[data-id=older]')).toBeNull();
  });

  it('lead to the older rows of a history in their order', async () => {
    const facts = ['application_registered', 'fee_paid', 'number_allocated', 'permit_issued'] as const;
    const at = (n: 1 | 2 | 3 | 4) => ({ at: `2026-05-20T07:0${n}:00Z`, actor: 'a', type: facts[n - 1]!, body: {} });
    await open(consoleView({ inside: [row('123ABC02', { booking_state: 'on_territory', application_no: NO })] }), {
      [`GET /api/v1/applications/${NO}`]: { body: application({ history: [at(3), at(4)], history_next: '30.' }) },
      [`GET /api/v1/applications/${NO}/history`]: { body: { history: [at(2), at(1)] } },
    });
    await press(`[data-application="${NO}"]`);
    await press('details [data-id=older]');
    const types = [...document.querySelectorAll('details tr td:last-child')].map((cell) => cell.textContent?.trim());
    expect(types).toEqual(['Өтініш тіркелді', 'Алым төленді', 'Нөмір бөлінді', 'Рұқсат берілді']);
  });
});

describe('a booking of the kiosk', () => {
  it('is taken back with its number and a reason', async () => {
    await open(consoleView(), { 'POST /api/v1/bookings/NZ25-E000042/withdrawal': { body: row('1', { booking_state: 'withdrawn' }) } });
    await write('[name=booking_no]', 'nz25-e000042 ');
    await write('[name=withdraw_reason]', 'жүргізуші келмейді');
    find('[data-id=withdraw-form] form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(posts()[0]?.body).toEqual({ reason: 'жүргізуші келмейді' });
    expect(find('[data-id=withdraw-form] .good')).not.toBeNull();
  });
});
