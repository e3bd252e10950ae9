// What two widely used printing libraries make of the 13 fields of a supplement in their text mode,
// beside our page. Their bytes are read back as a printer reads them: by the code page they
// selected. A letter that is not there any more, as '?' or as another one, is lost.
// usage: node compare.mjs OTKEL_PRINT
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import thermal from 'node-thermal-printer';
import epson from 'node-thermal-printer/lib/types/epson-config.js';
import receiptline from 'receiptline';

// Epson's numbers of code pages (ESC t n) -> iconv's names, as both libraries use them.
const PAGES = new Map(
  Object.entries(epson.CODE_PAGES)
    .filter(([key]) => epson[`CODE_PAGE_${key}`]?.length === 3)
    .map(([key, name]) => [epson[`CODE_PAGE_${key}`][2], name]));
for (const [n, name] of [[0, 'CP437'], [16, 'CP1252'], [17, 'CP866'], [18, 'CP852'], [19, 'CP858'],
  [53, 'RK1048']]) PAGES.set(n, name);

// Bytes after ESC, GS, FS and the command's letter; for "(" the length stands in the data.
const ARGUMENTS = {
  0x1b: { '@': 0, t: 1, R: 1, a: 1, '!': 1, M: 1, 3: 1, d: 1, J: 1, $: 2, '\\': 2, ' ': 1, '-': 1,
    E: 1, G: 1, '{': 1, 2: 0, V: 1, r: 1, p: 3 },
  0x1d: { r: 1, '!': 1, B: 1, a: 1, L: 2, W: 2, P: 2, b: 1, V: 2, H: 1, f: 1, h: 1, w: 1 },
  0x1c: { '&': 0, '.': 0, C: 1, S: 2, '!': 1, '-': 1, W: 1 },
};

// The text on the paper of a printer that has every code page of `pages` and a Chinese font: of the
// two-byte characters that all have, or with the four-byte ones of GB 18030 too, where the Kazakh
// letters stand, which hardly any has.
function read_back(bytes, pages, four_bytes = false) {
  let page = 'CP437';
  let chinese = false;
  let out = '';
  for (let i = 0; i < bytes.length; ++i) {
    const byte = bytes[i];
    const commands = ARGUMENTS[byte];
    if (commands) {
      const letter = String.fromCharCode(bytes[i + 1]);
      if (letter === '(') {
        i += 4 + bytes[i + 3] + 256 * bytes[i + 4];
        continue;
      }
      const count = commands[letter];
      if (count === undefined) throw new Error(`unknown command ${byte} ${letter} at ${i}`);
      if (byte === 0x1b && letter === 't') page = pages.get(bytes[i + 2]) ?? 'CP437';
      if (byte === 0x1c && letter === '&') chinese = true;
      if (byte === 0x1c && letter === '.') chinese = false;
      i += 1 + count;
    } else if (chinese && byte >= 0x81 && i + 1 < bytes.length) {
      const four = bytes[i + 1] >= 0x30 && bytes[i + 1] <= 0x39;
      if (!four || four_bytes)
        out += iconv.decode(bytes.subarray(i, i + (four ? 4 : 2)), 'gb18030');
      i += four ? 3 : 1;
    } else {
      out += iconv.decode(bytes.subarray(i, i + 1), page);
    }
  }
  return out;
}

const letters = (text) => [...text.normalize('NFC')].filter((c) => /[\p{L}\p{N}]/u.test(c));

// Letters of `wanted` that are not in `found` in the same order (longest common subsequence).
function lost(wanted, found) {
  const a = letters(wanted);
  const b = letters(found);
  let row = new Array(b.length + 1).fill(0);
  for (const c of a) {
    const next = [0];
    for (let j = 0; j < b.length; ++j)
      next.push(c === b[j] ? row[j] + 1 : Math.max(row[j + 1], next[j]));
    row = next;
  }
  return a.length - row[b.length];
}

function with_receiptline(lines, encoding) {
  const escaped = lines.map((line) => line.replace(/[\\|{}~_"`^]/g, '\\$&')).join('\n');
  return Buffer.from(
    receiptline.transform(escaped, { cpl: 48, encoding, command: 'escpos' }), 'latin1');
}

function with_thermal(lines) {
  const printer = new thermal.printer({
    type: thermal.types.EPSON, interface: 'tcp://127.0.0.1', removeSpecialCharacters: false,
    characterSet: thermal.characterSet.KZ1048_KAZAKHSTAN,
  });
  for (const line of lines) printer.println(line);
  return printer.getBuffer();
}

// The names of months have letters of their own, so the figures hold for one day.
const SAMPLE = ['--site', 'nur-zholy', '--at', '2025-05-20T08:04:00+05:00'];

// Ours: the program refuses a page with a letter that no font has; beyond that, each letter must be
// in one of the pinned files by fontconfig's own look, and come back out of the PDF.
function with_ours(program, folder, lines) {
  const pdf = path.join(folder, 'page.pdf');
  execFileSync(program, [...SAMPLE, '--sink', 'pdf', '--out', pdf]);
  const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' });
  const pinned = /DejaVuSansCondensed(-Bold)?\.ttf|NotoSansCJK-(Regular|Bold)\.ttc/;
  for (const c of new Set(letters(lines.join('')))) {
    const files = execFileSync('fc-list', [`:charset=${c.codePointAt(0).toString(16)}`, 'file'],
      { encoding: 'utf8' });
    if (!pinned.test(files)) throw new Error(`no pinned font has ${c}`);
  }
  return text;
}

const program = process.argv[2];
if (!program) throw new Error('usage: node compare.mjs OTKEL_PRINT');
const folder = mkdtempSync(path.join(tmpdir(), 'otkel-compare-'));
try {
  const file = path.join(folder, 'page.txt');
  execFileSync(program, [...SAMPLE, '--sink', 'text', '--out', file]);
  const lines = readFileSync(file, 'utf8').replaceAll('\u00a0', ' ').split('\n')
    .filter((line) => /^\d+\. /.test(line));
  if (lines.length !== 13) throw new Error(`${lines.length} fields instead of 13`);
  const all = lines.join('\n');
  const poor = new Map([...PAGES].filter(([, name]) => name !== 'RK1048'));
  const multilingual = with_receiptline(lines, 'multilingual');
  const chinese = with_receiptline(lines, 'gb18030');
  // Name, letters lost, and how many that were when docs/printer.md was written.
  const rows = [
    ['otkel (a picture)', lost(all, with_ours(program, folder, lines)), 0],
    ['receiptline, multilingual', lost(all, read_back(multilingual, PAGES)), 104],
    ['receiptline, gb18030', lost(all, read_back(chinese, poor)), 93],
    ['  the same, four-byte font', lost(all, read_back(chinese, poor, true)), 0],
    ['node-thermal-printer, KZ-1048', lost(all, read_back(with_thermal(lines), PAGES)), 26],
    ['  the same, no code page 53', lost(all, read_back(with_thermal(lines), poor)), 587],
  ];
  console.log(`letters and digits of the 13 fields: ${letters(all).length}`);
  for (const [name, count] of rows) console.log(`${name.padEnd(32)} lost ${count}`);
  for (const [name, count, documented] of rows)
    if (count !== documented) {
      console.error(`${name.trim()}: lost ${count}, docs/printer.md says ${documented}`);
      process.exitCode = 1;
    }
} finally {
  rmSync(folder, { recursive: true });
}
