// Every screen in every language over the mock: nothing cut, nothing foreign, nothing unreachable.
import { join } from 'node:path';
import { axeFaults, foreignGlyphs, layoutFaults, openPage } from './browser.mjs';

const MM = 96 / 25.4;
const KIOSK = { minKey: 20 * MM, minGap: 5 * MM };
const KEY_PAUSE_MS = 170;
/** A technician's tablet, upright. */
const NARROW = { width: 640, height: 1000 };

/** Looks at what stands on the page; every fault is told with the screen's name. With OTKEL_SHOTS as a
 *  folder its picture is kept there, for people. */
async function look(context, page, name, faults, sizes = {}) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(80);
  if (process.env.OTKEL_SHOTS) await page.screenshot({ path: join(process.env.OTKEL_SHOTS, `${name.replaceAll(/[ ,]+/g, '-')}.png`) });
  const found = [...(await layoutFaults(page, sizes)), ...(await foreignGlyphs(context, page)).map((f) => `font of the system, ${f}`)];
  // Roles, names and colours are the same in every language: once is enough, it is the slow part.
  if ((await page.getAttribute('html', 'lang')) === 'kk') found.push(...(await axeFaults(page)));
  faults.push(...found.map((fault) => `${name}: ${fault}`));
}

async function type(page, signs) {
  for (const sign of signs) {
    await page.click(`[data-key="${sign}"]`);
    await page.waitForTimeout(KEY_PAUSE_MS);
  }
}

function kioskSteps(page, knob) {
  const byNumber = async (number, wait) => {
    await page.click('[data-id=by-number]');
    await type(page, number);
    await page.click('[data-id=next]');
    await page.waitForSelector(wait);
  };
  return {
    attract: async () => {},
    number: async () => page.click('[data-id=by-number]'),
    not_found: async () => byNumber('98', '[data-problem]'),
    plate: async () => {
      await page.click('[data-id=by-plate]');
      await type(page, '123ABC02');
    },
    provinces: async () => {
      await page.click('[data-id=by-plate]');
      await page.click('[data-key=page]');
    },
    card: async () => byNumber('123', '[data-id=check-in]'),
    unpaid: async () => byNumber('126', '[data-next=pay_fee]'),
    inside: async () => byNumber('130', '[data-next=go_to_officer]'),
    ticket: async () => {
      await byNumber('123', '[data-id=check-in]');
      await page.click('[data-id=check-in]');
      await page.waitForSelector('[data-ticket=confirmed]');
    },
    no_paper: async () => {
      await knob('reset');
      await knob('flags', { printer: 'printer_paper_out' });
      await byNumber('123', '[data-id=check-in]');
      await page.click('[data-id=check-in]');
      await page.waitForSelector('[data-ticket=failed_safe]');
    },
    slots: async () => {
      await page.click('[data-id=no-booking]');
      await type(page, '509CBA05');
      await page.click('[data-id=next]');
      await page.waitForSelector('[data-screen=proof]');
      await type(page, 'PC509CBA05');
      await page.click('[data-id=next]');
      await page.waitForSelector('[data-slot]');
    },
    proof: async () => {
      await page.click('[data-id=no-booking]');
      await type(page, '509CBA05');
      await page.click('[data-id=next]');
      await page.waitForSelector('[data-screen=proof]');
    },
    wrong_proof: async () => {
      await page.click('[data-id=no-booking]');
      await type(page, '509CBA05');
      await page.click('[data-id=next]');
      await type(page, '9');
      await page.click('[data-id=next]');
      await page.click('[data-slot]:enabled');
      await page.waitForSelector('[data-problem=booking_proof_wrong]');
    },
    closed: async () => knob('flags', { open: false }),
    no_blanks: async () => knob('flags', { open: true, blanks: 0 }),
    offline: async () => knob('flags', { link: false }),
    worst: async () => byNumber('130', '[data-next]'),
  };
}

export async function kioskScreens(context, url, knob, size, langs) {
  const { page, faults: errors } = await openPage(context, `${url}/kiosk/`, size, [/404 \(Not Found\)/, /403 \(Forbidden\)/]);
  const faults = [];
  for (const lang of langs) {
    await knob('reset');
    for (const [name, step] of Object.entries(kioskSteps(page, knob))) {
      await page.reload();
      await page.waitForSelector('header strong:not(:text("Otkel"))');
      await page.click(`[data-lang=${lang}]`);
      await step();
      if (['closed', 'no_blanks'].includes(name)) await page.waitForSelector('[data-notice]');
      if (name === 'offline') await page.waitForSelector('.bar:not(.demo)');
      await look(context, page, `kiosk ${size.width}x${size.height} ${lang} ${name}`, faults, KIOSK);
    }
  }
  await page.close();
  return [...faults, ...errors];
}

