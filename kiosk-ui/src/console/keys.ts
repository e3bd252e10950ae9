// What a key means on the card of a read, and when it counts.

/** Decide by a candidate or a listed reason (1 to 9), or do what the letter says. */
export type ReadKey = 'enter' | 'edit' | 'refuse' | 'later' | 'back' | `${number}`;

/**
 * How long a new card ignores keys and buttons after its picture is painted. A second press that was
 * meant for the card before comes within half a second (the double click of desktops), and nobody
 * compares a plate with a picture in less.
 */
export const LOOK_MS = 500;
/** How long the keys wait for a picture that does not come. */
export const PICTURE_WAIT_MS = 3_000;

export const wait = (ms: number): Promise<undefined> => new Promise((done) => setTimeout(() => done(undefined), ms));

/** Resolves when what was changed before is on the screen. */
export async function nextPaint(): Promise<void> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame(); // runs before the frame is painted
  await frame(); // and after it
}

const LETTERS: Record<string, ReadKey> = { Enter: 'enter', NumpadEnter: 'enter', KeyE: 'edit', KeyR: 'refuse', ArrowRight: 'later', Escape: 'back' };
const TEXTS = 'input, textarea, select';

/** By the place on the keyboard, which is the same in Kazakh, Russian and English. */
export function readKey(event: KeyboardEvent): ReadKey | null {
  // A key that is held down was pressed for what stood here before.
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const key = digit ? (digit as ReadKey) : (LETTERS[event.code] ?? LETTERS[event.key] ?? null);
  const target = event.target instanceof Element ? event.target : null;
  if (key === 'back') return key;
  // Text belongs to its field, and Enter to the button that has the focus.
  if (target?.closest(key === 'enter' ? `${TEXTS}, button, summary, a` : TEXTS)) return null;
  return key;
}
