// Reads worked by the keyboard: which key decides what, and when none does.
import { describe, expect, it, vi } from 'vitest';
import { LOOK_MS, PICTURE_WAIT_MS } from '../src/console/keys';
import { VISITS_AHEAD } from '../src/console/pictures_ahead';
import { CONSOLE_TEXTS } from '../src/console/texts';
import type { ReadDoubt, SecondRequest, Visit } from '../src/lib/api';
import { find, keyDown, looked, model, openConsole, posts, press, settle, useConsolePage, write } from './console_page';
import { NOW, type Routes, consoleView, refused } from './fake_api';

const session = { login: 'a', name: 'Айгерім', role: 'officer', expires: NOW };
const DOUBTS: ReadDoubt[] = ['age_unknown', 'confidence_out_of_scale', 'fields_contradict', 'id_of_another_plate'];
const near = { plate: '123ABC02', cost: 0.2, differs: [2] };
const other = { plate: '128ABC02', cost: 0.3, differs: [2, 4] };
const visit = (visit_id: string, more: Partial<Visit> = {}): Visit => ({
  visit_id, camera: 'gate-1', role: 'gate_in', received: NOW, kind: 'probable', raw: '12?ABC02', folded: '12?ABC02', reason: '', candidates: [near], hindrance: 'none', why: 'one_near', decided: false, live: true, against_read: false, ...more,
});
const route = (id: string) => `POST /api/v1/visits/${id}/decision`;
const accepted = { body: visit('v1', { decided: true, plate: '123ABC02', officer_reason: 'Сурет бойынша расталды' }) };

async function open(visits: Visit[], routes: Routes = {}, more = {}): Promise<void> {
  await openConsole(session, consoleView({ visits, visits_waiting: visits.length, ...more }), routes);
  await press('[data-tab=reads]');
}

const shown = (): string | undefined => find('.decision')?.dataset['visit'];
const decided = (): string[] => posts().map((one) => one.path.split('/')[4]!);

useConsolePage();

