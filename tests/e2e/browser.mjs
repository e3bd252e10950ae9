// Chromium under playwright-core, and what must hold on every screen whatever it shows.
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../../kiosk-ui/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** One browser with a profile of its own; close() removes the profile. */
export async function openBrowser() {
  const profile = mkdtempSync(join(tmpdir(), 'otkel-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    headless: true,
    viewport: null,
    hasTouch: false,
    bypassCSP: false,
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page whose console errors and failed policies are collected in `faults`. */
export async function openPage(context, url, size, allow = []) {
  const page = await context.newPage();
  await page.setViewportSize(size);
  const faults = [];
  const note = (text) => {
    if (!allow.some((pattern) => pattern.test(text))) faults.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => note(String(error)));
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  return { page, faults };
}

/** Nothing scrolls, every button lies wholly inside the screen and, on the kiosk, is 20 mm wide. */
export async function layoutFaults(page, { minKey = 0, minGap = 0 } = {}) {
  return page.evaluate(({ minKey, minGap }) => {
    const faults = [];
    const root = document.documentElement;
    if (root.scrollHeight > innerHeight + 1) faults.push(`page is ${root.scrollHeight} high in ${innerHeight}`);
    if (root.scrollWidth > innerWidth + 1) faults.push(`page is ${root.scrollWidth} wide in ${innerWidth}`);
    const shown = [...document.querySelectorAll('button')].filter((b) => b.getClientRects().length > 0 && b.checkVisibility());
    const boxes = shown.map((b) => ({ b, box: b.getBoundingClientRect(), name: b.textContent.trim().slice(0, 24) || b.ariaLabel }));
    for (const { b, box, name } of boxes) {
      if (b.closest('[data-may-scroll]')) continue; // the officers' lists scroll by themselves
      if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
        faults.push(`"${name}" leaves the screen: ${Math.round(box.left)},${Math.round(box.top)} to ${Math.round(box.right)},${Math.round(box.bottom)}`);
      if (box.width < minKey - 0.5 || box.height < minKey - 0.5)
        faults.push(`"${name}" is ${box.width.toFixed(1)} x ${box.height.toFixed(1)}, wanted ${minKey.toFixed(1)}`);
      if (b.scrollWidth > b.clientWidth + 1 || b.scrollHeight > b.clientHeight + 1)
        faults.push(`the text of "${name}" does not fit its button`);
    }
    if (minGap > 0) {
      for (let i = 0; i < boxes.length; i += 1) {
        for (let j = i + 1; j < boxes.length; j += 1) {
          const [a, c] = [boxes[i].box, boxes[j].box];
          const dx = Math.max(a.left - c.right, c.left - a.right);
          const dy = Math.max(a.top - c.bottom, c.top - a.bottom);
          if (Math.max(dx, dy) < minGap - 0.5)
            faults.push(`"${boxes[i].name}" and "${boxes[j].name}" are ${Math.max(dx, dy).toFixed(1)} apart, wanted ${minGap.toFixed(1)}`);
        }
      }
    }
    for (const box of document.querySelectorAll('h1, h2, p, output, dd, b, td, .screen')) {
      if (box.closest('[data-may-scroll]')) continue;
      const style = getComputedStyle(box);
      if (style.display !== 'inline' && box.scrollWidth > box.clientWidth + 2 && box.clientWidth > 0 && !box.closest('.hidden-text'))
        faults.push(`"${box.textContent.trim().slice(0, 30)}" is cut: ${box.scrollWidth} in ${box.clientWidth}`);
    }
    return faults;
  }, { minKey, minGap });
}

/** Glyphs that came from a font of the system instead of ours: a box (tofu) elsewhere. */
export async function foreignGlyphs(context, page) {
  const session = await context.newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const texts = [];
  const collect = (node) => {
    if (node.nodeType === 3 && node.nodeValue.trim() !== '') texts.push(node);
    if (!['SCRIPT', 'STYLE', 'HEAD', 'OPTION'].includes(node.nodeName)) (node.children ?? []).forEach(collect);
  };
  collect(root);
  // Asked all at once: one by one, the waiting is longer than everything else on a screen.
  const answers = await Promise.all(texts.map(({ nodeId }) => session.send('CSS.getPlatformFontsForNode', { nodeId })));
  const found = answers.flatMap(({ fonts }, i) =>
    fonts.filter((font) => !font.isCustomFont).map((font) => `${font.familyName}: "${texts[i].nodeValue.trim().slice(0, 30)}"`));
  await session.detach();
  return found;
}

/** axe-core's findings; evaluated over CDP, which the page's content policy does not bind. */
export async function axeFaults(page) {
  await page.evaluate(AXE);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
  const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }), tags);
  return violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join('; ')})`);
}
