// The driver's way and the officer's answer to it, in a real browser: find, check in, be called, be
// issued a permit. Runs against any checkpoint; `world` says where it is and which truck to take.
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';

const SIZE = { width: 1280, height: 800 };
/** The same key twice within this time is taken for the bounce of a glove. */
const KEY_PAUSE_MS = 200;

async function type(page, signs) {
  for (const sign of signs) {
    await page.click(`[data-key="${sign}"]`);
    await page.waitForTimeout(KEY_PAUSE_MS);
  }
}

async function lookUp(page, world) {
  await page.click('[data-lang=ru]');
  assert.equal(await page.getAttribute('html', 'lang'), 'ru');
  await page.click('[data-id=by-number]');
  await type(page, world.number);
  await page.click('[data-id=next]');
  await page.waitForSelector('[data-id=plate]');
  assert.equal((await page.textContent('[data-id=plate]')).replaceAll(' ', ''), world.plate);
}

/** language -> application number -> "I have arrived", tapped twice -> my place */
export async function driverChecksIn(context, world) {
  const { page, faults } = await openPage(context, `${world.kiosk}/kiosk/`, SIZE);
  const posts = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await lookUp(page, world);
  await page.locator('[data-id=check-in]').dblclick();
  await page.waitForSelector('[data-done=checked_in]');
  const checkIns = posts.filter((url) => url.endsWith('/check-in')).length;
  assert.equal(checkIns, 1, `a double tap made ${checkIns} check-ins`);
  const place = Number(await page.textContent('[data-id=place]'));
  assert.ok(place >= 1, `the place is ${place}`);
  assert.ok(await page.locator('[data-next=wait_for_call]').isVisible());
  assert.deepEqual(faults, []);
  return { page, place, faults };
}

/** no booking -> plate -> a wrong paper is refused -> the right one -> a time -> given back with the same paper */
export async function driverBooksAndGivesBack(context, world) {
  const { page, faults } = await openPage(context, `${world.kiosk}/kiosk/`, SIZE, [/403 \(Forbidden\)/]);
  await page.click('[data-id=no-booking]');
  await type(page, world.live.plate);
  await page.click('[data-id=next]');
  await page.waitForSelector('[data-screen=proof]');
  await type(page, '9');
  await page.click('[data-id=next]');
  await page.click('[data-slot]:enabled');
  await page.waitForSelector('[data-screen=proof] [data-problem=booking_proof_wrong]');
  await page.click('[data-key=erase]');
  await type(page, world.live.proof);
  await page.click('[data-id=next]');
  await page.click('[data-slot]:enabled');
  await page.waitForSelector('[data-done=booked]');
  assert.match(await page.textContent('[data-id=booking]'), /-E\d{6}$/);
  await page.click('[data-id=withdraw]');
  await page.waitForSelector('[data-screen=proof]');
  await page.click('[data-id=next]');
  await page.waitForSelector('[data-done=withdrawn]');
  assert.deepEqual(faults, []);
  await page.close();
}

export async function officerLogsIn(context, world) {
  const { page, faults } = await openPage(context, `${world.console}/console/`, SIZE, [/401 \(Unauthorized\)/]);
  await page.fill('[name=login]', world.login);
  await page.fill('[name=password]', world.password);
  await page.click('[data-id=log-in]');
  await page.waitForSelector('[data-view=desk]');
  return { page, faults };
}

/** Calls trucks in order until ours is called; nobody is jumped over. */
export async function officerCalls(page, world) {
  const ours = page.locator(`[data-view=desk] li.called:has-text("${world.plateShown}")`);
  for (let i = 0; i < 40 && !(await ours.isVisible()); i += 1) {
    const before = await page.locator('li.called').count();
    await page.click('[data-id=call-next]');
    await page.waitForFunction((n) => document.querySelectorAll('li.called').length > n, before, { timeout: 10_000 });
  }
  await ours.waitFor();
}

export async function boardShowsTruck(context, world) {
  const { page, faults } = await openPage(context, `${world.kiosk}/board/`, { width: 1920, height: 1080 });
  await page.waitForSelector(`tr[data-plate="${world.plate}"]`, { timeout: 15_000 });
  const row = page.locator(`tr[data-plate="${world.plate}"]`);
  assert.ok((await row.getAttribute('class'))?.includes('fresh'), 'a new call is not highlighted');
  assert.notEqual((await row.locator('.lane').textContent()).trim(), '');
  assert.deepEqual(faults, []);
  return page;
}

/** The driver's card follows without a touch. */
export async function kioskSaysDrive(page) {
  await page.waitForSelector('[data-next=drive_to_gate]', { timeout: 15_000 });
}

/** issue -> the printer confirms -> blank and supplement are handed over */
export async function officerIssues(page, world) {
  await page.click(`[data-application="${world.application}"]`);
  await page.waitForSelector('[data-id=issue]', { timeout: 15_000 });
  await page.locator('[data-id=issue]').dblclick();
  await page.waitForSelector('[data-job=confirmed]', { timeout: 30_000 });
  const blank = (await page.textContent('[data-id=blank]')).trim();
  assert.match(blank, /^[A-Z]+\d+$/);
  await page.waitForSelector('[data-id=hand-over]:enabled', { timeout: 15_000 });
  await page.click('[data-id=hand-over]');
  await page.waitForSelector('[data-id=handed]', { timeout: 15_000 });
  assert.equal(await page.getAttribute('[data-id=blank-state]', 'data-state'), 'issued');
  return blank;
}
