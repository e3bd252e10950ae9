// What the kiosk knows and which screen stands. No markup here, so that tests drive it directly.
import { Action } from '../lib/action.svelte';
import { type KioskCard, type KioskTicket, type Site, type Slot, ask, http, key } from '../lib/api';
import { ServerClock } from '../lib/clock.svelte';
import { isoDay } from '../lib/format';
import type { Lang } from '../lib/i18n';
import { Idle } from '../lib/idle.svelte';
import { numberQuery } from '../lib/keypad';
import { CARD_POLL_MS, SITE_POLL_MS, TICKET_LOOKS, TICKET_POLL_MS } from './config';

export type Screen = 'attract' | 'number' | 'plate' | 'proof' | 'slots' | 'card';
/** What a driver does with the booking on the card, once he has shown whose it is. */
export type Wish = 'withdraw' | 'park' | 'back';
export type Purpose = 'find' | 'book' | Wish;
export type Done = 'checked_in' | 'booked' | 'withdrawn' | 'parked' | 'came_back' | null;
export type Notice = 'closed' | 'noblanks' | 'issuing' | null;

/** Refusals that are the day's state and nobody's mistake: designed screens, not errors. */
const NOTICE_OF_CODE: Record<string, Notice> = {
  checkpoint_closed: 'closed',
  no_blanks: 'noblanks',
  rule_pack_expired: 'issuing',
};

/** Refusals of what was typed on the proof screen: they lead back to it. */
const PROOF_CODES = ['booking_proof_missing', 'booking_proof_wrong'];

const DAY_MS = 86_400_000;
const HOME_LANG: Lang = 'kk';

const WISHES = {
  withdraw: { path: '/api/v1/kiosk/bookings/{no}/withdrawal', done: 'withdrawn' },
  park: { path: '/api/v1/kiosk/bookings/{no}/parking', done: 'parked' },
  back: { path: '/api/v1/kiosk/bookings/{no}/return', done: 'came_back' },
} as const;

export class Kiosk {
  lang = $state<Lang>(HOME_LANG);
  screen = $state<Screen>('attract');
  purpose = $state<Purpose>('find');
  number = $state('');
  plate = $state('');
  /** Number of the application or of the permit card: whose booking it is. */
  proof = $state('');
  card = $state.raw<KioskCard | null>(null);
  /** What has just been done, for the green line on the card. */
  done = $state<Done>(null);
  /** A ticket was asked for after the check-in; what became of it. */
  ticketWanted = $state(false);
  ticket = $state.raw<KioskTicket | null>(null);
  slots = $state.raw<Slot[]>([]);
  dayAhead = $state(0);
  helpAt = $state<string | null>(null);
  site = $state.raw<Site | null>(null);
  /** Server time of the last answer while the daemon is silent, else null. */
  lostSince = $state<number | null>(null);

  readonly clock = new ServerClock();
  readonly idle = new Idle(() => this.reset());
  readonly finding = new Action();
  readonly arriving = new Action();
  readonly listing = new Action();
  readonly booking = new Action();
  readonly helping = new Action();
  readonly printing = new Action();
  /** Grows with every reset: an answer that was asked for by the previous person is dropped. */
  #person = 0;
  #lastAnswer = Date.now();
  #timers: ReturnType<typeof setInterval>[] = [];

  start(): void {
    void this.readSite();
    this.#timers.push(setInterval(() => void this.readSite(), SITE_POLL_MS));
    this.#timers.push(setInterval(() => void this.refreshCard(), CARD_POLL_MS));
  }

  stop(): void {
    this.#timers.forEach(clearInterval);
    this.idle.stop();
    this.clock.stop();
  }

  get offset(): number {
    return this.site?.utc_offset_minutes ?? 300;
  }

  /** What stands in the way today, the gravest first. */
  get notice(): Notice {
    const refused = this.finding.problem ?? this.arriving.problem ?? this.booking.problem;
    const byCode = refused ? NOTICE_OF_CODE[refused.code] : null;
    if (byCode) return byCode;
    if (!this.site) return null;
    // Where no permits are given, neither their term nor their blanks stand in anybody's way.
    const { road, permits, issuing, blanks_in_stock } = this.site;
    if (permits && !issuing) return 'issuing';
    if (!road.open) return 'closed';
    return permits && blanks_in_stock === 0 ? 'noblanks' : null;
  }

  go(screen: Screen): void {
    for (const action of [this.finding, this.arriving, this.listing, this.booking]) action.clear();
    this.screen = screen;
  }

  begin(purpose: Purpose, screen: 'number' | 'plate'): void {
    this.purpose = purpose;
    this.go(screen);
  }

  back(): void {
    if (this.screen === 'slots') this.go('proof');
    else if (this.screen === 'proof') this.go(this.wish ? 'card' : 'plate');
    else this.reset();
  }

  /** Local and at once, whatever the network does. */
  reset(): void {
    this.#person += 1;
    this.number = this.plate = this.proof = '';
    this.card = this.done = this.helpAt = this.ticket = null;
    this.ticketWanted = false;
    this.slots = [];
    this.dayAhead = 0;
    this.lang = HOME_LANG;
    this.purpose = 'find';
    for (const action of [this.finding, this.arriving, this.listing, this.booking, this.helping, this.printing]) {
      action.abandon();
    }
    this.screen = 'attract';
  }

  async readSite(): Promise<void> {
    try {
      const site = await ask(http.GET('/api/v1/kiosk/site'));
      this.site = site;
      this.clock.set(site.now);
      this.#lastAnswer = this.clock.now;
      this.lostSince = null;
    } catch {
      this.lostSince ??= this.#lastAnswer;
    }
  }

