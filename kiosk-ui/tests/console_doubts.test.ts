// The console and what stands against a permit: a make in doubt, a number that has ended, a permit
// from outside the pilot.
import { describe, expect, it } from 'vitest';
import { CONSOLE_TEXTS } from '../src/console/texts';
import type { Application } from '../src/lib/api';
import { find, openConsole, posts, press, settle, useConsolePage, write } from './console_page';
import { NOW, type Routes, consoleView } from './fake_api';

const NO = 'NZ26-000123';
const session = { login: 'a', name: 'Айгерім', role: 'officer', expires: NOW };
const application = (more: Partial<Application> = {}): Application => ({
  application_no: NO, state: 'at_checkpoint', plate: '123ABC02', carrier_name: '«Ертіс» ЖШС', carrier_bin: '050240001234', booking_no: 'NZ26-H000041', revoked: false, may_issue: true, print_jobs: [], history: [], ...more,
});
const inside = consoleView({
  inside: [{ booking_no: 'NZ26-H000041', booking_state: 'on_territory', plate: '123ABC02', application_no: NO, slot_start: NOW, slot_end: NOW, arrival: 'in_time' }],
});
const read = `GET /api/v1/applications/${NO}`;
const open = (view = consoleView(), routes: Routes = {}) => openConsole(session, view, routes);

useConsolePage();

describe('at the desk, the officer', () => {
  it('lets the officer who looked at the vehicle set the make of a camera aside', async () => {
    const doubt = application({ may_issue: false, obstacle: 'plate_mismatch', vehicle_make: 'MAN', make_in_doubt: 'Volvo' });
    await open(inside, { [read]: { body: doubt }, [`POST /api/v1/applications/${NO}/make/set-aside`]: { body: application({ vehicle_make: 'MAN' }) } });
    await press(`[data-application=${NO}]`);
    expect(find('[data-id=make-in-doubt]')?.textContent).toContain('Volvo');
    await press('[data-id=set-make-aside]');
    await write('[name=reason]', 'торында MAN');
    find('[data-id=reason-form]')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(posts()[0]?.body).toEqual({ reason: 'торында MAN' });
    expect(CONSOLE_TEXTS.kk).toHaveProperty(['make.in_doubt']);
  });

  it('calls an application again whose number has ended, and shows that number', async () => {
    await open(inside, { [read]: { body: application({ blank: 'C00000017', blank_state: 'lost' }) } });
    await press(`[data-application=${NO}]`);
    expect(find('[data-id=ended-blank]')?.textContent).toBe('C00000017');
    expect(find('[data-id=issue]')).not.toBeNull();
  });

  it('records a permit from outside the pilot and says whether it matches the card', async () => {
    const recorded = { plate: '123ABC02', entry_visit: 'v1', number: 'KZ-0042', stated_plate: '123ABC02', stated_make: 'DAF', card_matches: false };
    await open(inside, { 'POST /api/v1/external-permits': { status: 201, body: recorded } });
    await write('[name=external_vehicle]', '123ABC02');
    await write('[name=external_number]', ' KZ-0042 ');
    await write('[name=external_plate]', '123ABC02');
    await write('[name=external_make]', 'DAF');
    find('[data-id=external-form] form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(posts()[0]?.body).toEqual({ plate: '123ABC02', number: 'KZ-0042', stated_plate: '123ABC02', stated_make: 'DAF' });
    expect(find('[data-id=external-result]')?.classList.contains('problem')).toBe(true);
  });
});
