// Dates, times, numbers and plates as they must stand on the screen, none of them by Intl.
import { describe, expect, it, vi } from 'vitest';
import { clock, day, dayAndWeekday, fromLocal, isoDay, number, offset, plate, stamp } from '../src/lib/format';

const AT = '2026-11-22T07:05:09Z';
const KZ = 300;

describe('format', () => {
  it('writes the Kazakh date in Kazakh', () => {
    expect(day('kk', AT, KZ)).toBe('22 қараша');
    expect(dayAndWeekday('kk', AT, KZ)).toBe('22 қараша, жексенбі');
  });

  it('writes the date in the other languages', () => {
    expect(dayAndWeekday('ru', AT, KZ)).toBe('22 ноября, воскресенье');
    expect(dayAndWeekday('zh', AT, KZ)).toBe('11月22日 星期日');
    expect(dayAndWeekday('en', AT, KZ)).toBe('22 November, Sunday');
  });

  it('knows all months and days in Kazakh', () => {
    const months = Array.from({ length: 12 }, (_, m) => day('kk', Date.UTC(2025, m, 1), 0).slice(2));
    expect(months).toEqual(['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан']);
    const days = Array.from({ length: 7 }, (_, d) => dayAndWeekday('kk', Date.UTC(2025, 5, 1 + d), 0).split(', ')[1]);
    expect(days).toEqual(['жексенбі', 'дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі']);
  });

  it('never asks Intl for a Kazakh date or number', () => {
    const date = vi.spyOn(Intl, 'DateTimeFormat');
    const figure = vi.spyOn(Intl, 'NumberFormat');
    dayAndWeekday('kk', AT, KZ);
    number('kk', 1234567);
    expect(date).not.toHaveBeenCalled();
    expect(figure).not.toHaveBeenCalled();
  });

  it('shows the checkpoint and Beijing time of the same instant', () => {
    expect(clock(AT, KZ)).toBe('12:05');
    expect(clock(AT, 480)).toBe('15:05');
  });

  it('turns the day at local midnight', () => {
    expect(isoDay('2026-11-22T18:59:59Z', KZ)).toBe('2026-11-22');
    expect(isoDay('2026-11-22T19:00:00Z', KZ)).toBe('2026-11-23');
  });

  it('says nothing false about what is not a time', () => {
    expect(clock(undefined, KZ)).toBe('--:--');
    expect(clock('soon', KZ)).toBe('--:--');
    expect(stamp('soon', KZ)).toBe('—');
  });

  it('groups figures by threes with a space in Kazakh and Russian', () => {
    expect(number('kk', 1234567)).toBe('1\u00a0234\u00a0567');
    expect(number('ru', 999)).toBe('999');
    expect(number('en', 228000)).toBe('228,000');
  });

  it('takes the time of a field as the time there, and an empty field as none', () => {
    expect(fromLocal('2026-11-22T12:05', KZ)).toBe('2026-11-22T07:05:00.000Z');
    expect(fromLocal('', KZ)).toBeUndefined();
    expect(fromLocal('2026-11-22', KZ)).toBeUndefined();
  });

  it('writes offsets with a sign', () => {
    expect([offset(300), offset(480), offset(-330)]).toEqual(['+5', '+8', '−5:30']);
  });

  it('spaces Kazakh and Chinese plates and leaves others alone', () => {
    expect(plate('123ABC02')).toBe('123 ABC 02');
    expect(plate('新A12345')).toBe('新A 12345');
    expect(plate('AB1234C')).toBe('AB1234C');
  });
});