  find(): Promise<void> {
    const q =
      this.screen === 'plate' ? this.plate : numberQuery(this.number, this.site?.prefix ?? '', this.#year());
    return this.#show(this.finding, { q }, () =>
      ask(http.GET('/api/v1/kiosk/lookup', { params: { query: { q } } })),
    );
  }

  async checkIn(): Promise<void> {
    const booking_no = this.card?.booking_no;
    if (!booking_no) return;
    await this.#show(
      this.arriving,
      { booking_no },
      (id) => ask(http.POST('/api/v1/kiosk/check-in', { params: { header: key(id) }, body: { booking_no } })),
      'checked_in',
    );
    if (this.done === 'checked_in' && this.site?.tickets) void this.printTicket(booking_no);
  }

  /** The place is taken already; the paper only says so once more. */
  async printTicket(booking_no: string): Promise<void> {
    const person = this.#person;
    this.ticketWanted = true;
    const body = { booking_no, language: this.lang };
    const ticket = await this.printing.run({ ticket: body }, (id) =>
      ask(http.POST('/api/v1/kiosk/tickets', { params: { header: key(id) }, body })),
    );
    if (!ticket || person !== this.#person) return;
    this.ticket = ticket;
    await this.#followTicket(ticket.id, person);
  }

  async #followTicket(id: number, person: number): Promise<void> {
    const over = () => ['confirmed', 'failed_safe', 'unknown'].includes(this.ticket?.state ?? '');
    for (let looks = 0; looks < TICKET_LOOKS && !over(); looks += 1) {
      await new Promise((wait) => setTimeout(wait, TICKET_POLL_MS));
      if (person !== this.#person) return;
      try {
        const ticket = await ask(http.GET('/api/v1/kiosk/tickets/{id}', { params: { path: { id } } }));
        if (person === this.#person) this.ticket = ticket;
      } catch {
        // The bar about the link says so; the ticket is looked at again.
      }
    }
  }

  async listSlots(dayAhead: number): Promise<void> {
    const person = this.#person;
    this.dayAhead = dayAhead;
    const date = isoDay(this.clock.now + dayAhead * DAY_MS, this.offset);
    const answer = await this.listing.run({ date }, () =>
      ask(http.GET('/api/v1/kiosk/slots', { params: { query: { date } } })),
    );
    if (person !== this.#person || dayAhead !== this.dayAhead) return;
    this.slots = answer?.slots ?? [];
  }

  bookPlate(): void {
    this.go('proof');
  }

  get wish(): Wish | null {
    return this.purpose === 'find' || this.purpose === 'book' ? null : this.purpose;
  }

  /** Of the place on the card; the driver shows once more whose it is. */
  askFor(wish: Wish): void {
    this.purpose = wish;
    this.go('proof');
  }

  /** "Next" on the proof screen. */
  async prove(): Promise<void> {
    if (this.wish) return this.#carryOut(this.wish);
    this.go('slots');
    await this.listSlots(0);
  }

  async #carryOut(wish: Wish): Promise<void> {
    const no = this.card?.booking_no;
    if (!no) return;
    const body = { proof: this.proof };
    const { path, done } = WISHES[wish];
    await this.#show(
      this.booking,
      { wish, no, ...body },
      (id) => ask(http.POST(path, { params: { path: { no }, header: key(id) }, body })),
      done,
    );
  }

  async book(slot_start: string): Promise<void> {
    const body = { plate: this.plate, slot_start, proof: this.proof };
    await this.#show(
      this.booking,
      body,
      (id) => ask(http.POST('/api/v1/kiosk/bookings', { params: { header: key(id) }, body })),
      'booked',
    );
    if (this.screen !== 'slots') return;
    if (PROOF_CODES.includes(this.booking.problem?.code ?? '')) this.screen = 'proof';
    else await this.listSlots(this.dayAhead);
  }

  async callHelp(): Promise<void> {
    const person = this.#person;
    const body = { screen: `${this.screen}/${this.lang}` };
    const answer = await this.helping.run(body, (id) =>
      ask(http.POST('/api/v1/kiosk/help', { params: { header: key(id) }, body })),
    );
    if (answer && person === this.#person) this.helpAt = answer.called_at;
  }

  /** The card on the screen follows what happens outside: called, entered, issued. */
  async refreshCard(): Promise<void> {
    const shown = this.card;
    if (this.screen !== 'card' || !shown || this.arriving.pending) return;
    try {
      const card = await ask(
        http.GET('/api/v1/kiosk/lookup', { params: { query: { q: shown.booking_no } } }),
      );
      if (this.card === shown) this.card = this.#stillNaming(card, shown);
    } catch {
      // The bar about the link says so; what was known stays on the screen.
    }
  }

  /** The daemon tells the application's number only to whoever named it; what was told stays. */
  #stillNaming(card: KioskCard, before: KioskCard | null): KioskCard {
    const told = before?.booking_no === card.booking_no ? before.application_no : undefined;
    return told === undefined || card.application_no !== undefined ? card : { ...card, application_no: told };
  }

  async #show(
    action: Action,
    intent: unknown,
    send: (id: string) => Promise<KioskCard>,
    done: Done = null,
  ): Promise<void> {
    const person = this.#person;
    const card = await action.run(intent, send);
    if (!card || person !== this.#person) return;
    this.card = this.#stillNaming(card, this.card);
    this.done = done;
    this.screen = 'card';
  }

  #year(): string {
    return isoDay(this.clock.now, this.offset).slice(2, 4);
  }
}
