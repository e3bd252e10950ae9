// What the signature in the QR is worth. The token stands behind '#' and never leaves this browser.
// Fails closed: only one outcome says "confirmed", and every exception is "not confirmed".
"use strict";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";
// The sites that version 1 numbers; any other stands there as the text of its code.
const SITES = ["dostyk", "nur-zholy", "kolzhat", "bakhty", "maikapshagai"];
const CLAIM_VERSION = 1;
// Of an act or a slip, and which it is: number 1 is the first.
const SHEET_VERSION = 2;
const DOCUMENTS = ["return_act", "loss_act", "no_fault_slip"];

// The limits of core and printer/claim/claim.cpp; tests/golden/qr/vectors.json holds both ends to them.
const MOST_ATTEMPTS = 999;
const CLOCK_SKEW = 600;  // seconds
const FIRST_DAY = 18262;  // 2020-01-01, in days since 1970
const LAST_DAY = 65535;  // 2149-06-06, the last that two bytes hold
const ZONE = 5 * 3600;  // of the checkpoints

// The words of core/permit/sheet_verdict.hpp with their tone, and two of the page's own.
// Tone, Kazakh, Russian, Chinese, English.
const TEXTS = {
  checking: ["wait", "Қолтаңба тексерілуде", "Подпись проверяется", "正在验证签名", "Checking the signature"],
  cannot_check: ["doubt", "Қазір тексеру мүмкін емес: расталмады", "Сейчас проверить нельзя: не подтверждено",
    "目前无法验证：未确认", "Cannot be checked now: not confirmed"],
  valid: ["good", "Рұқсат жарамды: қолтаңба мен тізілім расталды",
    "Разрешение действует: подпись и реестр подтверждены", "许可有效：签名和登记册均已确认",
    "The permit is valid: signature and register agree"],
  genuine: ["good", "Парақ түпнұсқа: қолтаңба мен тізілім расталды", "Лист подлинный: подпись и реестр подтверждены",
    "打印件真实：签名和登记册均已确认", "The sheet is genuine: signature and register agree"],
  key_withdrawn: ["doubt", "Қолтаңба дұрыс, бірақ оның кілті кейін кері қайтарылған: қағазды көлікпен салыстырыңыз",
    "Подпись верна, но её ключ с тех пор отозван: сверьте бумагу с машиной",
    "签名有效，但其密钥后来已被撤销：请将纸质文件与车辆核对",
    "Rightly signed, but with a key that has been withdrawn since: compare the paper with the vehicle"],
  not_yet_valid: ["doubt", "Қолтаңба дұрыс, бірақ жарамдылық мерзімі басталған жоқ",
    "Подпись верна, но срок действия ещё не начался", "签名有效，但许可尚未生效",
    "Rightly signed, but not valid yet"],
  expired: ["bad", "Қолтаңба дұрыс, бірақ жарамдылық мерзімі өтті", "Подпись верна, но срок действия истёк",
    "签名有效，但许可已过期", "Rightly signed, but expired"],
  unknown_key: ["bad", "Белгісіз кілт: расталмады", "Неизвестный ключ: не подтверждено",
    "未知密钥：未确认", "Unknown key: not confirmed"],
  unknown_version: ["doubt", "Белгісіз нұсқа: расталмады", "Неизвестная версия: не подтверждено",
    "未知版本：未确认", "Unknown version: not confirmed"],
  bad_signature: ["bad", "Қолтаңба жалған", "Подпись поддельная", "签名无效（伪造）", "The signature is forged"],
  malformed: ["bad", "Қолтаңба бүлінген: расталмады", "Подпись повреждена: не подтверждено",
    "签名损坏：未确认", "The signature is damaged: not confirmed"],
  issued_in_future: ["bad", "Берілген уақыты әлі келген жоқ: расталмады", "Время выдачи ещё не наступило: не подтверждено",
    "签发时间在未来：未确认", "Issued in the future: not confirmed"],
  key_out_of_time: ["bad", "Кілт берілген уақытта жарамсыз болған: расталмады",
    "В момент выдачи ключ не действовал: не подтверждено", "签发时密钥无效：未确认",
    "Issued when its key did not count: not confirmed"],
  not_reported: ["doubt", "Қолтаңба дұрыс, бірақ бұл парақ туралы әлі хабарланған жоқ",
    "Подпись верна, но об этом листе ещё не сообщено", "签名有效，但此打印件尚未上报",
    "Rightly signed, but this sheet has not been reported yet"],
  mismatch: ["bad", "Қағаз тізілімге сәйкес келмейді", "Бумага не совпадает с реестром",
    "纸质文件与登记册不符", "The paper does not match the register"],
  not_issued: ["doubt", "Қолтаңба дұрыс, бірақ рұқсат әлі берілмеген", "Подпись верна, но разрешение ещё не выдано",
    "签名有效，但许可证尚未发放", "Rightly signed, but the permit has not been handed over"],
  redeemed: ["bad", "Қолтаңба дұрыс, бірақ рұқсат пайдаланылған: көлік шекарадан өтті",
    "Подпись верна, но разрешение использовано: машина пересекла границу", "签名有效，但许可已使用：车辆已过境",
    "Rightly signed, but used: the vehicle has crossed the border"],
  returned: ["bad", "Қолтаңба дұрыс, бірақ рұқсат жарамсыз: бланк қайтарылды",
    "Подпись верна, но разрешение недействительно: бланк возвращён", "签名有效，但许可无效：许可证已退回",
    "Rightly signed, but not valid: the blank was returned"],
  lost: ["bad", "Қолтаңба дұрыс, бірақ рұқсат жарамсыз: бланк жоғалған",
    "Подпись верна, но разрешение недействительно: бланк утерян", "签名有效，但许可无效：许可证已遗失",
    "Rightly signed, but not valid: the blank was lost"],
  annulled: ["bad", "Қолтаңба дұрыс, бірақ рұқсат жарамсыз: бланк жойылған",
    "Подпись верна, но разрешение недействительно: бланк аннулирован", "签名有效，但许可无效：许可证已作废",
    "Rightly signed, but not valid: the blank was annulled"],
  spoiled: ["bad", "Қолтаңба дұрыс, бірақ рұқсат жарамсыз: бланк бүлінген, орнына басқасы берілген",
    "Подпись верна, но разрешение недействительно: бланк испорчен и заменён", "签名有效，但许可无效：许可证损坏并已更换",
    "Rightly signed, but not valid: the blank was spoiled and replaced"],
  revoked: ["bad", "Қолтаңба дұрыс, бірақ рұқсат жарамсыз: ол кері қайтарып алынды",
    "Подпись верна, но разрешение недействительно: оно отозвано", "签名有效，但许可无效：已被撤销",
    "Rightly signed, but not valid: the permit was revoked"],
};
// A mismatch that the register has no part in.
const OTHER_SHEET = {
  key_site: ["Қолтаңба басқа өткізу пунктінің кілтімен қойылған", "Подписано ключом другого пункта пропуска",
    "签名使用了其他口岸的密钥", "Signed with the key of another checkpoint"],
  link_number: ["Сілтеме мен қолтаңба әртүрлі парақтікі", "Ссылка и подпись от разных листов",
    "链接与签名不属于同一打印件", "Link and signature are of different sheets"],
};
OTHER_SHEET.link_check = OTHER_SHEET.link_number;
// What the reader compares: Kazakh, Russian, Chinese, English.
const LABELS = {
  plate: ["Мемлекеттік нөмірі: көлікпен салыстырыңыз", "Госномер: сверьте с машиной", "车牌号：请与车辆核对",
    "Plate: compare it with the vehicle"],
  blank: ["Бланк нөмірі: қағазбен салыстырыңыз", "Номер бланка: сверьте с бумагой", "许可证编号：请与纸质文件核对",
    "Number of the blank: compare it with the paper"],
  copy: ["Парақ", "Лист", "打印件", "Sheet"],
  number: ["Нөмірі: қағазбен салыстырыңыз", "Номер: сверьте с бумагой", "编号：请与纸质文件核对",
    "Number: compare it with the paper"],
  from: ["Уақыты немесе басталуы: қағазбен салыстырыңыз", "Время или начало: сверьте с бумагой",
    "时间或开始：请与纸质文件核对", "Time or beginning: compare it with the paper"],
  until: ["Аяқталуы: қағазбен салыстырыңыз", "Окончание: сверьте с бумагой", "结束：请与纸质文件核对",
    "End: compare it with the paper"],
};

