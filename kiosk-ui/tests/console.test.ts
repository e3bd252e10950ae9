// The console over a fake daemon: login, issue, prints whose end is unknown, blanks, sessions.
import { describe, expect, it } from 'vitest';
import { ConsoleModel } from '../src/console/model.svelte';
import { CONSOLE_TEXTS } from '../src/console/texts';
import type { Application, PrintJob, QueueRow, Visit } from '../src/lib/api';
import { closeConsole, find, model, openConsole, posts, press, settle, useConsolePage, write } from './console_page';
import { NOW, type Routes, consoleView, refused } from './fake_api';

const WHYS: NonNullable<Visit['why']>[] = [
  'nothing_read', 'not_a_plate', 'nothing_near', 'one_near', 'several_near', 'expected_among_near', 'other_form', 'other_text', 'only_late', 'two_cards_read', 'reads_disagree', 'doubtful_read', 'country_contradicts', 'neighbour_near', 'neighbour_looks_alike', 'cannot_be_here', 'one_witness', 'exact_and_alone', 'reads_agree', 'cameras_agree', 'sure_where_it_differs', 'expected_here',
];
const GRADES: NonNullable<Visit['grade']>[] = ['camera_exact', 'camera_confirmed', 'camera_confirmed_late', 'officer_entry'];
const ROLES: Visit['role'][] = ['gate_in', 'exit', 'return_lane', 'entry_from_china'];

const NO = 'NZ26-000123';
const session = { login: 'a', name: 'Айгерім', role: 'officer', expires: NOW };
const row = (plate: string, more: Partial<QueueRow> = {}): QueueRow => ({
  booking_no: `NZ26-H${plate}`, booking_state: 'checked_in', plate, slot_start: NOW, slot_end: NOW, arrival: 'in_time', ...more,
});
const job = (state: PrintJob['state'], more: Partial<PrintJob> = {}): PrintJob => ({
  id: 5, document: 'supplement', subject: 'C00000017', application_no: NO, blank: 'C00000017', attempt: 1, state, queued_at: NOW, ...more,
});
const application = (more: Partial<Application> = {}): Application => ({
  application_no: NO, state: 'at_checkpoint', plate: '123ABC02', carrier_name: '«Ертіс» ЖШС', carrier_bin: '050240001234', booking_no: 'NZ26-H000041', revoked: false, may_issue: true, print_jobs: [], history: [], ...more,
});
const visit: Visit = {
  visit_id: 'v1', camera: 'gate-1', role: 'gate_in', received: NOW, kind: 'probable', raw: '12?ABC02', folded: '12?ABC02', reason: '', character_confidence: [0.99, 0.97, 0.2, 0.95, 0.9, 0.7, 0.99, 0.99], candidates: [{ plate: '123ABC02', cost: 0.2, differs: [2] }], hindrance: 'none', why: 'one_near', decided: false, live: true, against_read: false,
};

const open = (view = consoleView(), routes: Routes = {}) => openConsole(session, view, routes);

useConsolePage();

