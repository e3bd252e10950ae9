// Dates, times and numbers by our own tables: the browser has no Kazakh data and prints "2026 M11 22".
import type { Lang } from './i18n';

export const BEIJING_OFFSET_MIN = 480;

const MONTHS: Record<Exclude<Lang, 'zh'>, readonly string[]> = {
  kk: ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

const DAYS: Record<Lang, readonly string[]> = {
  kk: ['жексенбі', 'дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі'],
  ru: ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'],
  zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** UTC fields of the result are the local ones at `offsetMin`. */
function local(at: string | number, offsetMin: number): Date {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  return new Date(ms + offsetMin * 60_000);
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "12:05", or "--:--" for what is not a time. */
export function clock(at: string | number | undefined, offsetMin: number): string {
  if (at === undefined) return '--:--';
  const t = local(at, offsetMin);
  if (Number.isNaN(t.getTime())) return '--:--';
  return `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}`;
}

/** "2026-11-22": the day there, as the API wants it. */
export function isoDay(at: string | number, offsetMin: number): string {
  return local(at, offsetMin).toISOString().slice(0, 10);
}

/** "22 қараша", "22 ноября", "11月22日", "22 November". */
export function day(lang: Lang, at: string | number, offsetMin: number): string {
  const t = local(at, offsetMin);
  if (Number.isNaN(t.getTime())) return '—';
  if (lang === 'zh') return `${t.getUTCMonth() + 1}月${t.getUTCDate()}日`;
  return `${t.getUTCDate()} ${MONTHS[lang][t.getUTCMonth()]}`;
}

/** "22 қараша, жексенбі". */
export function dayAndWeekday(lang: Lang, at: string | number, offsetMin: number): string {
  const weekday = DAYS[lang][local(at, offsetMin).getUTCDay()] ?? '';
  return lang === 'zh' ? `${day(lang, at, offsetMin)} ${weekday}` : `${day(lang, at, offsetMin)}, ${weekday}`;
}

/** "22.11 12:05": for the officers' tables. */
export function stamp(at: string | number | undefined, offsetMin: number): string {
  if (at === undefined) return '—';
  const t = local(at, offsetMin);
  if (Number.isNaN(t.getTime())) return '—';
  return `${two(t.getUTCDate())}.${two(t.getUTCMonth() + 1)} ${clock(at, offsetMin)}`;
}

/** What a date-and-time field holds ("2026-11-22T12:05", the time there) as UTC; nothing where it is empty or no time. */
export function fromLocal(text: string, offsetMin: number): string | undefined {
  // An engine that guesses makes a date of ":00Z" too.
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}:00Z`) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms - offsetMin * 60_000).toISOString();
}

/** Groups of three: a narrow no-break space for kk and ru, commas for zh and en. */
export function number(lang: Lang, n: number): string {
  const mark = lang === 'kk' || lang === 'ru' ? '\u00a0' : ',';
  return String(Math.trunc(n)).replace(/\B(?=(\d{3})+$)/g, mark);
}

/** "+5", "+8", "+5:30": hours from UTC. */
export function offset(minutes: number): string {
  const sign = minutes < 0 ? '−' : '+';
  const rest = Math.abs(minutes) % 60;
  return `${sign}${Math.trunc(Math.abs(minutes) / 60)}${rest ? `:${two(rest)}` : ''}`;
}

const KZ_PLATE = /^(\d{3})([A-Z]{2,3})(\d{2})$/;

/** "123ABC02" -> "123 ABC 02"; other countries' plates stay as they are. */
export function plate(text: string): string {
  const parts = KZ_PLATE.exec(text);
  if (parts) return `${parts[1]} ${parts[2]} ${parts[3]}`;
  return /^\p{Script=Han}/u.test(text) ? `${text.slice(0, 2)} ${text.slice(2)}` : text;
}