/** Two bytes in three digits of 41, lowest digit first; null for anything else. */
function base41(text) {
  if (text.length % 3 === 1) return null;
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
const APPLICATION_NO = /^[A-Z]{2}[0-9]{2}-(?!000000)[0-9]{6}$/;
const BLANK_NUMBER = /^[A-Z]{0,8}[0-9]{1,12}$/;
const CARRIER = /^[0-9]{12}$/;
const SHEET_NUMBER = /^[0-9A-Z-]{1,24}$/;
const PLATE = /^[0-9A-Z\u0401\u0410-\u042f\u04ae\u04e8\u4e00-\u9fff]{1,12}$/;

class Unreadable extends Error {}
/** With the word of core::TokenFault. */
class Malformed extends Error {
  constructor(fault) { super(fault); this.fault = fault; }
}

/** What `read` gives; whatever is unreadable in it is this fault. */
function within(fault, read) {
  try {
    return read();
  } catch (error) {
    throw error instanceof Malformed ? error : new Malformed(fault);
  }
}

function demand(holds) { if (!holds) throw new Unreadable(); }

/** Reads the few kinds of CBOR that a claim has, each in its shortest form and no other. */
class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  head(major) {
    const first = this.take(1)[0];
    demand(first >> 5 === major);
    const info = first & 31;
    if (info < 24) return info;
    demand(info <= 27);
    let value = 0;
    for (const byte of this.take(1 << (info - 24))) value = value * 256 + byte;
    demand(value >= [24, 256, 65536, 4294967296][info - 24]);
    return value;
  }
  next() { return this.at < this.bytes.length ? this.bytes[this.at] >> 5 : -1; }
  take(count) {
    demand(this.at + count <= this.bytes.length);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  string() { return this.take(this.head(2)); }
  // A mark of byte order is a sign of the text, so it must not be dropped.
  text() {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.take(this.head(3)));
  }
  end() { demand(this.at === this.bytes.length); }
}

