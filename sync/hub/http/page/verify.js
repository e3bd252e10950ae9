// What the signature in the QR is worth. The token stands behind '#' and never leaves this browser.
// Fails closed: only one outcome says "confirmed", and every exception is "not confirmed".
"use strict";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";
// The sites that version 1 numbers; any other stands there as the text of its code.
const SITES = ["dostyk", "nur-zholy", "kolzhat", "bakhty", "maikapshagai"];
const CLAIM_VERSION = 1;

// Kazakh, Russian, Chinese, English.
const TEXTS = {
  checking: ["Қолтаңба тексерілуде", "Подпись проверяется", "正在验证签名", "Checking the signature"],
  valid: ["Рұқсат жарамды: қолтаңба мен тізілім расталды", "Разрешение действует: подпись и реестр подтверждены",
    "许可有效：签名和登记册均已确认", "The permit is valid: signature and register agree"],
  malformed: ["Қолтаңба бүлінген: расталмады", "Подпись повреждена: не подтверждено",
    "签名损坏：未确认", "The signature is damaged: not confirmed"],
  unknown_key: ["Белгісіз кілт: расталмады", "Неизвестный ключ: не подтверждено",
    "未知密钥：未确认", "Unknown key: not confirmed"],
  bad_signature: ["Қолтаңба жалған", "Подпись поддельная", "签名无效（伪造）", "The signature is forged"],
  unknown_version: ["Белгісіз нұсқа: расталмады", "Неизвестная версия: не подтверждено",
    "未知版本：未确认", "Unknown version: not confirmed"],
  mismatch: ["Қағаз тізілімге сәйкес келмейді", "Бумага не совпадает с реестром",
    "纸质文件与登记册不符", "The paper does not match the register"],
  not_yet_valid: ["Жарамдылық мерзімі басталған жоқ", "Срок действия ещё не начался",
    "尚未生效", "Not valid yet"],
  expired: ["Жарамдылық мерзімі өтті", "Срок действия истёк", "已过期", "Expired"],
  not_reported: ["Қолтаңба дұрыс, бірақ бұл парақ туралы әлі хабарланған жоқ",
    "Подпись верна, но об этом листе ещё не сообщено", "签名有效，但此打印件尚未上报",
    "Rightly signed, but this sheet has not been reported yet"],
  not_issued: ["Қолтаңба дұрыс, бірақ рұқсат әлі берілмеген", "Подпись верна, но разрешение ещё не выдано",
    "签名有效，但许可证尚未发放", "Rightly signed, but the permit has not been handed over"],
  redeemed: ["Пайдаланылған: көлік шекарадан өтті", "Использовано: машина пересекла границу",
    "已使用：车辆已过境", "Used: the vehicle has crossed the border"],
  returned: ["Жарамсыз: бланк қайтарылды", "Недействительно: бланк возвращён", "无效：许可证已退回",
    "Not valid: the blank was returned"],
  lost: ["Жарамсыз: бланк жоғалған", "Недействительно: бланк утерян", "无效：许可证已遗失",
    "Not valid: the blank was lost"],
  annulled: ["Жарамсыз: бланк жойылған", "Недействительно: бланк аннулирован", "无效：许可证已作废",
    "Not valid: the blank was annulled"],
  spoiled: ["Жарамсыз: бланк бүлінген, орнына басқасы берілген", "Недействительно: бланк испорчен и заменён",
    "无效：许可证损坏并已更换", "Not valid: the blank was spoiled and replaced"],
  revoked: ["Жарамсыз: рұқсат кері қайтарып алынды", "Недействительно: разрешение отозвано",
    "无效：许可已被撤销", "Not valid: the permit was revoked"],
  cannot_check: ["Қазір тексеру мүмкін емес: расталмады", "Сейчас проверить нельзя: не подтверждено",
    "目前无法验证：未确认", "Cannot be checked now: not confirmed"],
};