export async function boardScreens(context, url, knob, size) {
  await knob('reset');
  const { page, faults: errors } = await openPage(context, `${url}/board/`, size, [/WebSocket connection/]);
  const faults = [];
  await page.waitForSelector('tr:not([data-plate=""])');
  await look(context, page, 'board', faults);
  await knob('flags', { blanks: 0 });
  await page.waitForSelector('.warning');
  await look(context, page, 'board without blanks', faults);
  await knob('refuse', { sockets: true });
  await knob('drop');
  const dropped = Date.now();
  await page.waitForSelector('[data-up=false]');
  if (Date.now() - dropped > 2_500) faults.push('board: the lost link was shown too late');
  await look(context, page, 'board without link', faults);
  await knob('refuse', { sockets: false });
  await page.waitForSelector('[data-up=true]', { timeout: 15_000 });
  await page.close();
  return [...faults, ...errors];
}

const NUMBERS_IN_DOUBT = [{
  code: 'numbers_in_doubt', weight: 'stops',
  detail: "this machine's database was put back from a backup; it waits until the centre has given back what was done since, and has accepted it",
}];

export async function consoleScreens(context, url, knob, size, langs) {
  const faults = [];
  const errors = [];
  for (const lang of langs) {
    await knob('reset');
    await context.clearCookies();
    const { page, faults: seen } = await openPage(context, `${url}/console/`, size, [/401 \(Unauthorized\)/]);
    const see = (name) => look(context, page, `console ${lang} ${name}`, faults);
    await page.click(`.login [lang=${lang}]`);
    await see('login');
    await page.fill('[name=login]', 'aigerim');
    await page.fill('[name=password]', 'otkel');
    await page.click('[data-id=log-in]');
    await page.waitForSelector('[data-view=desk]');
    await page.click('[data-id=refuse-second]');
    await see('a second officer refuses');
    await page.click('[data-id=second-requests] form button[type=button]');
    await knob('flags', { notices: NUMBERS_IN_DOUBT });
    await page.click('[data-id=begin-numbers]');
    await page.fill('[name=first_blanks]', 'C00000018, C00000101');
    await see('numbers in doubt');
    await knob('flags', { notices: [] });
    await page.waitForSelector('[data-id=begin-numbers]', { state: 'detached' });
    await knob('flags', { printer: 'printer_timeout' });
    await page.click('[data-application=NZ25-000130]');
    await page.click('[data-id=issue]');
    await page.waitForSelector('[data-job=unknown]');
    await see('unknown print');
    await page.click('[data-tab=prints]');
    await page.waitForSelector('[data-id=page]');
    await see('prints, unknown');
    await page.fill('[name=scan]', 'HTTPS://REGISTER.EXAMPLE/P/NZ25-000130#X');
    await page.click('[data-id=scan-form] button');
    await page.waitForSelector('[data-id=scanned]');
    await knob('flags', { printer: '', nearEnd: true });
    await page.click('[data-id=test-page]');
    await page.waitForSelector('[data-id=near-end]');
    await page.waitForSelector('[data-job=confirmed]');
    await see('prints, near the end of the roll');
    await page.click('[data-tab=desk]');
    await page.click('[data-application=NZ25-000131]');
    await page.click('[data-id=no-fault]');
    await page.waitForSelector('[data-id=near-end-question]');
    await see('near the end of the roll, delay slip');
    await page.click('[data-tab=reads]');
    await page.waitForSelector('.decision[data-ready=true]');
    await see('reads');
    await page.keyboard.press('r');
    await page.waitForSelector('[data-id=dismiss]');
    await see('reads, none of ours');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('[data-doubt]');
    await page.waitForSelector('.decision[data-ready=true]');
    await see('reads, a doubtful one');
    for (const tab of ['stock', 'incidents', 'cameras', 'statistics']) {
      await page.click(`[data-tab=${tab}]`);
      await page.waitForTimeout(200);
      await see(tab);
    }
    await page.click('[data-tab=cameras]');
    await page.waitForSelector('[data-id=refusals]');
    await page.setViewportSize(NARROW);
    await see('cameras, narrow');
    await page.close();
    errors.push(...seen);
  }
  return [...faults, ...errors];
}
