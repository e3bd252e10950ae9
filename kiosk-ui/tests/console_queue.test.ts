// The queue on the console: calling, parking, putting back.
import { describe, expect, it } from 'vitest';
import type { Console, QueueRow } from '../src/lib/api';
import { find, openConsole, posts, press, settle, useConsolePage, write } from './console_page';
import { NOW, type Routes, consoleView } from './fake_api';

const session = { login: 'a', name: 'Айгерім', role: 'officer', expires: NOW };
const row = (plate: string, more: Partial<QueueRow> = {}): QueueRow => ({
  booking_no: `NZ26-H${plate}`, booking_state: 'checked_in', plate, slot_start: NOW, slot_end: NOW, arrival: 'in_time', ...more,
});

const open = (view = consoleView(), routes: Routes = {}) => openConsole(session, view, routes);

useConsolePage();

describe('queue', () => {
  it('calls the next one by its number, as it is on the screen', async () => {
    await open(consoleView({ waiting: [row('777KZT19'), row('123ABC02')] }), { 'POST /api/v1/queue/call': { body: row('777KZT19') } });
    await press('[data-id=call-next]');
    expect(posts()[0]?.body).toEqual({ lane: '1', booking_no: 'NZ26-H777KZT19' });
    expect(posts()[0]?.key).toBeTruthy();
  });

  it('wants a ground of the list, words and a document for calling out of turn', async () => {
    await open(consoleView({ waiting: [row('777KZT19'), row('123ABC02')] }), { 'POST /api/v1/queue/call': { body: row('123ABC02') } });
    await press('[data-booking=NZ26-H123ABC02] button');
    expect(posts()).toEqual([]);
    expect((find('[data-id=ground-form] [data-id=confirm]') as HTMLButtonElement).disabled).toBe(true);
    await press('[data-ground=perishables]');
    await write('[name=words]', 'жидек');
    await write('[name=document_no]', '1234');
    await write('[name=document_date]', '2026-12-14');
    find('[data-id=ground-form]')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(posts()[0]?.body).toEqual({ lane: '1', booking_no: 'NZ26-H123ABC02', ground: 'perishables', ground_words: 'жидек', document_no: '1234', document_date: '2026-12-14' });
    expect(find('[data-id=ground-form]')).toBeNull();
  });

  it('shows how many went out of turn today, and lets nobody ask for one more than the limit', async () => {
    const grants: Console['grants'] = [{ group: 'post', used: 3, limit: 3 }, { group: 'listed', used: 2, limit: 15 }];
    await open(consoleView({ waiting: [row('777KZT19'), row('123ABC02')], grants }));
    await press('[data-booking=NZ26-H123ABC02] button');
    await press('[data-ground=animals]');
    expect(find('[data-id=grants]')!.textContent).toContain('2 / 15');
    expect((find('[data-id=ground-form] [data-id=confirm]') as HTMLButtonElement).disabled).toBe(false);
    await press('[data-ground=post]');
    expect(find('[data-id=grants]')!.textContent).toContain('3 / 3');
    expect((find('[data-id=ground-form] [data-id=confirm]') as HTMLButtonElement).disabled).toBe(true);
  });

  it('calls a called truck again and puts it back with a reason', async () => {
    const called = row('777KZT19', { booking_state: 'called', called_at: NOW, lane: '2', calls: 2 });
    await open(consoleView({ waiting: [called] }), {
      'POST /api/v1/bookings/NZ26-H777KZT19/call': { body: called },
      'POST /api/v1/bookings/NZ26-H777KZT19/put-back': { body: called },
    });
    expect(find('[data-booking=NZ26-H777KZT19]')!.textContent).toContain('2-шақыру');
    await press('[data-id=call-again]');
    expect(posts()[0]?.body).toEqual({ lane: '1' });
    await press('[data-id=put-back]');
    await write('[data-id=reason-form] [name=reason]', 'жолақ жабылды');
    find('[data-id=reason-form]')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(posts()[1]?.body).toEqual({ reason: 'жолақ жабылды' });
    expect(find('[data-id=reason-form]')).toBeNull();
  });

  it('parks a truck that was called often enough, and brings it back', async () => {
    const soon = new Date(Date.parse(NOW) + 5 * 60_000).toISOString();
    const absent = row('777KZT19', { booking_state: 'called', called_at: NOW, lane: '2', calls: 3, may_park_from: NOW });
    const parked = row('123ABC02', { booking_state: 'parked', parked_until: soon });
    const early = row('555AAA05', { booking_state: 'called', called_at: NOW, lane: '1', calls: 3, may_park_from: soon });
    await open(consoleView({ waiting: [absent, parked, early] }), {
      'POST /api/v1/bookings/NZ26-H777KZT19/parking': { body: absent },
      'POST /api/v1/bookings/NZ26-H123ABC02/return': { body: parked },
    });
    expect((find('[data-booking=NZ26-H555AAA05] [data-id=park]') as HTMLButtonElement).disabled).toBe(true);
    await press('[data-booking=NZ26-H777KZT19] [data-id=park]');
    expect(find('[data-booking=NZ26-H123ABC02] [data-id=parked]')).not.toBeNull();
    await press('[data-id=bring-back]');
    expect(posts().map((p) => p.path)).toEqual(['/api/v1/bookings/NZ26-H777KZT19/parking', '/api/v1/bookings/NZ26-H123ABC02/return']);
  });

  it('passes a truck that cannot be called yet and says why', async () => {
    await open(consoleView({ waiting: [row('777KZT19', { place: 1, place_reason: 'in_time', held_by: 'fee' }), row('123ABC02', { place: 2, place_reason: 'in_time' })] }), {
      'POST /api/v1/queue/call': { body: row('123ABC02') },
    });
    expect(find('[data-booking=NZ26-H777KZT19] [data-id=held-by]')?.textContent).toContain('алым');
    expect((find('[data-booking=NZ26-H777KZT19] button') as HTMLButtonElement).disabled).toBe(true);
    await press('[data-id=call-next]');
    expect(posts()[0]?.body).toEqual({ lane: '1', booking_no: 'NZ26-H123ABC02' });
  });

  it('shows the place of each waiting truck with its reason', async () => {
    await open(consoleView({ waiting: [row('777KZT19', { place: 1, place_reason: 'late' })] }));
    expect(find('[data-id=place-reason]')!.textContent).toContain('1. кешікті');
  });

  it('says so where nobody waits', async () => {
    await open();
    expect(document.body.textContent).toContain('Кезек бос');
    expect((find('[data-id=call-next]') as HTMLButtonElement).disabled).toBe(true);
  });
});