/** Two bytes in three digits of 41, lowest digit first; null for anything else. */
function base41(text) {
  if (text.length === 0 || text.length % 3 === 1) return null;
  const bytes = [];
  for (let i = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3);
    let value = 0;
    for (let digit = group.length - 1; digit >= 0; --digit) {
      const found = ALPHABET.indexOf(group[digit]);
      if (found < 0) return null;
      value = value * 41 + found;
    }
    if (value > (group.length === 3 ? 0xffff : 0xff)) return null;
    if (group.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

const SITE_CODE = /^[a-z][a-z0-9-]{1,23}$/;

class Malformed extends Error {}

/** Reads the few kinds of CBOR that a claim has. */
class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  head(major) {
    const first = this.take(1)[0];
    if (first >> 5 !== major) throw new Malformed();
    const info = first & 31;
    if (info < 24) return info;
    if (info > 26) throw new Malformed();
    let value = 0;
    for (const byte of this.take(1 << (info - 24))) value = value * 256 + byte;
    return value;
  }
  next() { return this.bytes[this.at] >> 5; }
  take(count) {
    if (this.at + count > this.bytes.length) throw new Malformed();
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  string() { return this.take(this.head(2)); }
  text() { return new TextDecoder("utf-8", { fatal: true }).decode(this.take(this.head(3))); }
  end() { if (this.at !== this.bytes.length) throw new Malformed(); }
}

function envelope(token) {
  const reader = new Reader(token);
  if (reader.head(6) !== 18 || reader.head(4) !== 4) throw new Malformed();
  const header = reader.string();
  if (reader.head(5) !== 0) throw new Malformed();
  const payload = reader.string();
  const signature = reader.string();
  reader.end();
  // {1: -8 (EdDSA), 4: key id}: compared, not interpreted.
  const front = [0xa2, 0x01, 0x27, 0x04, 0x48];
  if (signature.length !== 64 || header.length !== front.length + 8) throw new Malformed();
  if (front.some((byte, i) => header[i] !== byte)) throw new Malformed();
  return { header, payload, signature, keyId: header.subarray(front.length) };
}

function byteString(bytes) {
  const size = bytes.length;
  const head = size < 24 ? [0x40 | size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
  return [...head, ...bytes];
}

function toBeSigned(parts) {
  const context = new TextEncoder().encode("Signature1");
  return Uint8Array.from([0x84, 0x60 | context.length, ...context, ...byteString(parts.header),
    0x40, ...byteString(parts.payload)]);
}

function claimsOf(payload) {
  const reader = new Reader(payload);
  const count = reader.head(5);
  const key = (wanted) => { if (reader.head(0) !== wanted) throw new Malformed(); };
  const number = (wanted) => { key(wanted); return reader.head(0); };
  const text = (wanted) => { key(wanted); return reader.text(); };
  const bytes = (wanted) => { key(wanted); return reader.string(); };
  const site = (wanted) => {
    key(wanted);
    if (reader.next() === 0) return SITES[reader.head(0)];
    const code = reader.text();
    return SITE_CODE.test(code) && !SITES.includes(code) ? code : undefined;
  };
  const version = number(1);
  if (version !== CLAIM_VERSION) return { version };
  if (count !== 13) throw new Malformed();
  const claims = {
    version, site: site(2), application: text(3), blank: text(4), attempt: number(5),
    plate: text(6), bin: text(7), planned: number(8), from: number(9), until: number(10),
    issued: number(11), fields: bytes(12), head: bytes(13),
  };
  reader.end();
  if (!claims.site) throw new Malformed();
  return claims;
}

const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g).map((pair) => parseInt(pair, 16)));

async function signedBy(parts) {
  const answer = await fetch("/api/v1/keys", { cache: "no-store" });
  if (!answer.ok) throw new Error("no keys");
  const id = hex(parts.keyId);
  const candidates = (await answer.json()).filter((key) => key.key_id === id);
  if (candidates.length === 0) return "unknown_key";
  const message = toBeSigned(parts);
  for (const candidate of candidates) {
    const key = await crypto.subtle.importKey("raw", fromHex(candidate.public_key),
      { name: "Ed25519" }, false, ["verify"]);
    if (await crypto.subtle.verify({ name: "Ed25519" }, key, parts.signature, message)) {
      return candidate;
    }
  }
  return "bad_signature";
}

/** Days since 1970 at the checkpoint (UTC+5), as the claim counts them. */
function today() { return Math.floor((Date.now() / 1000 + 5 * 3600) / 86400); }

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The check of the sheet: the first 40 bits of SHA-256 of its signature, five at a time. */
async function checkOf(signature) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", signature));
  let bits = 0n;
  for (const byte of digest.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let check = "";
  for (let i = 7n; i >= 0n; --i) check += BASE32[Number((bits >> (5n * i)) & 31n)];
  return check;
}

/**
 * One word of core/permit/sheet_verdict.hpp. What the register says to a signature that holds stands
 * in the page by the day's place in its term; here only the signature is judged.
 */
async function outcome(token, page) {
  const raw = base41(token);
  if (raw === null) return "malformed";
  const parts = envelope(raw);
  if (!globalThis.crypto || !crypto.subtle) return "cannot_check";
  const check = await checkOf(parts.signature);
  if (page.check === "") {
    // A sheet from before the link carried the check: only these eight signs leave the browser.
    location.replace(`/P/${encodeURIComponent(page.application)}/${check}${location.hash}`);
    return "checking";
  }
  const key = await signedBy(parts);
  if (typeof key === "string") return key;
  const claims = claimsOf(parts.payload);
  if (claims.version !== CLAIM_VERSION) return "unknown_version";
  if (claims.site !== key.site || claims.application !== page.application) return "mismatch";
  if (check !== page.check) return "mismatch";
  const same = claims.blank === page.blank && claims.plate === page.plate &&
    String(claims.attempt) === page.attempt;
  if (page.checkState === "right" && !same) return "mismatch";
  if (today() < claims.from) return page.early;
  if (today() > claims.until) return page.late;
  return page.good;
}

function show(word) {
  const box = document.getElementById("signature");
  const [kk, ru, zh, en] = TEXTS[word] ?? TEXTS.cannot_check;
  const strong = document.createElement("strong");
  strong.lang = "kk";
  strong.textContent = kk;
  const others = document.createElement("span");
  others.className = "others";
  for (const [lang, text] of [["ru", ru], ["zh", zh], ["en", en]]) {
    const span = document.createElement("span");
    span.lang = lang;
    span.textContent = text;
    others.append(span);
  }
  box.className = "signature " + word;
  box.dataset.outcome = word;
  box.replaceChildren(strong, others);
  box.hidden = false;
}

async function main() {
  let token = location.hash.slice(1);
  if (token === "") return;
  show("checking");
  let word = "cannot_check";
  try {
    token = decodeURIComponent(token);
    word = await outcome(token, document.body.dataset);
  } catch (error) {
    word = error instanceof Malformed || error instanceof URIError ? "malformed" : "cannot_check";
  }
  show(word);
}

window.addEventListener("hashchange", main);
main();
