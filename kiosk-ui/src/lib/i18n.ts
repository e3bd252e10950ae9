// Texts: flat keys, {name} placeholders, plural forms chosen by the number in {n}.

export type Lang = 'kk' | 'ru' | 'zh' | 'en';
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Text = string | Plural;
export type Params = Record<string, string | number>;

export const LANGS: readonly Lang[] = ['kk', 'ru', 'zh', 'en'];
/** Each language by its own name, in its own script. */
export const LANG_NAMES: Record<Lang, string> = {
  kk: 'Қазақша',
  ru: 'Русский',
  zh: '中文',
  en: 'English',
};

const rules = new Map<Lang, Intl.PluralRules>();

function pluralOf(lang: Lang, n: number): Intl.LDMLPluralRule {
  let rule = rules.get(lang);
  if (!rule) rules.set(lang, (rule = new Intl.PluralRules(lang)));
  return rule.select(n);
}

/** A placeholder without a value stays visible: a fault to be seen, not an empty place. */
export function fill(lang: Lang, text: Text, params: Params = {}): string {
  const form =
    typeof text === 'string' ? text : (text[pluralOf(lang, Number(params['n'] ?? 0))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}

export type Translate<K extends string> = (key: K, params?: Params) => string;

/** Looks in the language, then in the fallback; a missing key shows itself. */
export function translator<K extends string>(
  lang: Lang,
  texts: Partial<Record<string, Text>>,
  fallback: Partial<Record<string, Text>> = {},
): Translate<K> {
  return (key, params) => {
    const own = texts[key];
    if (own !== undefined) return fill(lang, own, params);
    const other = fallback[key];
    return other === undefined ? key : fill('en', other, params);
  };
}
