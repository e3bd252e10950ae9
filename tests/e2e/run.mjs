// The browser test. By itself everything runs against the mock of the contract, or the one part that
// is named; started by real.py, which tells the world in OTKEL_E2E, the kiosk flow runs against the
// binaries of a build.
import assert from 'node:assert/strict';
import { start } from '../../kiosk-ui/mock/server.mjs';
import { openBrowser } from './browser.mjs';
import * as flow from './kiosk_flow.mjs';
import { readsByKeys } from './reads.mjs';
import { boardScreens, consoleScreens, kioskScreens } from './screens.mjs';

async function step(name, run) {
  const began = Date.now();
  const result = await run();
  console.log(`ok  ${name} (${Date.now() - began} ms)`);
  return result;
}

/** `enter` brings the called truck through the gate: a camera's work. */
async function wholeFlow(browser, world, enter) {
  const { context } = browser;
  await step('a driver without a booking shows a paper, books, and gives the place back', () => flow.driverBooksAndGivesBack(context, world));
  const kiosk = await step('the driver finds the booking and checks in once', () => flow.driverChecksIn(context, world));
  const officer = await step('the officer logs in', () => flow.officerLogsIn(context, world));
  await step('the officer calls in order', () => flow.officerCalls(officer.page, world));
  await step('the board shows the called truck', () => flow.boardShowsTruck(context, world));
  await step('the kiosk says: drive to the gate', () => flow.kioskSaysDrive(kiosk.page));
  await enter();
  const blank = await step('issue, confirmed, handed over', () => flow.officerIssues(officer.page, world));
  console.log(`    blank ${blank}`);
  assert.deepEqual(officer.faults, []);
  assert.deepEqual(kiosk.faults, []);
}

async function mockedFlow(browser, server, knob) {
  const world = {
    kiosk: server.url, console: server.url, login: 'aigerim', password: 'otkel',
    number: '123', plate: '123ABC02', plateShown: '123 ABC 02', application: 'NZ25-000123',
    live: { plate: '509CBA05', proof: 'PC509CBA05' },
  };
  await wholeFlow(browser, world, () => knob('truck', { find: '123', set: { booking_state: 'on_territory', application_state: 'at_checkpoint', entered_at: new Date().toISOString() } }));
  const { calls } = await knob('none');
  assert.deepEqual([calls['check-in'], calls.permit, calls.handover], [1, 1, 1]);
}

const wide = { width: 1280, height: 800 };
const large = { width: 1920, height: 1080 };
const kiosk = (size, lang) => ({ context }, { url }, knob) => kioskScreens(context, url, knob, size, [lang]);
const officers = (lang) => ({ context }, { url }, knob) => consoleScreens(context, url, knob, wide, [lang]);
/** Each is a test of ctest: e2e.screens_NAME. Answers the faults that it found. */
const parts = {
  flow: mockedFlow,
  kiosk_kk: kiosk(wide, 'kk'),
  kiosk_ru: kiosk(wide, 'ru'),
  kiosk_zh: kiosk(wide, 'zh'),
  kiosk_en: kiosk(wide, 'en'),
  kiosk_large: kiosk(large, 'kk'),
  board: ({ context }, { url }, knob) => boardScreens(context, url, knob, large),
  console_kk: officers('kk'),
  console_ru: officers('ru'),
  reads: ({ context }, { url }, knob) => readsByKeys(context, url, knob, wide),
};

async function againstMock(name) {
  const server = await start();
  const knob = (name, body = {}) => fetch(`${server.url}/mock/${name}`, { method: 'POST', body: JSON.stringify(body) }).then((r) => r.json());
  const browser = await openBrowser();
  try {
    await step(name, async () => assert.deepEqual((await parts[name](browser, server, knob)) ?? [], []));
  } finally {
    await browser.close();
    server.stop();
  }
}

/** The world is told by real.py in OTKEL_E2E as JSON; `gate` is the address that drives the truck in. */
async function againstBinaries(world) {
  const browser = await openBrowser();
  try {
    await wholeFlow(browser, world, async () => {
      const answer = await fetch(world.gate, { method: 'POST' });
      assert.ok(answer.ok, `the gate camera answered ${answer.status}`);
    });
  } finally {
    await browser.close();
  }
}

const told = process.env.OTKEL_E2E;
try {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`no part ${unknown}; there are ${Object.keys(parts).join(', ')}`);
  if (told) await againstBinaries(JSON.parse(told));
  else for (const name of named.length > 0 ? named : Object.keys(parts)) await againstMock(name);
  console.log('browser test passed');
} catch (error) {
  console.error(error instanceof assert.AssertionError && Array.isArray(error.actual) ? error.actual.join('\n') : error);
  process.exitCode = 1;
}