describe('login', () => {
  const out = { 'GET /api/v1/session': refused('unauthenticated', 401) };

  it('is asked for where nobody is logged in, and tells a wrong password in words', async () => {
    await open(consoleView(), { ...out, 'POST /api/v1/session': refused('wrong_password', 401) });
    await write('[name=login]', 'aigerim');
    await write('[name=password]', 'nope');
    find('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(find('[data-problem=wrong_password]')?.textContent).toContain('құпиясөз');
    expect((find('[name=password]') as HTMLInputElement).value).toBe('');
  });

  it('offers another try where the daemon is silent', async () => {
    await open(consoleView(), { 'GET /api/v1/session': 'silence' });
    expect(find('[data-problem=unreachable] button')).not.toBeNull();
  });

  it('comes back, with an empty screen, when the session ends under the hands', async () => {
    await open(consoleView({ waiting: [row('777KZT19')] }), { 'POST /api/v1/queue/call': refused('unauthenticated', 401) });
    await press('[data-id=call-next]');
    expect(find('.login')).not.toBeNull();
    expect(document.body.textContent).not.toContain('777');
  });
});

describe('issue', () => {
  const inside = consoleView({ inside: [row('123ABC02', { application_no: NO, booking_state: 'on_territory' })] });
  const read = `GET /api/v1/applications/${NO}`;

  it('goes from the button over the print to the hand-over', async () => {
    let state = application();
    await open(inside, {
      [read]: () => ({ body: state }),
      [`POST /api/v1/applications/${NO}/permit`]: () => ({ status: 202, body: (state = application({ blank: 'C00000017', blank_state: 'allocated', may_issue: false, print_jobs: [job('sending')] })) }),
      [`POST /api/v1/applications/${NO}/permit/handover`]: () => ({ body: (state = application({ ...state, blank_state: 'issued' })) }),
    });
    await press(`[data-application=${NO}]`);
    await press('[data-id=issue]');
    expect(find('[data-job=sending]')).not.toBeNull();
    expect(find('[data-id=hand-over]')).toBeNull();
    state = application({ ...state, blank_state: 'printed', print_jobs: [job('confirmed')] });
    model.take(inside);
    await settle();
    expect(find('.fill')?.textContent).toContain('«Ертіс» ЖШС');
    await press('[data-id=hand-over]');
    expect(find('[data-id=handed]')).not.toBeNull();
    expect(posts().length).toBe(2);
  });

  it('says what stands in the way instead of a button', async () => {
    await open(inside, { [read]: { body: application({ may_issue: false, obstacle: 'application_unpaid' }) } });
    await press(`[data-application=${NO}]`);
    expect(find('[data-id=issue]')).toBeNull();
    expect(find('[data-obstacle=application_unpaid]')?.textContent).toContain('Алым төленбеген');
  });

  it('asks a person about a print whose end is unknown, and never prints again by itself', async () => {
    const unknown = application({ blank: 'C00000017', blank_state: 'allocated', may_issue: false, print_jobs: [job('unknown', { cause: 'printer_timeout' })] });
    await open(inside, { [read]: { body: unknown }, 'POST /api/v1/print-jobs/5/resolution': { body: job('confirmed') } });
    await press(`[data-application=${NO}]`);
    expect(find('[data-id=again]')).toBeNull();
    await press('[data-id=on-paper]');
    expect(posts()[0]?.body).toEqual({ on_paper: true });
  });

  it('offers another print after one that failed safely', async () => {
    const failed = application({ blank: 'C00000017', blank_state: 'allocated', may_issue: false, print_jobs: [job('failed_safe', { cause: 'printer_paper_out' })] });
    await open(inside, { [read]: { body: failed }, [`POST /api/v1/applications/${NO}/permit/reprint`]: { status: 202, body: failed } });
    await press(`[data-application=${NO}]`);
    expect(find('[data-id=job]')?.textContent).toContain('қағаз бітті');
    await press('[data-id=again]');
    expect(posts()[0]?.path).toContain('/reprint');
  });

  it('can be tried again where the application could not be read', async () => {
    await open(inside, { [read]: 'silence' });
    await press(`[data-application=${NO}]`);
    expect(find('[data-problem=unreachable] button')).not.toBeNull();
  });
});

describe('camera reads', () => {
  const view = consoleView({ visits: [visit] });

  it('marks the places that were read badly', async () => {
    await open(view);
    await press('[data-tab=reads]');
    expect([...document.querySelectorAll('.raw .poor')].map((s) => s.textContent)).toEqual(['?']);
    expect([...document.querySelectorAll('.raw .fair')].map((s) => s.textContent)).toEqual(['C']);
  });

  it('marks where a card differs and tells make, trailer and papers apart', async () => {
    const candidates = [
      { plate: '123ABC02', cost: 0.2, differs: [2], make: 'MAN', make_agrees: false, trailer_agrees: true, application_no: NO, application_state: 'supplement_formed' as const },
      { plate: '128ABC02', cost: 0.3, differs: [2, 4], trailer_agrees: false, trailer_plate: '77DKA02' },
    ];
    await open(consoleView({ visits: [{ ...visit, candidates, why: 'several_near' }] }));
    await press('[data-tab=reads]');
    const marks = (of: string) => [...document.querySelectorAll(`[data-candidate="${of}"] mark`)].map((m) => m.textContent);
    expect(marks('123ABC02')).toEqual(['3']);
    expect(marks('128ABC02')).toEqual(['8', 'B']);
    expect(find('[data-candidate="123ABC02"] [data-id=make-differs]')?.textContent).toContain('MAN');
    expect(find('[data-candidate="123ABC02"] [data-id=trailer-agrees]')).not.toBeNull();
    expect(find('[data-candidate="128ABC02"] [data-id=trailer-differs]')?.textContent).toContain('77');
    expect(find('[data-candidate="123ABC02"]')?.textContent).toContain(NO);
    expect(find('[data-id=why]')?.textContent).toContain('Бірнеше карточка');
  });

  it('has words for every reason in every language of the console', () => {
    for (const texts of Object.values(CONSOLE_TEXTS)) {
      for (const why of WHYS) expect(texts[`why.${why}`], why).toBeTruthy();
      for (const grade of GRADES) expect(texts[`grade.${grade}`], grade).toBeTruthy();
      for (const role of ROLES) expect(texts[`role.${role}`], role).toBeTruthy();
    }
  });

  it('says that a truck backs out', async () => {
    await open(consoleView({ visits: [{ ...visit, hindrance: 'against_direction' }] }));
    await press('[data-tab=reads]');
    expect(find('[data-hindrance=against_direction]')).not.toBeNull();
  });

  it('offers a late exit only after the live reads, and never as one', async () => {
    const late = { ...visit, visit_id: 'late', role: 'exit' as const, live: false, hindrance: 'late' as const, camera_time: NOW };
    await open(consoleView({ visits: [visit], late_exits: [late] }));
    await press('[data-tab=reads]');
    expect(find('[data-id=late-waits]')).not.toBeNull();
    expect(find('[data-visit=late]')).toBeNull();
    model.take(consoleView({ late_exits: [late] }));
    await settle();
    expect(find('[data-visit=late] [data-id=late]')).not.toBeNull();
  });

  it('says before an exit is entered by hand that it redeems nothing', async () => {
    await open(consoleView(), { 'POST /api/v1/visits': { body: visit, status: 201 } });
    await press('[data-tab=reads]');
    expect(find('[data-id=exit-note]')).toBeNull();
    const role = find('.side select') as HTMLSelectElement;
    role.value = 'exit';
    role.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(find('[data-id=exit-note]')).not.toBeNull();
    expect(find('.side [data-grade=officer_entry]')).not.toBeNull();
  });

  it('lets a senior close the road by a side, and open it again, and shows what lasts to all', async () => {
    const lasting = consoleView();
    lasting.site.road = { open: false, blocked: [{ kind: 'road_closed_cn', since: NOW }] };
    await open(lasting, { 'GET /api/v1/session': { body: { ...session, role: 'senior' } }, 'POST /api/v1/road/closing': { body: lasting.site.road }, 'POST /api/v1/road/opening': { body: { open: true, blocked: [] } } });
    expect(find('[data-blocked=road_closed_cn]')).not.toBeNull();
    const send = async (kind: string, reason: string) => {
      const select = find('[data-id=road-form] select') as HTMLSelectElement;
      select.value = kind;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      const field = find('[name=road_reason]') as HTMLInputElement;
      field.value = reason;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
      await press('[data-id=road]');
      await settle();
    };
    await send('road_closed_cn', 'they called: open');
    await send('ordered_stop', 'snow on the pass');
    const said = posts().filter((one) => one.path.startsWith('/api/v1/road/'));
    expect(said.map((one) => [one.path, one.body])).toEqual([
      ['/api/v1/road/opening', { kind: 'road_closed_cn', reason: 'they called: open' }],
      ['/api/v1/road/closing', { kind: 'ordered_stop', reason: 'snow on the pass' }],
    ]);
    await closeConsole();
    await open(lasting, { 'GET /api/v1/session': { body: { ...session, role: 'officer' } } });
    expect(find('[data-id=road-form]')).toBeNull();
    expect(find('[data-blocked=road_closed_cn]')).not.toBeNull();
  });

  it('lets only a technician or a senior forget what was learned', async () => {
    const learned = { cameras: [{ camera: 'gate-1', counts: [{ read: 'B', truth: '8', count: 14 }] }] };
    for (const role of ['officer', 'technician']) {
      await open(consoleView(), { 'GET /api/v1/session': { body: { ...session, role } }, 'GET /api/v1/confusions': { body: learned } });
      await press('[data-tab=reads]');
      const details = find('[data-id=learned]') as HTMLDetailsElement;
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
      await settle();
      expect(details.textContent).toContain('14');
      expect(find('[data-forget="gate-1"]') !== null).toBe(role === 'technician');
      if (role === 'officer') await closeConsole();
    }
  });

  it('says so where nothing waits', async () => {
    await open();
    await press('[data-tab=reads]');
    expect(document.body.textContent).toContain('Шешетін ештеңе жоқ');
  });
});

describe('blanks', () => {
  it('never fills in the count of a delivery', async () => {
    const stock = { ...consoleView().stock, deliveries: [{ batch: 'B-2', first: 'C00000101', count: 500, received: false }] };
    await open(consoleView({ stock }));
    await press('[data-tab=stock]');
    await press('[data-batch="B-2"] button');
    expect((find('[name=first]') as HTMLInputElement).value).toBe('C00000101');
    expect((find('[name=count]') as HTMLInputElement).value).toBe('');
  });

  it('wants a second officer for a loss', async () => {
    const blank = { number: 'C00000017', state: 'issued', history: [] };
    await open(consoleView(), { 'GET /api/v1/blanks/C00000017': { body: blank }, 'POST /api/v1/blanks/C00000017/loss': refused('second_person_missing', 422) });
    await press('[data-tab=stock]');
    await write('[name=number]', 'C00000017');
    find('[data-id=blank-form]')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    await press('[data-end=loss]');
    await write('[name=reason]', 'жоғалды');
    await write('[name=second_login]', 'b');
    await write('[name=second_password]', 'p');
    expect(find('[data-id=reason-form] [data-id=confirm]'), 'nobody does it alone').toBeNull();
    await press('[data-id=confirm-here]');
    expect(posts()[0]?.body).toEqual({ reason: 'жоғалды', second_login: 'b', second_password: 'p' });
    expect(find('[data-problem=second_person_missing]')).not.toBeNull();
    expect((find('[name=second_password]') as HTMLInputElement).value).toBe('');
  });
});

describe('printing', () => {
  const ticket = job('failed_safe', { id: 7, document: 'queue_ticket', subject: 'NZ26-H000041', application_no: undefined, blank: undefined, cause: 'daemon_restarted', grade: 'not_sent' });
  const submit = async (selector: string) => {
    find(selector)!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
  };
  async function openPrints(view = consoleView(), routes: Routes = {}): Promise<void> {
    await open(view, routes);
    await press('[data-tab=prints]');
  }

  it('shows what waits for a person first, with the picture of what should be there', async () => {
    await openPrints(consoleView({ print_jobs: [ticket, job('unknown', { cause: 'printer_timeout' })] }), { 'POST /api/v1/print-jobs/5/resolution': { body: job('confirmed') } });
    expect(find('[data-tab=prints] .badge')?.textContent).toBe('1');
    expect(find('.jobs li')?.getAttribute('data-print')).toBe('5');
    expect(find('[data-id=page]')?.getAttribute('src')).toBe('/api/v1/print-jobs/5/page');
    await press('[data-id=on-paper]');
    expect(posts()[0]).toMatchObject({ path: '/api/v1/print-jobs/5/resolution', body: { on_paper: true } });
  });

  it('has its own words for what a print queue only took', async () => {
    await openPrints(consoleView({ print_jobs: [job('unknown', { cause: 'print_handed_over', grade: 'handed_over' })] }));
    expect(find('[data-id=handed-over]')?.textContent).toContain('ешкім көрген жоқ');
  });

  it('asks before it prints what a restart has left behind', async () => {
    await openPrints(consoleView({ print_jobs: [ticket] }), { 'POST /api/v1/print-jobs/7/again': { status: 202, body: { ...ticket, state: 'queued' } } });
    await press('[data-print="7"] button');
    expect(find('[data-cause=daemon_restarted]')?.textContent).toContain('қайта іске қосылды');
    expect(posts()).toEqual([]);
    await press('[data-id=print-now]');
    expect(posts()[0]?.path).toBe('/api/v1/print-jobs/7/again');
  });

  it('wants a reason for a duplicate', async () => {
    await openPrints(consoleView({ print_jobs: [job('confirmed', { grade: 'content' })] }), { 'POST /api/v1/print-jobs/5/again': { status: 202, body: job('queued', { id: 8, attempt: 2 }) } });
    await press('[data-print="5"] button');
    await press('[data-id=print-duplicate]');
    await write('[name=reason]', 'жыртылды');
    await submit('[data-id=reason-form]');
    expect(posts()[0]?.body).toEqual({ reason: 'жыртылды' });
  });

  it('takes back what still waits, and says what it waits for', async () => {
    await openPrints(consoleView({ print_jobs: [job('queued', { cause: 'printer_paper_out' })] }), { 'POST /api/v1/print-jobs/5/cancellation': { body: job('failed_safe', { cause: 'cancelled' }) } });
    await press('[data-print="5"] button');
    expect(find('[data-cause=printer_paper_out]')?.textContent).toContain('қағаз бітті');
    await press('[data-id=cancel-print]');
    expect(posts()[0]?.path).toBe('/api/v1/print-jobs/5/cancellation');
  });

  it('sends a scanned QR as it is and tells what it proved', async () => {
    await openPrints(consoleView({ print_jobs: [job('unknown')] }), { 'POST /api/v1/print-scans': { body: job('confirmed', { grade: 'qr_scanned' }) } });
    await write('[name=scan]', 'HTTPS://R.EXAMPLE/P/NZ26-000123#TOKEN');
    await submit('[data-id=scan-form]');
    expect(posts()[0]?.body).toEqual({ text: 'HTTPS://R.EXAMPLE/P/NZ26-000123#TOKEN' });
    expect(find('[data-id=scanned]')?.textContent).toContain('C00000017');
    expect((find('[name=scan]') as HTMLInputElement).value).toBe('');
  });

  it('tells a forged QR from a foreign one', async () => {
    for (const code of ['qr_forged', 'qr_foreign']) {
      await openPrints(consoleView(), { 'POST /api/v1/print-scans': refused(code) });
      await write('[name=scan]', 'X');
      await submit('[data-id=scan-form]');
      expect(find(`[data-problem=${code}]`)).not.toBeNull();
      if (code === 'qr_forged') await closeConsole();
    }
  });

  it('leaves the shift report to the senior and the test page to everybody', async () => {
    const answer = { 'POST /api/v1/documents': { status: 202, body: job('queued', { document: 'test_page' }) } };
    await openPrints(consoleView(), answer);
    expect(find('[data-id=shift-form]')).toBeNull();
    await press('[data-id=test-page]');
    expect(posts()[0]?.body).toEqual({ type: 'test_page' });
    await closeConsole();
    await openPrints(consoleView(), { ...answer, 'GET /api/v1/session': { body: { ...session, role: 'senior' } } });
    await write('[name=from]', '2026-05-20T08:00');
    await submit('[data-id=shift-form]');
    expect(posts()[0]?.body).toEqual({ type: 'shift_report', from: '2026-05-20T03:00:00.000Z' });
  });

  it('prints a call slip where the truck is called, and a delay slip beside its application', async () => {
    const called = row('777KZT19', { booking_state: 'called', lane: '2' });
    const inside = row('123ABC02', { application_no: NO, booking_state: 'on_territory' });
    await open(consoleView({ waiting: [called], inside: [inside] }), { [`GET /api/v1/applications/${NO}`]: { body: application() }, 'POST /api/v1/documents': { status: 202, body: job('queued') } });
    await press('[data-id=call-slip]');
    expect(posts()[0]?.body).toEqual({ type: 'call_slip', booking_no: 'NZ26-H777KZT19' });
    await press(`[data-application=${NO}]`);
    await press('[data-id=no-fault]');
    await write('[data-id=no-fault-form] [name=from]', '2026-05-20T10:30');
    await write('[data-id=no-fault-form] [name=reason]', 'дауыл');
    await submit('[data-id=no-fault-form]');
    expect(posts()[1]?.body).toEqual({ type: 'no_fault_slip', booking_no: 'NZ26-H000041', from: '2026-05-20T05:30:00.000Z', reason: 'дауыл' });
    expect(find('[data-id=no-fault-form]')).toBeNull();
  });

  it('warns of a roll that is nearly used up before the permit is started', async () => {
    const near = consoleView({ inside: [row('123ABC02', { application_no: NO, booking_state: 'on_territory' })], printer: { ready: true, device: 'usb', paper_near_end: true } });
    await open(near, { [`GET /api/v1/applications/${NO}`]: { body: application() }, [`POST /api/v1/applications/${NO}/permit`]: { status: 202, body: application({ blank: 'C00000017', blank_state: 'allocated' }) } });
    expect(find('[data-id=near-end]')).not.toBeNull();
    await press(`[data-application=${NO}]`);
    expect(find('[data-id=near-end-question]')?.textContent).toContain('Қағаз орамы');
    await press('[data-id=issue]');
    expect(posts()[0]?.body).toEqual({ paper_near_end_accepted: true });
  });
});

describe('states', () => {
  it('shows link, printer and calls for help', async () => {
    await open(consoleView({ officer_calls: [NOW], printer: { ready: false, device: 'usb', cause: 'printer_cover_open', paper_near_end: true }, link: { up: false, behind: 3, last_heard: NOW } }));
    expect(find('[data-id=printer]')?.textContent).toContain('қақпағы ашық');
    expect(find('[data-id=link]')?.textContent).toContain('12:05');
    expect(find('[data-id=help]')?.textContent).toContain('12:05');
  });

  it('greys everything with the time of the data when the push is lost', async () => {
    await open();
    model.status = { up: false, since: Date.now() };
    await settle();
    expect(find('[data-id=stale]')?.textContent).toContain('20.05 12:05');
    expect(find('.view.stale')).not.toBeNull();
  });

  it('shows a broken sum as broken', async () => {
    const statistics = { country: 'CN', supplements_formed: 3, counts: consoleView().stock.counts, returned: 2, lost: 1, annulled: 1, ended_apart: { set_aside: 4, lost_by_office: 0, revoked_by_centre: 0 }, stock_adds_up: true, zone_adds_up: false, in_zone_by_blanks: 4, in_zone_by_gates: 5, awaiting_evidence: 2 };
    await open(consoleView(), { 'GET /api/v1/statistics': { body: statistics } });
    await press('[data-tab=statistics]');
    expect(find('[data-id=stock-sum]')?.classList.contains('good')).toBe(true);
    expect(find('[data-id=zone-sum]')?.classList.contains('bad')).toBe(true);
  });

  it('closes an incident only with a note', async () => {
    await open(consoleView({ incidents: [{ incident_no: 'I1', kind: 'second_exit', subject: 'C1', detail: 'd', opened_at: NOW, open: true }] }), { 'POST /api/v1/incidents/I1/closing': { body: {} } });
    await press('[data-tab=incidents]');
    expect(find('[data-incident=I1]')?.textContent).toContain('қайта шықты');
    await press('[data-incident=I1] button');
    expect((find('[name=reason]') as HTMLInputElement).required).toBe(true);
    await write('[name=reason]', 'қаралды');
    find('[data-id=reason-form]')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(posts()[0]?.body).toEqual({ reason: 'қаралды' });
  });

  it('speaks Russian when asked and remembers it', async () => {
    await open();
    await press('.head [lang=ru]');
    expect(find('[data-tab=desk]')?.textContent).toContain('Очередь и выдача');
    expect(new ConsoleModel().lang).toBe('ru');
  });
});
