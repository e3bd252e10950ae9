// The texts that kiosk and board share, and the text of every error code.
import en from '../i18n/en.json';
import kk from '../i18n/kk.json';
import ru from '../i18n/ru.json';
import zh from '../i18n/zh.json';
import { type Lang, type Text, type Translate, translator } from './i18n';

export const TEXTS: Record<Lang, Record<string, Text>> = { kk, ru, zh, en };
export type Key = keyof typeof kk;

/** A key made of a fixed part and a word of the contract, e.g. "state." + booking_state. */
export function known(lang: Lang, key: string): key is Key {
  return key in TEXTS[lang];
}

export function textsOf(lang: Lang): Translate<Key> {
  return translator<Key>(lang, TEXTS[lang], TEXTS.en);
}

/** What to tell about a code; a code that is newer than this page gets the general sentence. */
export function problemText(lang: Lang, code: string): string {
  const key = `error.${code}`;
  return textsOf(lang)(known(lang, key) ? key : 'problem.unknown', { code });
}
