// What is wrong with the machine, at the top of the console; and the hour that two officers confirm.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import App from '../src/console/App.svelte';
import { ConsoleModel } from '../src/console/model.svelte';
import { CONSOLE_TEXTS } from '../src/console/texts';
import { type Asked, NOW, type Routes, consoleView, serve } from './fake_api';

class DeadSocket {
  close(): void {}
}

const CODES = ['database_corrupt', 'database_failing', 'disk_low', 'disk_scarce', 'wal_held', 'clock_untrusted', 'state_differs', 'link_stopped', 'link_refused', 'passwords_missing'] as const;
let app: object | undefined;
let asked: Asked[];

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(30);
  flushSync();
}

async function open(view: ReturnType<typeof consoleView>, routes: Routes = {}): Promise<void> {
  if (app) unmount(app);
  asked = serve({ 'GET /api/v1/session': { body: { login: 'a', name: 'Айгерім', role: 'officer', expires: NOW } }, ...routes });
  const model = new ConsoleModel();
  app = mount(App, { target: document.body, props: { model } });
  await settle();
  model.take(view);
  await settle();
}

const find = (selector: string): HTMLElement | null => document.querySelector(selector);
async function press(selector: string): Promise<void> {
  find(selector)?.click();
  await settle();
}
async function write(selector: string, value: string): Promise<void> {
  const input = find(selector) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}
const posts = () => asked.filter((a) => a.method === 'POST');

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', DeadSocket);
});
afterEach(() => {
  if (app) unmount(app);
  app = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('shows what is wrong with the machine and what stops the work', async () => {
  await open(consoleView({
    notices: [{ code: 'database_corrupt', weight: 'stops', detail: 'page 7' }, { code: 'disk_low', weight: 'warning', detail: '19 of 100 MiB' }],
    logins: { failed: 4, last_failed: NOW },
  }));
  const corrupt = find('[data-notice=database_corrupt]');
  expect(corrupt?.classList.contains('bad')).toBe(true);
  expect(corrupt?.textContent).toContain('page 7');
  expect(corrupt?.textContent).toContain('жұмыс тоқтады');
  expect(find('[data-notice=disk_low]')?.classList.contains('warn')).toBe(true);
  expect(find('[data-id=logins]')?.textContent).toContain('4');
  expect(find('[data-id=confirm-clock]')).toBeNull();
});

it('lets two officers confirm the hour only where no link is up', async () => {
  const notices = [{ code: 'clock_untrusted' as const, weight: 'stops' as const, detail: 'went back' }];
  await open(consoleView({ notices }));
  expect(find('[data-id=confirm-clock]')).toBeNull();
  await open(consoleView({ notices, link: { up: false, behind: 0 } }), { 'POST /api/v1/clock/confirmation': { status: 200, body: {} } });
  await press('[data-id=confirm-clock]');
  await write('[name=shown]', '2026-05-20T12:06');
  await write('[name=reason]', 'station clock');
  await write('[name=second_login]', 'bota');
  await write('[name=second_password]', 'secret');
  await press('[data-id=confirm-here]');
  expect(posts()[0]?.body).toEqual({ shown: '2026-05-20T07:06:00.000Z', reason: 'station clock', second_login: 'bota', second_password: 'secret' });
});

it('has a text for every notice in every language of the officers', () => {
  for (const [lang, texts] of Object.entries(CONSOLE_TEXTS))
    for (const code of CODES) expect(texts[`notice.${code}`], `${lang} ${code}`).toBeTruthy();
});
