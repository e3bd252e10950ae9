// After the build: .gz and .br beside every file worth it, and the licences of the fonts.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const root = new URL('../dist', import.meta.url).pathname;
const worth = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt']);

mkdirSync(join(root, 'licenses'), { recursive: true });
for (const font of ['golos-text', 'noto-sans-sc']) {
  const from = new URL(`../node_modules/@fontsource-variable/${font}/LICENSE`, import.meta.url);
  copyFileSync(from, join(root, 'licenses', `${font}.txt`));
}

let plain = 0;
let packed = 0;
for (const name of readdirSync(root, { recursive: true })) {
  const path = join(root, name);
  if (!worth.has(extname(path))) continue;
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const gzip = gzipSync(bytes, { level: 9 });
  plain += bytes.length;
  packed += Math.min(bytes.length, brotli.length);
  if (brotli.length < bytes.length) writeFileSync(`${path}.br`, brotli);
  if (gzip.length < bytes.length) writeFileSync(`${path}.gz`, gzip);
}
console.log(`compressed ${plain} to ${packed} bytes`);
