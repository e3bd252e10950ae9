// Acts that want a second officer, on the console of the one who asks and of the one who answers.
import { describe, expect, it } from 'vitest';
import type { SecondRequest, Visit } from '../src/lib/api';
import { closeConsole, find, model, openConsole, posts, press, requests, settle, useConsolePage, write } from './console_page';
import { NOW, type Routes, consoleView, refused } from './fake_api';

const session = { login: 'aliya', name: 'Әлия', role: 'officer', expires: NOW };
const request = (more: Partial<SecondRequest> = {}): SecondRequest => ({
  id: 4, verb: 'spoil', subject: 'C00000017', reason: 'сия төгілді', asked_by: 'berik', asked_by_name: 'Берік', asked_at: NOW, expires_at: '2026-05-20T07:15:00Z', state: 'waiting', plate: '123ABC02', ...more,
});
const visit: Visit = {
  visit_id: 'v1', camera: 'exit-1', role: 'exit', received: NOW, kind: 'exact', raw: '123ABC02', folded: '123ABC02', reason: '', candidates: [{ plate: '123ABC02', cost: 0, differs: [] }], hindrance: 'none', why: 'neighbour_near', decided: false, live: true, against_read: false,
};

const open = (view = consoleView(), routes: Routes = {}) => openConsole(session, view, routes);
async function submit(selector: string): Promise<void> {
  find(selector)!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
}

async function openBlank(state: string, routes: Routes): Promise<void> {
  const blank = { number: 'C00000017', state, history: [] };
  await open(consoleView(), { 'GET /api/v1/blanks/C00000017': { body: blank }, ...routes });
  await press('[data-tab=stock]');
  await write('[name=number]', 'C00000017');
  await submit('[data-id=blank-form]');
}

useConsolePage();

describe('the one who asks', () => {
  it('asks another officer where a filled blank is spoiled, and closes the form', async () => {
    await openBlank('issued', { 'POST /api/v1/second-requests': { status: 201, body: request() } });
    await press('[data-end=spoil]');
    expect((find('[data-id=ask-second]') as HTMLButtonElement).disabled, 'without a reason').toBe(true);
    await write('[name=reason]', 'сия төгілді');
    await press('[data-id=ask-second]');
    expect(posts()[0]).toMatchObject({ path: '/api/v1/second-requests', body: { verb: 'spoil', subject: 'C00000017', reason: 'сия төгілді' } });
    expect(find('[data-id=reason-form]')).toBeNull();
  });

  it('is offered a second only where the daemon wants one', async () => {
    await openBlank('printed', { 'POST /api/v1/blanks/C00000017/spoil': refused('second_person_missing', 422) });
    await press('[data-end=spoil]');
    expect(find('[data-id=second-choice]')).toBeNull();
    await write('[name=reason]', 'сия төгілді');
    await submit('[data-id=reason-form]');
    expect(find('[data-id=second-choice]')).not.toBeNull();
    expect((find('[name=reason]') as HTMLInputElement).value, 'what was written stays').toBe('сия төгілді');
  });

  it('sees the blank again once the other has answered', async () => {
    await openBlank('issued', {});
    const before = requests().length;
    model.take(consoleView({ second_requests: [request({ asked_by: 'aliya' })] }));
    await settle();
    model.take(consoleView({ second_requests: [request({ asked_by: 'aliya', state: 'confirmed', answered_by: 'berik' })] }));
    await settle();
    expect(requests().slice(before).map((a) => a.path)).toContain('/api/v1/blanks/C00000017');
    expect(find('[data-id=answer]')?.textContent).toContain('berik');
  });

  it('may take it back and not confirm it', async () => {
    const own = consoleView({ second_requests: [request({ asked_by: 'aliya' })] });
    await open(own, { 'POST /api/v1/second-requests/4/withdrawal': { body: request({ state: 'withdrawn' }) } });
    expect(find('[data-id=stand-by]')).toBeNull();
    await press('[data-id=withdraw]');
    expect(posts()[0]?.path).toBe('/api/v1/second-requests/4/withdrawal');
  });

  it('asks for a second where an exact read is dismissed by the one who ended its number', async () => {
    await open(consoleView({ visits: [visit] }), { 'POST /api/v1/visits/v1/decision': refused('second_person_missing', 422), 'POST /api/v1/second-requests': { status: 201, body: request() } });
    await press('[data-tab=reads]');
    await press('[data-id=refuse]');
    await write('.verbs [name=reason]', 'бөтен көлік');
    await submit('.verbs form');
    await press('[data-id=ask-second]');
    expect(posts()[1]?.body).toEqual({ verb: 'dismiss_read', subject: 'v1', reason: 'бөтен көлік' });
  });
});