describe('one key', () => {
  it.each(['Enter', 'NumpadEnter', 'Digit1', 'Numpad1'])('accepts the only card: %s', async (code) => {
    await open([visit('v1')], { [route('v1')]: accepted });
    await looked();
    await keyDown(code);
    expect(posts()[0]?.body).toEqual({ plate: '123ABC02', reason: 'Сурет бойынша расталды' });
  });

  it('accepts one of several by its digit, and none of them by Enter', async () => {
    await open([visit('v1', { candidates: [near, other] })], { [route('v1')]: accepted });
    await looked();
    await keyDown('Enter');
    await keyDown('Digit3');
    expect(posts()).toEqual([]);
    await keyDown('Digit2');
    expect(posts()[0]?.body).toMatchObject({ plate: '128ABC02' });
  });

  it('writes into the reason what the officer saw and set aside', async () => {
    await open([visit('v1', { candidates: [{ ...near, make: 'MAN', make_agrees: false, trailer_agrees: false, trailer_plate: '77DKA02' }] })], { [route('v1')]: accepted });
    await looked();
    await keyDown('Digit1');
    expect(posts()[0]?.body).toEqual({ plate: '123ABC02', reason: 'Сурет бойынша расталды; Карточкада басқа марка: MAN; Карточкада басқа тіркеме: 77DKA02' });
  });

  it('asks before another card than the one that was read exactly is taken', async () => {
    await open([visit('v1', { kind: 'exact', raw: '123ABC02', folded: '123ABC02', candidates: [{ ...near, cost: 0, differs: [] }, other] })], { [route('v1')]: accepted });
    await looked();
    await keyDown('Digit2');
    expect(posts()).toEqual([]);
    expect((find('.decision .plate-input') as HTMLInputElement).value).toBe('128ABC02');
    expect(find('[data-id=unlikely]')).not.toBeNull();
  });

  it('leads to the reasons of a refusal, and the next one gives the reason', async () => {
    await open([visit('v1')], { [route('v1')]: accepted });
    await looked();
    await keyDown('KeyR', { key: 'к' }); // the officer's keyboard may be Russian
    expect(posts()).toEqual([]);
    await keyDown('Digit7');
    expect(posts()[0]?.body).toEqual({ reason: CONSOLE_TEXTS.kk['dismissal.no_truck'] });
  });

  it('names no card and no reason by the same digit', async () => {
    await open([visit('v1', { candidates: [near, other] })], { [route('v1')]: accepted });
    await looked();
    for (const code of ['Digit6', 'Digit7', 'Digit8', 'Digit9']) await keyDown(code);
    await keyDown('KeyR');
    for (const code of ['Digit1', 'Digit2', 'Digit3', 'Enter']) await keyDown(code);
    expect(posts()).toEqual([]);
  });

  it('takes a refusal in the words of the officer', async () => {
    await open([visit('v1')], { [route('v1')]: accepted });
    await looked();
    await keyDown('KeyR');
    await keyDown('KeyE', { key: 'у' });
    expect(document.activeElement).toBe(find('[name=reason]'));
    await write('[name=reason]', 'бөтен көлік');
    find('[data-id=dismiss]')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(posts()[0]?.body).toEqual({ reason: 'бөтен көлік' });
  });

  it('puts a read aside until the others are decided', async () => {
    await open([visit('v1'), visit('v2'), visit('v3')], { [route('v2')]: accepted, [route('v3')]: accepted });
    await looked();
    await keyDown('ArrowRight');
    for (const id of ['v2', 'v3']) {
      expect(shown()).toBe(id);
      await looked();
      await keyDown('Digit1');
    }
    expect(shown()).toBe('v1');
    expect(decided()).toEqual(['v2', 'v3']);
  });

  it('goes back from a form, also out of its text', async () => {
    await open([visit('v1')]);
    await looked();
    await keyDown('KeyE');
    await keyDown('Escape', {}, find('.decision .plate-input')!);
    expect(find('.decision .plate-input')).toBeNull();
    expect(document.activeElement).toBe(find('.decision'));
  });

  it('works through a whole queue, each read by its own visit', async () => {
    const visits = ['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => visit(id));
    await open(visits, Object.fromEntries(visits.map((one) => [route(one.visit_id), accepted])));
    for (const one of visits) {
      expect(shown()).toBe(one.visit_id);
      await looked();
      await keyDown('Enter');
    }
    expect(decided()).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
    expect(document.body.textContent).toContain('Шешетін ештеңе жоқ');
  });
});

describe('no key', () => {
  const both = { [route('v1')]: accepted, [route('v2')]: accepted };

  it('decides on a card before it was looked at', async () => {
    await open([visit('v1'), visit('v2')], both);
    await keyDown('Enter');
    expect(posts()).toEqual([]);
    await looked();
    await keyDown('Enter');
    expect(shown()).toBe('v2');
    await keyDown('Enter');
    await keyDown('Digit1');
    await vi.advanceTimersByTimeAsync(LOOK_MS - 200);
    await keyDown('Enter');
    expect(decided()).toEqual(['v1']);
  });

  it('nor a button, where another console has just decided on the card before', async () => {
    await open([visit('v1'), visit('v2')], both);
    await looked();
    model.take(consoleView({ visits: [visit('v2')], visits_waiting: 1 }));
    await settle();
    await press('[data-candidate="123ABC02"]');
    expect(posts()).toEqual([]);
    await looked();
    await press('[data-candidate="123ABC02"]');
    expect(decided()).toEqual(['v2']);
  });

  it('decides while it is held down, or with another one', async () => {
    await open([visit('v1'), visit('v2')], both);
    await looked();
    await keyDown('Digit1', { repeat: true });
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) await keyDown('Digit1', { [held]: true });
    expect(posts()).toEqual([]);
  });

  it('decides twice while the first decision is under way', async () => {
    let answer: (() => void) | undefined;
    const slow = () => new Promise<typeof accepted>((done) => (answer = () => done(accepted)));
    await open([visit('v1', { candidates: [near, other] })], { [route('v1')]: slow });
    await looked();
    await keyDown('Digit1');
    await keyDown('Digit2');
    answer!();
    await settle();
    expect(posts()).toHaveLength(1);
  });

  it('takes another card for a digit whose card has changed its place', async () => {
    await open([visit('v1', { candidates: [near, other] })], { [route('v1')]: accepted });
    await looked();
    model.take(consoleView({ visits: [visit('v1', { candidates: [other, near] })], visits_waiting: 1 }));
    await settle();
    await keyDown('Digit1');
    expect(posts()).toEqual([]);
    await looked();
    await keyDown('Digit1');
    expect(posts()[0]?.body).toMatchObject({ plate: '128ABC02' });
  });

  it('is taken from a text that somebody writes, nor Enter from a button', async () => {
    await open([visit('v1')], both);
    await looked();
    await keyDown('Digit1', {}, find('.side input')!);
    await keyDown('Enter', {}, find('[data-id=edit]')!);
    expect(posts()).toEqual([]);
  });
});

