// The officers' console on a page without a server: what the tests of its parts press and write.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import App from '../src/console/App.svelte';
import { LOOK_MS } from '../src/console/keys';
import { ConsoleModel } from '../src/console/model.svelte';
import { type Asked, NOW, type Routes, consoleView, serve } from './fake_api';

class DeadSocket {
  close(): void {}
}

/** Of the page that was opened last. */
export let model: ConsoleModel;
let app: object | undefined;
let asked: Asked[];

export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(30);
  flushSync();
}

/** The console of whoever is logged in by `session`, with what the server pushes first. */
export async function openConsole(session: object, view = consoleView(), routes: Routes = {}): Promise<void> {
  asked = serve({ 'GET /api/v1/session': { body: session }, ...routes });
  model = new ConsoleModel();
  app = mount(App, { target: document.body, props: { model } });
  await settle();
  if (model.session) model.take(view);
  await settle();
}

export async function closeConsole(): Promise<void> {
  if (app) await unmount(app);
  app = undefined;
}

export const find = (selector: string): HTMLElement | null => document.querySelector(selector);

export async function press(selector: string): Promise<void> {
  const button = find(selector);
  if (!button) throw new Error(`there is no ${selector}`);
  button.click();
  await settle();
}

export async function write(selector: string, value: string): Promise<void> {
  const input = find(selector) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

/** Long enough that keys count on the card that is shown. */
export async function looked(): Promise<void> {
  await vi.advanceTimersByTimeAsync(LOOK_MS + 100);
  flushSync();
}

/** A key as the browser tells it: `code` is its place, which no layout changes. */
export async function keyDown(code: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): Promise<void> {
  target.dispatchEvent(new KeyboardEvent('keydown', { key: code, code, bubbles: true, cancelable: true, ...more }));
  await settle();
}

export const requests = (): Asked[] => asked;
export const posts = (): Asked[] => asked.filter((a) => a.method === 'POST');

/** Call once in a file of tests: every test begins with an empty page at NOW and ends without one. */
export function useConsolePage(): void {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers();
    vi.setSystemTime(new Date(NOW));
    vi.stubGlobal('WebSocket', DeadSocket);
  });
  afterEach(closeConsole);
}