function envelope(token) {
  const parts = within("envelope", () => {
    const reader = new Reader(token);
    demand(reader.head(6) === 18 && reader.head(4) === 4);
    const header = reader.string();
    demand(reader.head(5) === 0);
    const payload = reader.string();
    const signature = reader.string();
    demand(signature.length === 64);
    reader.end();
    return { header, payload, signature };
  });
  // {1: -8 (EdDSA), 4: key id}: compared, not interpreted.
  const front = [0xa2, 0x01, 0x27, 0x04, 0x48];
  within("header", () => demand(parts.header.length === front.length + 8 &&
    front.every((byte, i) => parts.header[i] === byte)));
  return { ...parts, keyId: parts.header.subarray(front.length) };
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

/** Reads one claim after the other, each with the fault that it is. */
class Claims {
  constructor(reader) { this.reader = reader; }
  read(key, fault, value, holds = () => true) {
    return within(fault, () => {
      demand(this.reader.head(0) === key);
      const found = value();
      demand(holds(found));
      return found;
    });
  }
  number(key, fault, least, most, holds = () => true) {
    return this.read(key, fault, () => this.reader.head(0),
      (value) => value >= least && value <= most && holds(value));
  }
  second(key, fault, holds) { return this.number(key, fault, FIRST_DAY * 86400, LAST_DAY * 86400, holds); }
  text(key, fault, form) { return this.read(key, fault, () => this.reader.text(), (value) => form.test(value)); }
  bytes(key, fault, size) {
    return this.read(key, fault, () => this.reader.string(), (value) => value.length === size);
  }
  site(key) {
    return this.read(key, "site", () => {
      if (this.reader.next() === 0) return SITES[this.reader.head(0)] ?? "";
      const code = this.reader.text();
      return SITES.includes(code) ? "" : code;
    }, (code) => SITE_CODE.test(code));
  }
}

/** In the order of the keys, so that the first fault is the same wherever a token is read. */
function claimsOf(payload) {
  const reader = new Reader(payload);
  const [count, version] = within("claims", () => {
    const pairs = reader.head(5);
    demand(reader.head(0) === 1);
    return [pairs, reader.head(0)];
  });
  const kind = { [CLAIM_VERSION]: [13, permitClaims], [SHEET_VERSION]: [10, sheetClaims] }[version];
  if (kind === undefined) return { version };
  if (count !== kind[0]) throw new Malformed("claims");
  const claims = { version, ...kind[1](new Claims(reader)) };
  within("claims", () => reader.end());
  return claims;
}

function permitClaims(from) {
  const claims = { site: from.site(2) };
  claims.number = from.text(3, "application_no", APPLICATION_NO);
  claims.blank = from.text(4, "blank_number", BLANK_NUMBER);
  claims.attempt = from.number(5, "attempt", 1, MOST_ATTEMPTS);
  claims.plate = from.text(6, "plate", PLATE);
  claims.bin = from.text(7, "carrier_bin", CARRIER);
  claims.planned = from.number(8, "planned_crossing", FIRST_DAY, LAST_DAY);
  claims.from = from.number(9, "valid_from", FIRST_DAY, LAST_DAY);
  claims.until = from.number(10, "valid_until", FIRST_DAY, LAST_DAY, (day) => day >= claims.from);
  claims.issued = from.second(11, "issued_at", (second) => dayOf(second) <= claims.until);
  claims.fields = from.bytes(12, "fields_hash", 16);
  claims.head = from.bytes(13, "log_head", 8);
  return claims;
}

/** An act or a slip has no last day. */
function sheetClaims(from) {
  const claims = { site: from.site(2) };
  claims.document = DOCUMENTS[from.number(3, "document", 1, DOCUMENTS.length) - 1];
  claims.number = from.text(4, "number", SHEET_NUMBER);
  claims.attempt = from.number(5, "attempt", 1, MOST_ATTEMPTS);
  claims.plate = from.read(6, "plate", () => from.reader.text(), (text) => text === "" || PLATE.test(text));
  claims.from = from.second(7, "from");
  claims.until = from.number(8, "until", 0, LAST_DAY * 86400, (end) => end === 0 || end >= claims.from);
  claims.issued = from.second(9, "issued_at");
  claims.fields = from.bytes(10, "fields_hash", 16);
  return claims;
}

const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g).map((pair) => parseInt(pair, 16)));

