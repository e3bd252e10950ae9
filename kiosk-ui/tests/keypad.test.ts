// The keypads: what may be typed, and the bounce of a gloved finger.
import { describe, expect, it } from 'vitest';
import { Bounce, DIGITS, LETTER_ROWS, PROVINCES, erase, numberQuery, plateReady, typeNumber, typePlate } from '../src/lib/keypad';

const all = (type: (value: string, sign: string) => string, signs: string) => [...signs].reduce(type, '');

describe('number keypad', () => {
  it('takes digits, and H or E only in front', () => {
    expect(all(typeNumber, 'H00042')).toBe('H00042');
    expect(all(typeNumber, '1H2')).toBe('12');
    expect(all(typeNumber, 'EH7')).toBe('E7');
  });

  it('takes no more than a number can have', () => {
    expect(all(typeNumber, '1'.repeat(40)).length).toBe(12);
  });

  it('asks for a bare number as it is and completes a booking number', () => {
    expect(numberQuery('123', 'NZ', '25')).toBe('123');
    expect(numberQuery('H42', 'NZ', '25')).toBe('NZ25-H000042');
    expect(numberQuery('E7', 'AL', '26')).toBe('AL26-E000007');
    expect(numberQuery('H42', '', '25')).toBe('H42');
  });
});

describe('plate keypad', () => {
  it('has every letter, every digit and the 31 provinces once', () => {
    expect(LETTER_ROWS.flat().sort().join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(new Set(DIGITS).size).toBe(10);
    expect(new Set(PROVINCES).size).toBe(31);
    expect(PROVINCES[0]).toBe('新');
  });

  it('keeps a province sign in front and only one', () => {
    expect(all(typePlate, '新A12345')).toBe('新A12345');
    expect(typePlate('A123', '京')).toBe('京A123');
    expect(typePlate('新A123', '京')).toBe('京A123');
  });

  it('takes nothing else and not more than ten signs', () => {
    expect(all(typePlate, '12-3 АBC')).toBe('123BC'); // the А is Cyrillic
    expect(all(typePlate, '1234567890ABC').length).toBe(10);
  });

  it('is ready when a plate could be complete', () => {
    expect(plateReady('123')).toBe(false);
    expect(plateReady('ABCD')).toBe(false);
    expect(plateReady('123ABC02')).toBe(true);
  });

  it('erases from the end', () => {
    expect(erase('12')).toBe('1');
    expect(erase('')).toBe('');
  });
});

describe('Bounce', () => {
  it('drops the same key that follows too quickly, never another one', () => {
    const bounce = new Bounce();
    expect(bounce.passes('7', 1000)).toBe(true);
    expect(bounce.passes('7', 1050)).toBe(false);
    expect(bounce.passes('8', 1060)).toBe(true);
    expect(bounce.passes('7', 1070)).toBe(true);
    expect(bounce.passes('7', 1400)).toBe(true);
  });
});
