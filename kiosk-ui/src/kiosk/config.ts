// What differs between kiosks: the real pixels per inch of the panel, so that a key is 20 mm.

/** A 15.6-inch panel of 1280 x 800; another one is set by ?ppi= in the kiosk unit's address. */
const PPI = 96;

export const SITE_POLL_MS = 2_000;
export const CARD_POLL_MS = 5_000;

export function ppi(search: string = location.search): number {
  const asked = Number(new URLSearchParams(search).get('ppi'));
  return asked >= 50 && asked <= 400 ? asked : PPI;
}

/** Gives the style sheets their millimetre. Set by script: the content policy bars inline style. */
export function setMillimetre(): void {
  document.documentElement.style.setProperty('--mm', `${(ppi() / 25.4).toFixed(4)}px`);
}

/** How often a ticket that is being printed is looked at, and for how long. */
export const TICKET_POLL_MS = 700;
export const TICKET_LOOKS = 60;
