// The script of the register page over the vectors that the printer's verifier reads too
// (tests/golden/qr_vectors_test.cpp): the same word and the same fault for each, and what it shows.
// node page_vectors.mjs VERIFY_JS VECTORS_JSON
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [, , scriptFile, vectorFile] = process.argv;
const script = new vm.Script(readFileSync(scriptFile, "utf8"), { filename: scriptFile });
const { now, keys, verdicts, vectors } = JSON.parse(readFileSync(vectorFile, "utf8"));

class Element {
  constructor() { this.children = []; this.dataset = {}; this.className = ""; this.text = ""; this.classes = new Set(); }
  set textContent(text) { this.text = text; }
  get textContent() { return this.text + this.children.map((child) => child.textContent).join(" "); }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  get classList() {
    return { toggle: (name, on) => on ? this.classes.add(name) : this.classes.delete(name) };
  }
  find(name) {
    if (this.dataset.signed === name) return this;
    return this.children.map((child) => child.find(name)).find(Boolean);
  }
}

/** What the page shows of a token, as the browser would run it. */
async function shown(token, page, { answer = keys, subtle = webcrypto } = {}) {
  const elements = { signature: new Element(), status: new Element() };
  const went = [];
  const context = vm.createContext({
    window: { addEventListener() {} },
    location: { hash: "", replace: (to) => went.push(to) },
    document: {
      body: { dataset: { now: String(Date.parse(now) / 1000), ...page } },
      getElementById: (id) => elements[id],
      createElement: () => new Element(),
    },
    fetch: async () => ({ ok: answer !== null, json: async () => answer }),
    crypto: subtle, TextDecoder, TextEncoder, performance: { now: () => 0 },
  });
  script.runInContext(context);
  context.location.hash = `#${token}`;
  await vm.runInContext("main()", context);
  const texts = vm.runInContext("TEXTS", context);
  return { box: elements.signature, status: elements.status, texts, went };
}

const tokenOf = (scanned) => scanned.slice(scanned.indexOf("#") + 1);

let checks = 0;
function equal(found, wanted, of) {
  assert.equal(found, wanted, of);
  ++checks;
}

const failures = [];
for (const vector of vectors) {
  try {
    const { box, status } = await shown(tokenOf(vector.scanned), vector.page);
    equal(box.dataset.outcome, vector.verdict, vector.name);
    equal(box.dataset.fault, vector.page_fault, vector.name);
    const tone = verdicts[vector.verdict];
    equal(box.className, `signature ${vector.verdict} ${tone}`, vector.name);
    equal(status.classes.has("doubted"), tone !== "good", `${vector.name}: nothing else is green`);
  } catch (error) {
    failures.push(error.message);
  }
}

const good = vectors.find((vector) => vector.name === "good");
const copy = vectors.find((vector) => vector.name === "second copy of the same blank");
const goodToken = tokenOf(good.scanned);

// The page has a sentence of its own for every verdict that a page can come to, in its tone.
const { texts, box: goodBox } = await shown(goodToken, good.page);
const sentences = new Set();
for (const [word, tone] of Object.entries(verdicts)) {
  if (word === "status_not_asked" || word === "signature_not_asked") continue;
  equal(texts[word]?.[0], tone, word);
  equal(texts[word].length, 5, `${word}: Kazakh, Russian, Chinese, English`);
  sentences.add(texts[word][1]);
}
equal(sentences.size, Object.keys(verdicts).length - 2, "no sentence serves two verdicts");
// An ended permit is told in one sentence with the signature.
for (const word of ["redeemed", "returned", "lost", "annulled", "spoiled", "revoked", "not_issued", "expired"])
  for (const [i, start] of [[1, "Қолтаңба дұрыс, бірақ"], [2, "Подпись верна, но"], [3, "签名有效，但"], [4, "Rightly signed, but"]])
    assert.ok(texts[word][i].startsWith(start), `${word}: ${texts[word][i]}`), ++checks;

// The reader compares plate and number himself, and is told of a copy.
equal(goodBox.find("plate").textContent.trim(), good.page.plate, "the signed plate is shown");
equal(goodBox.find("blank").textContent.trim(), good.page.blank, "the signed blank is shown");
assert.match(goodBox.find("copy").textContent, /1st: the original/);
const copyBox = (await shown(tokenOf(copy.scanned), copy.page)).box;
assert.match(copyBox.find("copy").textContent, /2nd copy: a duplicate/);
assert.match(copyBox.find("copy").textContent, /№ 2 көшірме/);

// Of a slip: number, vehicle and times, to be compared with the paper.
const slip = vectors.find((vector) => vector.name === "a slip");
const slipBox = (await shown(tokenOf(slip.scanned), slip.page)).box;
equal(slipBox.find("number").textContent.trim(), slip.page.number, "the signed number is shown");
equal(slipBox.find("from").textContent.trim(), "2026-11-30 06:00 (UTC+5)", "when the delay began");
equal(slipBox.find("until").textContent.trim(), "2026-11-30 09:30 (UTC+5)", "when it ended");
equal(slipBox.find("blank"), undefined, "no blank");

// Whatever is missing, nothing is confirmed.
const outcomeOf = async (...asked) => (await shown(...asked)).box.dataset.outcome;
equal(await outcomeOf(goodToken, good.page, { answer: null }), "cannot_check", "no list of keys");
equal(await outcomeOf(goodToken, good.page, { answer: [] }), "unknown_key", "an empty list");
equal(await outcomeOf(goodToken, good.page, { subtle: null }), "cannot_check", "no WebCrypto");
equal(await outcomeOf(goodToken, { ...good.page, good: "a word of a later release" }), "cannot_check",
  "a verdict that the script does not know");
equal((await shown("", good.page)).box.dataset.outcome, undefined, "no token, no verdict");

// A sheet of before the check goes on with its check, which is all that leaves the browser.
const { went } = await shown(goodToken, { ...good.page, check: "" });
equal(went[0], `/P/${good.page.application}/${good.page.check}#${goodToken}`, "the old sheet's way");

if (failures.length > 0) {
  console.error(failures.join("\n"));
  process.exit(1);
}
console.log(`${vectors.length} vectors, ${checks} checks`);