// Points of small order, under which anybody's signature would hold, and their second spellings; the
// highest bit of the last byte is the sign.
const SMALL_ORDER = [
  "00".repeat(32), "01" + "00".repeat(31),
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ec" + "ff".repeat(30) + "7f", "ed" + "ff".repeat(30) + "7f", "ee" + "ff".repeat(30) + "7f",
];
function isSmallOrder(point) {
  const unsigned = Uint8Array.from(point);
  unsigned[31] &= 0x7f;
  return SMALL_ORDER.includes(hex(unsigned));
}

async function signedBy(parts) {
  const answer = await fetch("/api/v1/keys", { cache: "no-store" });
  if (!answer.ok) throw new Error("no keys");
  const id = hex(parts.keyId);
  const candidates = (await answer.json()).filter((key) =>
    key.key_id === id && /^[0-9a-f]{64}$/.test(key.public_key) && !isSmallOrder(fromHex(key.public_key)));
  if (candidates.length === 0) return "unknown_key";
  if (isSmallOrder(parts.signature.subarray(0, 32))) return "bad_signature";
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

/** Days since 1970 at the checkpoint, as the claim counts them. */
function dayOf(second) { return Math.floor((second + ZONE) / 86400); }

/** Seconds since 1970 by the register's clock: the reader's may be wrong. */
function nowBy(page) {
  return page.now ? Number(page.now) + performance.now() / 1000 : Date.now() / 1000;
}

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

/** Whether a time of a key, if there is one, lies before that second. */
function isBefore(time, second) { return time !== undefined && Date.parse(time) / 1000 < second; }

/** Why claims under a good signature are not of the sheet they stand on; "none" if they are. */
function differenceFrom(page, claims, check, key) {
  if (claims.site !== key.site) return "key_site";
  // A page of the other kind has no such number.
  const asked = claims.version === SHEET_VERSION ? page.number : page.application;
  if (claims.number !== asked) return "link_number";
  if (check !== page.check) return "link_check";
  return "none";
}

function isOtherThanRegistered(page, claims) {
  if (page.site && claims.site !== page.site) return true;
  if (page.checkState !== "right") return false;
  if (claims.version === SHEET_VERSION) {
    return claims.document !== page.document || String(claims.attempt) !== page.attempt;
  }
  return claims.blank !== page.blank || claims.plate !== page.plate ||
    String(claims.attempt) !== page.attempt || (page.fields && hex(claims.fields) !== page.fields);
}

/**
 * {word, fault, claims}: a word of core::SheetVerdict, one of core::TokenFault, and what is signed. The
 * order is that of printer::verify_scan. What the register says to a signature that holds stands in the
 * page by the day's place in its term; here only the signature is judged.
 */
async function outcome(token, page) {
  const raw = base41(token);
  if (raw === null) throw new Malformed("alphabet");
  const parts = envelope(raw);
  const as = (word, fault = "none", claims = null) => ({ word, fault, claims });
  if (!globalThis.crypto || !crypto.subtle) return as("cannot_check");
  const check = await checkOf(parts.signature);
  if (page.check === "") {
    // A sheet from before the link carried the check: only these eight signs leave the browser.
    location.replace(`/P/${encodeURIComponent(page.application)}/${check}${location.hash}`);
    return as("checking");
  }
  const key = await signedBy(parts);
  if (typeof key === "string") return as(key);
  const claims = claimsOf(parts.payload);
  if (claims.site === undefined) return as("unknown_version");
  const difference = differenceFrom(page, claims, check, key);
  if (difference !== "none") return as("mismatch", difference, claims);
  const now = nowBy(page);
  if (claims.issued > now + CLOCK_SKEW) return as("issued_in_future", "none", claims);
  if ((key.from !== undefined && claims.issued < Date.parse(key.from) / 1000) ||
    isBefore(key.until, claims.issued) || isBefore(key.withdrawn, claims.issued)) {
    return as("key_out_of_time", "none", claims);
  }
  if (isOtherThanRegistered(page, claims)) return as("mismatch", "register_row", claims);
  if (claims.version === CLAIM_VERSION) {
    if (dayOf(now) < claims.from) return as(page.early, "none", claims);
    if (dayOf(now) > claims.until) return as(page.late, "none", claims);
  }
  return as(key.withdrawn !== undefined ? page.withdrawn : page.good, "none", claims);
}

function copyWords(attempt) {
  if (attempt === 1) return ["№ 1, түпнұсқа", "№ 1, первый", "第1份", "1st: the original"];
  const teen = Math.floor(attempt / 10) % 10 === 1;
  const ending = teen ? "th" : ["th", "st", "nd", "rd"][attempt % 10] ?? "th";
  return [`№ ${attempt} көшірме (дубликат)`, `дубликат № ${attempt}`, `第${attempt}份（副本）`,
    `${attempt}${ending} copy: a duplicate`];
}

function inLanguages(element, [kk, ru, zh, en]) {
  const first = document.createElement(element);
  first.lang = "kk";
  first.textContent = kk;
  const others = document.createElement("span");
  others.className = "others";
  for (const [lang, text] of [["ru", ru], ["zh", zh], ["en", en]]) {
    const span = document.createElement("span");
    span.lang = lang;
    span.textContent = text;
    others.append(span);
  }
  return [first, others];
}

/** As it stands on the paper. */
function timeOf(second) {
  return `${new Date((second + ZONE) * 1000).toISOString().slice(0, 16).replace("T", " ")} (UTC+5)`;
}

/** What is signed, for the reader's own eyes: no verdict compares the truck. */
function factsOf(claims) {
  const list = document.createElement("dl");
  const add = (name, value) => {
    const label = document.createElement("dt");
    label.append(...inLanguages("span", LABELS[name]));
    const said = document.createElement("dd");
    said.dataset.signed = name;
    said.append(...value);
    list.append(label, said);
  };
  const plain = (text) => {
    const span = document.createElement("span");
    span.textContent = text;
    return [span];
  };
  if (claims.plate !== "") add("plate", plain(claims.plate));
  if (claims.version === SHEET_VERSION) {
    add("number", plain(claims.number));
    add("from", plain(timeOf(claims.from)));
    if (claims.until !== 0) add("until", plain(timeOf(claims.until)));
  } else {
    add("blank", plain(claims.blank));
  }
  add("copy", inLanguages("span", copyWords(claims.attempt)));
  if (claims.attempt > 1) list.className = "duplicate";
  return list;
}

function show({ word, fault, claims }) {
  const box = document.getElementById("signature");
  const said = word in TEXTS ? word : "cannot_check";
  const [tone, ...sentence] = TEXTS[said];
  box.className = `signature ${said} ${tone}`;
  box.dataset.outcome = said;
  box.dataset.fault = fault;
  box.replaceChildren(...inLanguages("strong", OTHER_SHEET[fault] ?? sentence));
  if (claims !== null) box.append(factsOf(claims));
  box.hidden = false;
  // Nothing on the page is green beside a sheet that is not good.
  document.getElementById("status").classList.toggle("doubted", tone !== "good");
}

async function main() {
  const token = location.hash.slice(1);
  if (token === "") return;
  show({ word: "checking", fault: "none", claims: null });
  let found = { word: "cannot_check", fault: "none", claims: null };
  try {
    found = await outcome(token, document.body.dataset);
  } catch (error) {
    if (error instanceof Malformed) found = { word: "malformed", fault: error.fault, claims: null };
  }
  show(found);
}

window.addEventListener("hashchange", main);
main();
