// Names of the checkpoint in the four languages.
import type { Site } from '../lib/api';
import type { Lang } from '../lib/i18n';

/** The contract gives no English name: "nur-zholy" -> "Nur Zholy". */
function latin(site: string): string {
  return site.replace(/(^|-)(\w)/g, (_, dash: string, first: string) => (dash ? ' ' : '') + first.toUpperCase());
}

export function siteName(site: Site | null, lang: Lang): string {
  if (!site) return 'Otkel';
  return { kk: site.name_kk, ru: site.name_ru, zh: site.name_zh, en: latin(site.site) }[lang];
}
