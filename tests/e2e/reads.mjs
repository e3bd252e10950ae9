// A queue of reads worked by one key each: the picture of the next one is there before the key goes
// down. The time is told and asserted by nobody: that no picture is asked for after the key is.
import { openPage } from './browser.mjs';

const READS = 12;
const PICTURE = { width: 1920, height: 1080 };

/** As heavy as a camera's: noise compresses badly. Answers JPEG in base64, each another picture. */
function draw(page) {
  return page.evaluate(async ({ count, width, height }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const paint = canvas.getContext('2d');
    const pictures = [];
    for (let n = 0; n < count; n += 1) {
      paint.fillStyle = `hsl(${n * 30} 40% 40%)`;
      paint.fillRect(0, 0, width, height);
      for (let i = 0; i < 20_000; i += 1) {
        paint.fillStyle = `hsl(${(i * 7 + n) % 360} 50% ${20 + ((i * 31) % 60)}%)`;
        paint.fillRect((i * 193) % width, (i * 389) % height, 24, 5);
      }
      const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
      const bytes = new Uint8Array(await blob.arrayBuffer());
      pictures.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
    }
    return pictures;
  }, { count: READS, ...PICTURE });
}

/** Marks when a key goes down and when a card with its pictures has been painted. */
function watch(page) {
  return page.evaluate(() => {
    let last = document.querySelector('.decision').dataset.visit;
    addEventListener('keydown', () => performance.mark('key'), true);
    new MutationObserver(() => {
      const { visit, painted } = document.querySelector('.decision')?.dataset ?? {};
      if (painted !== 'true' || visit === last) return;
      last = visit;
      performance.mark('painted');
    }).observe(document.body, { attributes: true, attributeFilter: ['data-painted', 'data-visit'], subtree: true });
  });
}

const hashOf = (address) => /\/pictures\/([0-9a-f]+)/.exec(address)?.[1];

/** What is on the screen: the visit, and of each picture its hash and whether its pixels are there. */
function onScreen(page) {
  return page.evaluate(() => ({
    visit: document.querySelector('.decision').dataset.visit,
    pictures: [...document.querySelectorAll('.decision img')].map((image) => ({ src: image.src, there: image.complete && image.naturalWidth > 0 })),
  }));
}

/** Decides on the card by one key and answers what is wrong with how the next one came. */
async function decideOne(page, asked, number) {
  await page.waitForSelector(`[data-visit=seen-${number}][data-ready=true]`);
  const before = asked.length;
  await page.keyboard.press(number % 2 === 0 ? 'Enter' : '1');
  await page.waitForSelector(`[data-visit=seen-${number + 1}][data-painted=true]`);
  const since = asked.slice(before);
  const { pictures } = await onScreen(page);
  const faults = pictures.filter(({ there }) => !there).map(({ src }) => `read ${number + 1}: ${src} is not there`);
  if (pictures.length !== 1) faults.push(`read ${number + 1}: ${pictures.length} pictures are shown`);
  const late = pictures.map(({ src }) => hashOf(src)).filter((hash) => since.includes(hash));
  return [...faults, ...late.map((hash) => `read ${number + 1}: picture ${hash.slice(0, 8)} was asked for after the key`)];
}

function tell(times, bytes) {
  const sorted = [...times].sort((a, b) => a - b);
  const ms = (value) => `${value.toFixed(0)} ms`;
  console.log(`    from the key to the next card painted with its picture: p50 ${ms(sorted[sorted.length >> 1])}, max ${ms(sorted.at(-1))}`
    + ` (${times.length} reads, JPEG of ${PICTURE.width} x ${PICTURE.height}, ${Math.round(bytes / 1000)} kB)`);
}

export async function readsByKeys(context, url, knob, size) {
  await knob('reset');
  await context.clearCookies();
  const { page, faults } = await openPage(context, `${url}/console/`, size, [/401 \(Unauthorized\)/]);
  const pictures = await draw(page);
  await knob('reads', { pictures });
  const asked = [];
  page.on('request', (request) => {
    const hash = hashOf(request.url());
    if (hash) asked.push(hash);
  });
  await page.fill('[name=login]', 'aigerim');
  await page.fill('[name=password]', 'otkel');
  await page.click('[data-id=log-in]');
  await page.click('[data-tab=reads]');
  await page.waitForSelector('.decision');
  await watch(page);
  for (let number = 0; number < READS - 1; number += 1) faults.push(...(await decideOne(page, asked, number)));
  await page.waitForSelector(`[data-visit=seen-${READS - 1}][data-ready=true]`);
  await page.keyboard.press('r');
  await page.keyboard.press('6');
  await page.waitForSelector('.decision', { state: 'detached' });
  if (new Set(asked).size !== asked.length || asked.length !== READS)
    faults.push(`${READS} pictures were asked for ${asked.length} times`);
  const marks = await page.evaluate(() => performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime })));
  const times = marks.flatMap(({ name, startTime }, i) => (name === 'painted' ? startTime - marks.slice(0, i).findLast((mark) => mark.name === 'key').startTime : []));
  if (times.length !== READS - 1) faults.push(`${times.length} cards were painted, wanted ${READS - 1}`);
  else tell(times, Buffer.from(pictures[0], 'base64').length);
  await page.close();
  return faults;
}
