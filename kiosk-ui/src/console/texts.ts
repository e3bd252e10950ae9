// The officers' texts over the shared ones; Kazakh and Russian, English as the fallback.
import en from '../i18n/console.en.json';
import kk from '../i18n/console.kk.json';
import ru from '../i18n/console.ru.json';
import { type Lang, type Params, type Text, translator } from '../lib/i18n';
import { type Key, TEXTS, problemText } from '../lib/texts';

export type ConsoleLang = Exclude<Lang, 'zh'>;
export type ConsoleKey = keyof typeof kk | Key;
export type Say = (key: ConsoleKey, params?: Params) => string;

export const CONSOLE_TEXTS: Record<ConsoleLang, Record<string, Text>> = { kk, ru, en };
export const CONSOLE_LANGS: readonly ConsoleLang[] = ['kk', 'ru', 'en'];

export function sayIn(lang: ConsoleLang): Say {
  return translator<ConsoleKey>(
    lang,
    { ...TEXTS[lang], ...CONSOLE_TEXTS[lang] },
    { ...TEXTS.en, ...CONSOLE_TEXTS.en },
  );
}

/** A word of the contract as text; one that is newer than this page is shown as it is. */
export function wordIn(lang: ConsoleLang, prefix: string, value: string | undefined): string {
  if (value === undefined) return '—';
  const key = `${prefix}.${value}`;
  const known = key in CONSOLE_TEXTS[lang] || key in TEXTS[lang];
  return known ? sayIn(lang)(key as ConsoleKey) : value;
}

/** Why a print ended as it did: a code of the daemon, or a decision of its own. */
export function causeText(lang: ConsoleLang, cause: string): string {
  const key = `cause.${cause}`;
  return key in CONSOLE_TEXTS[lang] ? sayIn(lang)(key as ConsoleKey) : problemText(lang, cause);
}