describe('the one who answers', () => {
  const waiting = consoleView({ second_requests: [request()] });

  it('is told on every view who asks for what, and confirms', async () => {
    await open(waiting, { 'POST /api/v1/second-requests/4/confirmation': { body: request({ state: 'confirmed' }) } });
    for (const view of ['desk', 'incidents']) {
      await press(`[data-tab=${view}]`);
      expect(find('[data-second="4"]')?.textContent).toContain('Берік');
    }
    expect(find('[data-second="4"]')?.textContent).toContain('C00000017');
    expect(find('[data-second="4"]')?.textContent).toContain('12:15');
    expect(document.title).toContain('(1)');
    await press('[data-id=stand-by]');
    expect(posts()[0]?.path).toBe('/api/v1/second-requests/4/confirmation');
  });

  it('refuses only with words', async () => {
    await open(waiting, { 'POST /api/v1/second-requests/4/refusal': { body: request({ state: 'refused' }) } });
    await press('[data-id=refuse-second]');
    await write('[data-second="4"] [name=reason]', 'бланк бүтін');
    await submit('[data-second="4"] form');
    expect(posts()[0]?.body).toEqual({ reason: 'бланк бүтін' });
  });

  it('reads beside the request why it could not be confirmed', async () => {
    await open(waiting, { 'POST /api/v1/second-requests/4/confirmation': refused('already_redeemed') });
    await press('[data-id=stand-by]');
    expect(find('[data-id=second-requests] [data-problem=already_redeemed]')).not.toBeNull();
  });

  it('is no technician', async () => {
    await open(waiting, { 'GET /api/v1/session': { body: { ...session, role: 'technician' } } });
    expect(find('[data-second="4"]')).not.toBeNull();
    expect(find('[data-id=stand-by]')).toBeNull();
  });

  it('does not see how the requests of others ended', async () => {
    await open(consoleView({ second_requests: [request({ state: 'refused', answered_by: 'bolat' })] }));
    expect(find('[data-second="4"]')).toBeNull();
  });
});

describe('incidents and reads', () => {
  it('of an own act are closed by another', async () => {
    const incident = { kind: 'issued_number_replaced', subject: 'C1', detail: 'd', opened_at: NOW, open: true };
    await open(consoleView({ incidents: [{ ...incident, incident_no: 'I1', caused_by: 'berik, aliya' }, { ...incident, incident_no: 'I2', caused_by: 'berik' }] }));
    await press('[data-tab=incidents]');
    expect(find('[data-incident=I1] button')).toBeNull();
    expect(find('[data-incident=I1] [data-id=caused-by]')?.textContent).toContain('басқа қызметкер жабады');
    expect(find('[data-incident=I2] button')).not.toBeNull();
  });

  it('warn before a plate is named that the camera did not read', async () => {
    await open(consoleView({ visits: [visit] }));
    await press('[data-tab=reads]');
    await press('[data-id=edit]');
    expect(find('[data-id=unlikely]')).toBeNull();
    await write('.plate-input', '829 NBD 19');
    expect(find('[data-id=unlikely]')).not.toBeNull();
  });

  it('are asked from which blanks numbers go on where nobody knows which were given', async () => {
    const notices = [{ code: 'numbers_in_doubt' as const, weight: 'stops' as const, detail: 'put back' }];
    await open(consoleView());
    expect(find('[data-id=begin-numbers]')).toBeNull();
    await closeConsole();
    await open(consoleView({ notices }), { 'POST /api/v1/second-requests': { status: 201, body: request({ verb: 'begin_numbers', asked_by: 'aliya' }) } });
    await press('[data-id=begin-numbers]');
    expect(find('[data-id=ask-second]')).toBeNull();
    await write('[name=first_blanks]', 'C00000017  C00050001');
    await write('[name=reason]', 'байланыс жоқ');
    await press('[data-id=ask-second]');
    expect(posts()[0]?.body).toEqual({ verb: 'begin_numbers', subject: 'C00000017, C00050001', reason: 'байланыс жоқ' });
    expect(find('[name=first_blanks]')).toBeNull();
  });
});
