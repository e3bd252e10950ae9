// Texts: every language says the same things, with the same holes and its own plural forms.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DISMISSALS } from '../src/console/reads';
import { CONSOLE_TEXTS } from '../src/console/texts';
import { type Lang, type Text, fill } from '../src/lib/i18n';
import { TEXTS, problemText, textsOf } from '../src/lib/texts';

const root = join(process.cwd(), '..');
const parts = join(root, 'docs/openapi/checkpoint');
const contract = readdirSync(parts).map((part) => readFileSync(join(parts, part), 'utf8')).join('');
const families: [string, Record<string, Record<string, Text>>][] = [
  ['shared', TEXTS],
  ['console', CONSOLE_TEXTS],
];
const forms = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const holes = (text: Text): string[] =>
  [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

describe.each(families)('%s texts', (_name, texts) => {
  const langs = Object.keys(texts) as Lang[];

  it('have the same keys in every language', () => {
    for (const lang of langs) expect(Object.keys(texts[lang]!).sort()).toEqual(Object.keys(texts['kk']!).sort());
  });

  it('have the same placeholders in every language', () => {
    for (const lang of langs) {
      for (const [key, text] of Object.entries(texts[lang]!)) {
        // {n} may be left out of a form that says the number in words or that needs none
        const without = (all: string[]) => all.filter((hole) => hole !== '{n}');
        expect(without(holes(text)), `${lang} ${key}`).toEqual(without(holes(texts['kk']![key]!)));
      }
    }
  });

  it('have exactly the plural forms their language needs', () => {
    for (const lang of langs) {
      const wanted = [...new Intl.PluralRules(lang).resolvedOptions().pluralCategories].sort();
      for (const [key, text] of Object.entries(texts[lang]!)) {
        if (typeof text !== 'string') expect(Object.keys(text).sort(), `${lang} ${key}`).toEqual(wanted);
      }
    }
  });

  it('hold no empty text and no space at an end', () => {
    for (const lang of langs) {
      for (const [key, text] of Object.entries(texts[lang]!)) {
        for (const form of forms(text)) {
          expect(form.trim(), `${lang} ${key}`).toBe(form);
          expect(form, `${lang} ${key}`).not.toBe('');
        }
      }
    }
  });

  it('mix no Latin look-alikes into Kazakh and Russian words', () => {
    for (const lang of ['kk', 'ru']) {
      for (const [key, text] of Object.entries(texts[lang]!)) {
        const words = forms(text).flatMap((form) => form.replace(/\{\w+\}/g, ' ').match(/[\p{L}\d]+/gu) ?? []);
        const mixed = words.filter((word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word));
        expect(mixed, `${lang} ${key}`).toEqual([]);
      }
    }
  });

  it('use no Cyrillic letter that the language does not have', () => {
    const alphabet = {
      kk: /^[аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя]+$/u,
      ru: /^[абвгдеёжзийклмнопрстуфхцчшщъыьэюя]+$/u,
    };
    const names: Record<string, RegExp> = { kk: alphabet.kk, ru: alphabet.ru };
    for (const lang of ['kk', 'ru']) {
      for (const [key, text] of Object.entries(texts[lang]!)) {
        const words = forms(text).flatMap((form) => form.toLowerCase().match(/\p{Script=Cyrillic}+/gu) ?? []);
        expect(words.filter((word) => !names[lang]!.test(word)), `${lang} ${key}`).toEqual([]);
      }
    }
  });
});

describe('error codes', () => {
  const table = readFileSync(join(root, 'core/value/result.cpp'), 'utf8');
  const words = [...table.matchAll(/\{Code::\w+,\s*"(\w+)",/g)].map((match) => match[1]!);

  it('are read from the table of core', () => {
    expect(words.length).toBeGreaterThan(90);
  });

  it.each(['kk', 'ru', 'zh', 'en'] as const)('all have a text in %s', (lang) => {
    expect(words.filter((word) => !(`error.${word}` in TEXTS[lang]))).toEqual([]);
  });

  it('have no text for a code that does not exist', () => {
    const known = new Set([...words, 'unreachable']);
    const extra = Object.keys(TEXTS.kk).filter((key) => key.startsWith('error.') && !known.has(key.slice(6)));
    expect(extra).toEqual([]);
  });

  it('never show the code itself, except one that this page does not know', () => {
    for (const lang of ['kk', 'ru', 'zh', 'en'] as const) {
      for (const word of words.filter((w) => w.includes('_'))) {
        expect(problemText(lang, word)).not.toContain(word);
      }
      expect(problemText(lang, 'brand_new_code')).toContain('brand_new_code');
    }
  });
});

describe('facts of a history', () => {
  const list = contract.match(/\n    FactType:\n[^[]*\[([^\]]*)\]/)![1]!;
  const facts = list.split(',').map((word) => word.trim());

  it.each(['kk', 'ru', 'en'] as const)('all have words in %s, and nothing else has', (lang) => {
    expect(facts.length).toBeGreaterThan(35);
    const keys = Object.keys(CONSOLE_TEXTS[lang]).filter((key) => key.startsWith('fact.'));
    expect(keys.map((key) => key.slice(5)).sort()).toEqual([...facts].sort());
  });
});

describe('incident kinds', () => {
  const core = readFileSync(join(root, 'core/fact/incident.hpp'), 'utf8');
  const known = core.match(/enum class IncidentKind \{([^}]*)\}/)![1]!.split(',').map((word) => word.trim()).filter(Boolean);
  const shown = Object.keys(CONSOLE_TEXTS.kk).filter((key) => key.startsWith('incident.') && key !== 'incident.other').map((key) => key.slice(9));

  it('opened by the daemon all have a text for the officer', () => {
    const kinds = ['firmware-daemon/app', 'core/gate', 'core/permit'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.cpp') && name !== 'incident_words.cpp')
        .map((name) => readFileSync(join(root, folder, name), 'utf8'))
        .filter((text) => text.includes('IncidentKind'))
        .flatMap((text) => [...text.matchAll(/\b(?:IncidentKind|Kind|I)::(\w+)/g)].map((match) => match[1]!))
        .filter((word) => known.includes(word)),
    );
    expect(kinds).toContain('plate_against_read');
    expect(kinds).toContain('link_log_fork');
    expect(kinds).toContain('second_exit');
    expect(kinds.filter((kind) => !shown.includes(kind))).toEqual([]);
  });

  it('that have a text are words of the product', () => {
    expect(shown.filter((kind) => !known.includes(kind))).toEqual([]);
  });
});

describe('how a print ended', () => {
  const job = contract.slice(contract.indexOf('\n    PrintJob:\n'));
  const words = (field: string) => job.match(new RegExp(`\\n {8}${field}:\\n[^[]*x-known-words: \\[([^\\]]*)\\]`))![1]!.split(', ');

  it.each(['kk', 'ru', 'en'] as const)('has words in %s for each of its causes and proofs', (lang) => {
    for (const field of ['cause', 'grade']) {
      expect(words(field).length).toBeGreaterThan(4);
      expect(words(field).filter((word) => !(`${field}.${word}` in CONSOLE_TEXTS[lang]))).toEqual([]);
    }
  });
});

describe('incidents on paper', () => {
  it('are called as on the screen, in Kazakh and in Russian', () => {
    const table = readFileSync(join(root, 'firmware-daemon/app/incident_words.cpp'), 'utf8');
    const printed = [...table.matchAll(/Words\{K::(\w+),\s*"([^"]+)",\s*"([^"]+)"\}/g)].map((m) => m.slice(1));
    const shown = Object.keys(CONSOLE_TEXTS.kk)
      .filter((key) => key.startsWith('incident.') && key !== 'incident.other')
      .map((key) => [key.slice(9), CONSOLE_TEXTS.kk[key], CONSOLE_TEXTS.ru[key]]);
    expect(printed.sort()).toEqual(shown.sort());
  });
});

describe('legal grounds on paper', () => {
  it('are called as on the screen, and each word of the list is one of them', () => {
    const table = readFileSync(join(root, 'firmware-daemon/app/ground_words.cpp'), 'utf8');
    const printed = [...table.matchAll(/Words\{"(\w+)",\s*"([^"]+)",\s*"([^"]+)"\}/g)].map((m) => m.slice(1));
    const shown = Object.keys(CONSOLE_TEXTS.kk)
      .filter((key) => key.startsWith('ground.'))
      .map((key) => [key.slice(7), CONSOLE_TEXTS.kk[key], CONSOLE_TEXTS.ru[key]]);
    expect(printed.sort()).toEqual(shown.sort());
    const listed = contract.match(/CallGround:[^[]*enum: \[([^\]]*)\]/)![1]!.split(', ');
    expect(printed.map(([word]) => word).sort()).toEqual(listed.sort());
  });
});

describe('reasons of a place', () => {
  it('all have words for the driver and for the officer', () => {
    const listed = contract.match(/PlaceReason:[^[]*enum: \[([^\]]*)\]/)![1]!.split(', ');
    expect(listed.length).toBe(6);
    for (const text of [...Object.values(TEXTS), ...Object.values(CONSOLE_TEXTS)])
      expect(listed.filter((word) => !(`place_reason.${word}` in text))).toEqual([]);
  });
});

describe('acts of two officers', () => {
  it('all have a word, and so has what becomes of them', () => {
    const words = (name: string) => contract.match(new RegExp(`${name}:[^[]*enum: \\[([^\\]]*)\\]`))![1]!.split(', ');
    expect(words('SecondVerb').filter((verb) => !(`verb.${verb}` in CONSOLE_TEXTS.kk))).toEqual([]);
    for (const state of ['waiting', 'confirmed', 'refused', 'withdrawn']) expect(CONSOLE_TEXTS.kk).toHaveProperty([`second_state.${state}`]);
  });
});

describe('roles of cameras', () => {
  it('all have a word for the officer', () => {
    const roles = contract.match(/CameraRole: \{ type: string, enum: \[(.*)\] \}/)![1]!.split(', ');
    expect(roles).toContain('return_lane');
    expect(roles.filter((role) => !(`role.${role}` in CONSOLE_TEXTS.kk))).toEqual([]);
  });
});

describe('cameras', () => {
  const words = (schema: string, field: string) => contract.match(new RegExp(`\\n {4}${schema}:\\n[^]*?\\n {8}${field}:\\n[^[]*enum: \\[([^\\]]*)\\]`))![1]!.split(', ');
  const counted = contract.match(/\n {4}DoubtCount:\n[^[]*required: \[([^\]]*)\]/)![1]!.split(', ');

  it.each(['kk', 'ru', 'en'] as const)('have words in %s for each doubt, and for what it means and what to set', (lang) => {
    expect(counted).toEqual(words('Visit', 'doubt'));
    for (const prefix of ['doubt', 'doubtmeans', 'doubtset'])
      expect(words('Visit', 'doubt').filter((word) => !(`${prefix}.${word}` in CONSOLE_TEXTS[lang])), prefix).toEqual([]);
  });

  it.each(['kk', 'ru', 'en'] as const)('have words in %s for each refusal, and for what to change', (lang) => {
    expect(words('RefusedRequests', 'reason')).toContain('plate_in_query');
    for (const prefix of ['refusal', 'refusalset'])
      expect(words('RefusedRequests', 'reason').filter((word) => !(`${prefix}.${word}` in CONSOLE_TEXTS[lang])), prefix).toEqual([]);
  });
});

describe('listed reasons', () => {
  it('all have words that the daemon takes as a reason, in every language of the console', () => {
    for (const lang of ['kk', 'ru', 'en'] as const)
      for (const word of DISMISSALS) expect(String(CONSOLE_TEXTS[lang][`dismissal.${word}`]).match(/\p{L}/gu)?.length ?? 0, `${lang} ${word}`).toBeGreaterThan(9);
  });
});

describe('fill', () => {
  it('chooses the Russian form by the number', () => {
    const t = textsOf('ru');
    expect([1, 2, 5, 21, 22, 11].map((n) => t('slots.free', { n }))).toEqual(['1 место', '2 места', '5 мест', '21 место', '22 места', '11 мест']);
  });

  it('leaves a placeholder without a value visible', () => {
    expect(fill('en', 'at {time}')).toBe('at {time}');
  });
});