describe('the card', () => {
  it('keeps a text that is being written when news of the same read come', async () => {
    await open([visit('v1')]);
    await looked();
    await keyDown('KeyR');
    await write('[name=reason]', 'бөтен');
    model.take(consoleView({ visits: [visit('v1'), visit('v2')], visits_waiting: 2 }));
    await settle();
    expect((find('[name=reason]') as HTMLInputElement).value).toBe('бөтен');
  });

  it('leaves at once when its decision is answered, before the push says so', async () => {
    await open([visit('v1'), visit('v2')], { [route('v1')]: accepted });
    await looked();
    await keyDown('Enter');
    expect(shown()).toBe('v2');
    expect(find('[data-id=older]')).toBeNull();
    expect(find('[data-id=last]')?.textContent).toContain('Сурет бойынша расталды');
  });

  it('leaves where another console was faster, and says so', async () => {
    await open([visit('v1'), visit('v2')], { [route('v1')]: refused('visit_already_decided') });
    await looked();
    await keyDown('Enter');
    expect(shown()).toBe('v2');
    expect(find('[data-problem=visit_already_decided]')).not.toBeNull();
  });

  it('asks for a second officer with the reason that one key gave, and goes on meanwhile', async () => {
    const request: SecondRequest = { id: 4, verb: 'dismiss_read', subject: 'v1', reason: 'x', asked_by: 'a', asked_by_name: 'Айгерім', asked_at: NOW, expires_at: NOW, state: 'waiting' };
    await open([visit('v1'), visit('v2')], { [route('v1')]: refused('second_person_missing', 422), 'POST /api/v1/second-requests': { status: 201, body: request } });
    await looked();
    await keyDown('KeyR');
    await keyDown('Digit6');
    await press('[data-id=ask-second]');
    expect(posts()[1]?.body).toEqual({ verb: 'dismiss_read', subject: 'v1', reason: CONSOLE_TEXTS.kk['dismissal.no_card'] });
    expect(shown()).toBe('v2');
    model.take(consoleView({ visits: [visit('v1')], visits_waiting: 1, second_requests: [request] }));
    await settle();
    expect(find('[data-id=asked]')?.textContent).toContain('Айгерім');
  });

  it('names the second officer of a read, and of what was decided last', async () => {
    await open([visit('v1', { second: 'daniyar' }), visit('v2')], { [route('v1')]: { body: visit('v1', { decided: true, second: 'daniyar', officer_reason: 'x' }) } });
    expect(find('[data-id=second]')?.textContent).toContain('daniyar');
    await looked();
    await keyDown('Enter');
    expect(find('[data-id=second]')).toBeNull();
    expect(find('[data-id=last]')?.textContent).toContain('daniyar');
  });

  it.each(DOUBTS)('says what is doubtful of a read, and what that means for the officer: %s', async (doubt) => {
    await open([visit('v1', { doubt })]);
    const said = find(`[data-doubt=${doubt}]`)?.textContent;
    expect(said).toContain(CONSOLE_TEXTS.kk[`doubt.${doubt}`]);
    expect(said).toContain(CONSOLE_TEXTS.kk[`doubtmeans.${doubt}`]);
  });
});

describe('pictures', () => {
  const hash = (n: number) => String(n).padStart(64, '0');
  const pictured = (n: number, more: Partial<Visit> = {}) => visit(`v${n}`, { picture_hash: hash(n), ...more });
  /** What is loading or loaded: element, and how it ended. */
  let images: { src: string; decoded: (there: boolean) => void }[];

  function withImages(): void {
    images = [];
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockImplementation(function (this: HTMLImageElement) {
      return new Promise((done, fail) => images.push({ src: this.src, decoded: (there) => (there ? done() : fail(new Error('no picture'))) }));
    });
  }
  const asked = () => images.map((image) => Number(/(\d+)$/.exec(image.src)![1]));

  it('of the next reads are loaded beforehand, each once, and no more of them', async () => {
    withImages();
    const visits = [1, 2, 3, 4, 5].map((n) => pictured(n));
    await open(visits, { [route('v1')]: accepted });
    expect(asked()).toEqual([1, 2, 3]);
    expect(asked()).toHaveLength(1 + VISITS_AHEAD);
    for (const image of images) image.decoded(true);
    await looked();
    const next = images[1]!;
    await keyDown('Enter');
    expect(asked()).toEqual([1, 2, 3, 4]);
    expect((find('.decision img') as HTMLImageElement).src).toBe(next.src);
  });

  it('that are no longer wanted are let go', async () => {
    withImages();
    await open([pictured(1), pictured(2), pictured(3)]);
    const gone = find('.decision img') as HTMLImageElement;
    for (const image of images) image.decoded(true);
    model.take(consoleView({ visits: [pictured(2), pictured(3)], visits_waiting: 2 }));
    await settle();
    expect(gone.hasAttribute('src')).toBe(false);
  });

  it('are waited for before a key counts', async () => {
    withImages();
    await open([pictured(1)], { [route('v1')]: accepted });
    await looked();
    await keyDown('Enter');
    expect(posts()).toEqual([]);
    images[0]!.decoded(true);
    await looked();
    await keyDown('Enter');
    expect(posts()).toHaveLength(1);
  });

  it('that do not come are waited for three seconds', async () => {
    withImages();
    await open([pictured(1)], { [route('v1')]: accepted });
    await vi.advanceTimersByTimeAsync(PICTURE_WAIT_MS);
    await looked();
    await keyDown('Enter');
    expect(posts()).toHaveLength(1);
  });

  it('that are deleted are said to be missing; one that failed beforehand is tried once more when it is shown', async () => {
    withImages();
    await open([pictured(1), pictured(2)], { [route('v1')]: accepted });
    images[0]!.decoded(true);
    images[1]!.decoded(false);
    await looked();
    await keyDown('Enter');
    expect(asked()).toEqual([1, 2, 2]);
    images[2]!.decoded(false);
    await looked();
    expect(find('.decision .no-picture')).not.toBeNull();
  });

  it('of late exits are loaded beforehand where no live read waits', async () => {
    withImages();
    const late = [7, 8].map((n) => pictured(n, { live: false, role: 'exit', hindrance: 'late' }));
    await open([pictured(1)], {}, { late_exits: late, late_exits_waiting: 2 });
    expect(asked()).toEqual([1, 7, 8]);
  });
});
