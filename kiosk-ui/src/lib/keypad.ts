// What the on-screen keypads type: digits for numbers; Latin, digits and province signs for plates.

export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
export const LETTER_ROWS = ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'].map((row) => [...row]);
/** The province next door first, then the others in their official order. */
export const PROVINCES = [...'新京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁'];

export const MAX_PLATE = 10;
export const MAX_NUMBER = 12;
export const MAX_PROOF = 24;
/** A gloved finger bounces; the same key again within this time is the bounce. */
export const BOUNCE_MS = 150;

const LETTERS = /^[A-Z]$/;

/** A booking number has one letter, H or E, before its digits. */
export function typeNumber(value: string, sign: string): string {
  if (value.length >= MAX_NUMBER) return value;
  if (/^\d$/.test(sign)) return value + sign;
  return (sign === 'H' || sign === 'E') && value === '' ? sign : value;
}

/** A province sign stands first or not at all; a second one replaces it. */
export function typePlate(value: string, sign: string): string {
  if (PROVINCES.includes(sign)) {
    const rest = PROVINCES.includes(value[0] ?? '') ? value.slice(1) : value;
    return (sign + rest).slice(0, MAX_PLATE);
  }
  if (!/^\d$/.test(sign) && !LETTERS.test(sign)) return value;
  return value.length >= MAX_PLATE ? value : value + sign;
}

/** The number of an application or a permit card: its letters and digits are all that counts. */
export function typeProof(value: string, sign: string): string {
  if (!/^\d$/.test(sign) && !LETTERS.test(sign)) return value;
  return value.length >= MAX_PROOF ? value : value + sign;
}

export const proofReady = (value: string): boolean => value !== '';

export const erase = (value: string): string => value.slice(0, -1);

/** What to ask the daemon: "H42" is a booking of this site (its `prefix`) and year, "42" an application. */
export function numberQuery(value: string, prefix: string, year: string): string {
  if (prefix === '' || !/^[HE]/.test(value)) return value;
  return `${prefix}${year}-${value[0]}${value.slice(1).padStart(6, '0')}`;
}

export const plateReady = (value: string): boolean => value.length >= 4 && /\d/.test(value);

/** Drops the second of two equal presses that follow too quickly; different keys always pass. */
export class Bounce {
  #last = '';
  #at = -Infinity;

  passes(key: string, now: number): boolean {
    const bounced = key === this.#last && now - this.#at < BOUNCE_MS;
    this.#last = key;
    this.#at = now;
    return !bounced;
  }
}
