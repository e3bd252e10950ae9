// The pictures of the visit on the screen and of the ones after it, loaded and decoded beforehand.

/** Visits after the one on the screen whose pictures are loaded before they are shown. */
export const VISITS_AHEAD = 2;

interface Kept {
  image: HTMLImageElement;
  /** Resolves to whether there is a picture to show; never rejects. */
  decoded: Promise<boolean>;
  failed: boolean;
}

async function decode(image: HTMLImageElement): Promise<boolean> {
  try {
    await image.decode();
    return true;
  } catch {
    return false; // deleted, unreachable, or no picture at all
  }
}

/**
 * Keeps elements, not addresses: the element that was loaded is the one that is shown, so showing it
 * asks nobody, whatever the browser keeps. It holds what was wanted last and nothing else: two
 * pictures of each of three visits at most.
 */
export class PicturesAhead {
  readonly #kept = new Map<string, Kept>();

  /** Hashes of the pictures on the screen, and of those that come next, nearest first. */
  want(shown: readonly string[], next: readonly string[]): void {
    const wanted = new Set([...shown, ...next]);
    for (const hash of [...this.#kept.keys()]) if (!wanted.has(hash)) this.#drop(hash);
    for (const hash of wanted) if (!this.#kept.has(hash)) this.#load(hash, shown.includes(hash));
  }

  /** The element to show; loads it if nobody wanted it, once more if it did not load before. */
  image(hash: string): HTMLImageElement {
    return this.#get(hash).image;
  }

  /** Whether the picture is there, as soon as that is known. */
  decoded(hash: string): Promise<boolean> {
    return this.#get(hash).decoded;
  }

  clear(): void {
    for (const hash of [...this.#kept.keys()]) this.#drop(hash);
  }

  #get(hash: string): Kept {
    const kept = this.#kept.get(hash);
    return kept && !kept.failed ? kept : this.#load(hash, true);
  }

  #load(hash: string, now: boolean): Kept {
    const image = new Image();
    image.decoding = 'sync'; // it is decoded already when it is shown, never a frame later
    image.fetchPriority = now ? 'high' : 'low';
    image.src = `/api/v1/pictures/${hash}`;
    const kept: Kept = { image, decoded: decode(image), failed: false };
    void kept.decoded.then((there) => (kept.failed = !there));
    this.#kept.set(hash, kept);
    return kept;
  }

  #drop(hash: string): void {
    this.#kept.get(hash)?.image.removeAttribute('src'); // ends a request under way, frees the pixels
    this.#kept.delete(hash);
  }
}
