// The mock's checkpoint: a morning at Nur Zholy in memory. Only for looking at screens and for
// their tests; it decides nothing that a law asks for. What it answers has the types of the contract
// (`npm run check` holds it to them), so a field that the contract gains is missed here, too.
import { createHash } from 'node:crypto';

/**
 * @import { Board, Cameras, Confusions, Console, HistoryRow, Incident, KioskCard, LinkState, PrintJob, QueueRow, Road, SecondRequest, Site, Stock, Visit } from '../src/lib/api'
 * @typedef {QueueRow & {
 *   carrier_bin?: string, vehicle_make?: string, blank?: string, ground?: string, history: HistoryRow[],
 *   blank_state?: import('../src/lib/api').Blank['state'],
 * }} Truck
 * @typedef {'visit_id' | 'camera' | 'received' | 'decided' | 'live' | 'against_read' | 'hindrance'} Added
 */

const MIN = 60_000;
const MAKES = ['Volvo FH', 'DAF XF', 'MAN TGX', 'Sitrak C7H', 'Scania R450'];
const CARRIERS = ['«Ертіс Транс» ЖШС', 'ТОО «Жетісу Логистик»', 'ЖК Сейдахметов Н. Қ.', 'ТОО «Алатау Карго»'];

/** @type {Cameras['refusals'][number]['reason'][]} */
const REFUSALS = ['malformed', 'wrong_host', 'wrong_path', 'wrong_method', 'without_length', 'too_large', 'header_too_large', 'wrong_encoding', 'plate_in_query'];
/** Of those whose first line could be read. */
const REQUESTS = { wrong_host: 'POST /anpr/v1/…/gate-1', wrong_path: 'POST /NotificationInfo/TollgateInfo/KeepAlive', wrong_method: 'PUT /anpr/v1/…/exit-1', without_length: 'POST /anpr/v1/…/gate-2/ITC/Heartbeat', too_large: 'POST /anpr/v1/…/return-1', wrong_encoding: 'POST /anpr/v1/…/gate-1', plate_in_query: 'GET /anpr/v1/…/gate-1?plate=' };

export class Refusal extends Error {
  constructor(code, status = 409, detail = '') {
    super(code);
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}

const iso = (ms) => new Date(ms).toISOString();
const pad = (n, width) => String(n).padStart(width, '0');

/** A real, small JPEG is not needed: an SVG served as a picture shows the frame and the crop. */
export function picture(plate) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#4b5a61"/><path d="M0 260h640v100H0z" fill="#2b3438"/><rect x="170" y="60" width="300" height="220" rx="12" fill="#c9d3d7"/><rect x="190" y="80" width="260" height="80" fill="#1c2b33"/><rect x="230" y="215" width="180" height="46" fill="#fff" stroke="#000" stroke-width="3"/><text x="320" y="250" font-family="monospace" font-size="32" text-anchor="middle">${plate}</text></svg>`;
}
/** Stands for the page that the printer was to put on paper. */
export function sheet(job) {
  const lines = [job.document, job.subject, `№ ${job.attempt}`].map((line, i) => `<text x="288" y="${80 + 60 * i}" font-family="monospace" font-size="32" text-anchor="middle">${line}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 576 800"><rect width="576" height="800" fill="#fff"/>${lines.join('')}<path d="M138 300h300v300H138z"/></svg>`;
}
export const hashOf = (text) => createHash('sha256').update(text).digest('hex');

export class Checkpoint {
  constructor(now = Date.now()) {
    this.now = () => Date.now() + this.shift;
    this.shift = 0;
    this.listeners = new Set();
    this.calls = { 'check-in': 0, bookings: 0, permit: 0, help: 0, handover: 0 };
    /** @type {Road['blocked']} */
    this.blocked = [];
    this.flags = { open: true, link: true, issuing: true, tickets: true, nearEnd: false, demonstration: true, printer: '', printDelay: 700 };
    /** @type {string[]} */
    this.officerCalls = [];
    this.nextBlank = 17;
    this.received = 220;
    this.ended = { redeemed: 9, returned: 1, lost: 0, annulled: 1, spoiled: 1 };
    /** @type {PrintJob[]} */
    this.jobs = [];
    /** @type {Incident[]} */
    this.incidents = [];
    /** @type {SecondRequest[]} */
    this.seconds = [{ id: 1, verb: 'spoil', subject: 'C00000012', reason: 'Тасымалдаушының атауы қате жазылды', asked_by: 'daniyar', asked_by_name: 'Данияр Оспанов', asked_at: iso(now - MIN), expires_at: iso(now + 9 * MIN), state: 'waiting', plate: '481LLA05' }];
    this.blanks = new Map();
    /** @type {Map<string, string | Buffer>} */
    this.pictures = new Map();
    /** @type {Confusions['cameras']} */
    this.confusions = [{ camera: 'exit-1', counts: [{ read: 'B', truth: '8', count: 14 }, { read: 'O', truth: '0', count: 9 }] }, { camera: 'gate-1', counts: [] }];
    /** @type {Stock['deliveries']} */
    this.deliveries = [
      { batch: 'KZ-2025-017', first: 'C00000001', count: 220, received: true, received_at: iso(now - 300 * MIN), received_by: 'aigerim' },
      { batch: 'KZ-2025-018', first: 'C00000221', count: 500, received: false },
    ];
    this.trucks = this.#trucks(now);
    this.visits = this.#visits(now);
    this.incidents.push({ incident_no: 'NZ25-I00003', kind: 'zone_count_differs', subject: 'zone', detail: 'blanks 4, gates 5', opened_at: iso(now - 44 * MIN), open: true });
  }

  /** @returns {Truck[]} */
  #trucks(now) {
    const plates = ['123ABC02', '777KZT19', '040BMA05', '815XYZ02', '902AER01', '611MTA17', '358DDA02', '226KOA19', '481LLA05', '133PPA02', '新A12345', '509CCA02'];
    /** @type {Truck['booking_state'][]} */
    const states = ['booked', 'checked_in', 'checked_in', 'checked_in', 'checked_in', 'called', 'called', 'on_territory', 'on_territory', 'on_territory', 'checked_in', 'booked'];
    return plates.map((plate, i) => {
      const state = states[i];
      const inside = state === 'on_territory';
      const start = now - (now % (30 * MIN)) + (i % 4) * 30 * MIN - (inside ? 60 * MIN : 0);
      return {
        plate,
        booking_no: `NZ25-${i % 5 === 4 ? 'E' : 'H'}${pad(41 + i, 6)}`,
        booking_state: state,
        carrier_name: CARRIERS[i % CARRIERS.length],
        carrier_bin: '050240001234',
        vehicle_make: MAKES[i % MAKES.length],
        application_no: plate.startsWith('新') ? undefined : `NZ25-${pad(123 + i, 6)}`,
        application_state: plate.startsWith('新') ? undefined : inside ? 'at_checkpoint' : i === 3 ? 'pay_notice' : 'supplement_formed',
        slot_start: iso(start),
        slot_end: iso(start + 30 * MIN),
        arrival: i === 11 ? 'too_early' : i === 4 ? 'late' : 'in_time',
        ...(state === 'booked' ? {} : { checked_in_at: iso(now - (90 - i) * MIN) }),
        ...(state === 'called' || inside ? { called_at: iso(now - (inside ? 50 : 9) * MIN + i * MIN), lane: String((i % 3) + 1) } : {}),
        ...(inside ? { entered_at: iso(now - (30 - i) * MIN), entry_grade: i === 8 ? 'officer_entry' : 'camera_exact', ...(i === 9 ? { other_trailer: '12DKA05' } : {}) } : {}),
        history: [{ at: iso(now - 2000 * MIN), actor: 'hub', type: 'application_registered', body: {} }],
      };
    });
  }

  /** @returns {Visit[]} */
  #visits(now) {
    const card = (plate, cost, more) => ({ plate, cost, differs: [], make: 'MAN', carrier_name: CARRIERS[0], application_no: 'NZ25-000123', application_state: 'supplement_formed', booking_no: 'NZ25-H000041', booking_state: 'called', ...more });
    /** @type {(Omit<Visit, Added> & Partial<Visit>)[]} */
    const seen = [
      { raw: '12?A8C02', folded: '12?A8C02', kind: 'ambiguous', why: 'several_near', reason: 'several cards are about equally near', confidence: 0.71, character_confidence: [0.98, 0.97, 0.31, 0.95, 0.52, 0.96, 0.99, 0.99], make_seen: 'MAN', trailer_seen: '77DKA02', candidates: [card('123ABC02', 0.35, { differs: [2, 4], make_agrees: true, trailer_agrees: true, trailer_plate: '77DKA02' }), card('128ABC02', 0.4, { differs: [2, 4], make: 'Sitrak C7H', carrier_name: CARRIERS[1], application_no: 'NZ25-000131', booking_no: 'NZ25-H000052', booking_state: 'booked', make_agrees: false, trailer_agrees: false, trailer_plate: '12DKA05' }), card('129ABC02', 0.45, { differs: [2, 4], carrier_name: CARRIERS[3], application_no: undefined, booking_no: undefined, make_agrees: true })], role: 'gate_in' },
      { raw: '777K2T19', folded: '777KZT19', kind: 'probable', why: 'one_near', reason: 'one card is near', confidence: 0.88, character_confidence: [0.99, 0.99, 0.98, 0.97, 0.44, 0.93, 0.99, 0.98], candidates: [card('777KZT19', 0.2, { differs: [4] })], role: 'gate_in', hindrance: 'against_direction', doubt: 'age_unknown' },
      { raw: '', folded: '', kind: 'no_read', why: 'nothing_read', reason: 'the camera read nothing', character_confidence: [], candidates: [], role: 'exit' },
      { raw: '226KOA19', folded: '226KOA19', kind: 'exact', why: 'only_late', reason: 'late', hindrance: 'late', live: false, camera_time: iso(now - 95 * MIN), confidence: 0.97, character_confidence: [], candidates: [card('226KOA19', 0, { application_state: 'issued', booking_state: 'on_territory' })], role: 'exit' },
    ];
    return seen.map((visit, i) => {
      const drawn = picture(visit.raw || '???');
      const hash = hashOf(drawn + i);
      this.pictures.set(hash, drawn);
      const rear = visit.trailer_seen && hashOf(`${drawn} rear`);
      if (rear) this.pictures.set(rear, picture(visit.trailer_seen ?? ''));
      return { visit_id: `v${i + 1}`, camera: visit.role === 'exit' ? 'exit-1' : 'gate-1', received: iso(now - (12 - 4 * i) * MIN), decided: false, live: true, against_read: false, hindrance: 'none', picture_hash: hash, ...(rear ? { rear_picture_hash: rear } : {}), ...visit };
    });
  }

  /** Nothing waits but one read for each of these pictures, JPEG in base64; its card is near. */
  see(pictures) {
    this.visits = pictures.map((text, i) => {
      const [jpeg, plate] = [Buffer.from(text, 'base64'), `${100 + i}ABC02`];
      const hash = hashOf(jpeg + plate);
      this.pictures.set(hash, jpeg);
      /** @type {Visit} */
      const visit = { ...this.visits[1], visit_id: `seen-${i}`, raw: plate.replace('B', '8'), folded: plate.replace('B', '8'), hindrance: 'none', picture_hash: hash, received: iso(this.now() - i * MIN), candidates: [{ plate, cost: 0.2, differs: [4] }], decided: false };
      delete visit.doubt;
      return visit;
    });
  }

  changed() {
    for (const listener of this.listeners) listener();
  }

  /** @returns {LinkState} */
  link() {
    const now = this.now();
    return { up: this.flags.link, since: iso(now - 25 * MIN), last_heard: iso(now - (this.flags.link ? 0 : 25 * MIN)), behind: this.flags.link ? 0 : 14 };
  }

  inStock() {
    return this.flags.blanks ?? this.received - this.nextBlank + 1;
  }

  /** @returns {Road} */
  road() {
    const now = this.now();
    const blocked = [...this.blocked];
    if (this.inStock() === 0) blocked.push({ kind: 'no_blanks', since: iso(now - 20 * MIN) });
    const open = this.flags.open && !blocked.some(({ kind }) => kind !== 'no_blanks');
    return this.flags.open ? { open, closes_at: iso(now + 300 * MIN), blocked } : { open, closed_by: 'chinese', opens_at: iso(now + 600 * MIN), blocked };
  }

  /** @returns {Site} */
  site() {
    const now = this.now();
    return {
      site: 'nur-zholy', prefix: 'NZ', name_kk: '«Нұр Жолы» өткізу пункті', name_ru: 'Пункт пропуска «Нур Жолы»', name_zh: '努尔绕勒口岸',
      now: iso(now), utc_offset_minutes: 300, demonstration: this.flags.demonstration, road: this.road(),
      link: this.link(), blanks_in_stock: this.inStock(), permits: true, issuing: this.flags.issuing, tickets: this.flags.tickets,
    };
  }

  waiting() {
    return this.trucks.filter((t) => ['checked_in', 'called'].includes(t.booking_state));
  }

  /**
   * @param {Truck} truck
   * @returns {QueueRow}
   */
  row(truck) {
    const { history: _h, carrier_bin: _b, vehicle_make: _m, ground: _g, ...row } = truck;
    return { ...row, ...this.placeOf(truck) };
  }

  /**
   * @param {Truck} truck
   * @returns {Pick<QueueRow, 'place' | 'place_reason'>}
   */
  placeOf(truck) {
    const place = this.trucks.filter((t) => t.booking_state === 'checked_in').indexOf(truck) + 1;
    return place > 0 ? { place, place_reason: truck.arrival === 'late' ? 'late' : 'in_time' } : {};
  }

  /**
   * @param {Truck} truck
   * @returns {KioskCard}
   */
  card(truck) {
    const { plate, booking_no, booking_state, application_no, application_state, slot_start, slot_end, arrival, lane, called_at, parked_until } = truck;
    return { plate, booking_no, booking_state, application_no, application_state, slot_start, slot_end, arrival, lane, called_at, parked_until, ...this.placeOf(truck), next_step: this.#nextStep(truck) };
  }

  /**
   * @param {Truck} truck
   * @returns {KioskCard['next_step']}
   */
  #nextStep(truck) {
    if (truck.booking_state === 'booked') return truck.arrival === 'too_early' ? 'come_later' : 'check_in';
    if (truck.application_state === 'pay_notice') return 'pay_fee';
    if (truck.booking_state === 'on_territory') return truck.blank_state === 'issued' ? 'drive_to_exit' : 'go_to_officer';
    return { checked_in: 'wait_for_call', called: 'drive_to_gate', parked: 'come_back', crossed: 'done' }[truck.booking_state] ?? 'ask_officer';
  }

  find(q) {
    const text = q.toUpperCase().replace(/[\s-]/g, '');
    const isNumber = /^(NZ25)?[HE]?\d{1,6}$/.test(text);
    const plain = (no) => no?.replace('-', '');
    const wanted = /^\d+$/.test(text) ? `NZ25${text.padStart(6, '0')}` : text;
    const truck = this.trucks.find((t) => [plain(t.application_no), plain(t.booking_no), t.plate].includes(wanted) || t.plate === text);
    if (truck) return truck;
    throw new Refusal(isNumber ? (/[HE]/.test(text) ? 'booking_not_found' : 'application_not_found') : 'booking_not_found', 404);
  }

  park(truck, from) {
    if (truck.booking_state !== from) throw new Refusal('booking_wrong_state', 409);
    Object.assign(truck, { booking_state: 'parked', parked_until: iso(this.now() + 180 * MIN) });
  }

  bringBack(truck) {
    if (truck.booking_state !== 'parked') throw new Refusal('booking_wrong_state', 409);
    Object.assign(truck, { booking_state: 'checked_in', parked_until: undefined, place_reason: 'was_not_there' });
    this.trucks.push(...this.trucks.splice(this.trucks.indexOf(truck), 1));
  }

  /** @returns {Board} */
  board() {
    const called = this.trucks.filter((t) => t.booking_state === 'called').sort((a, b) => ((a.called_at ?? '') < (b.called_at ?? '') ? 1 : -1));
    const queue = this.trucks.filter((t) => t.booking_state === 'checked_in');
    return {
      now: iso(this.now()), road: this.road(),
      called: called.map(({ plate, booking_no, lane = '', called_at = '', ground }) => ({ plate, booking_no, lane, called_at, ...(ground ? { ground } : {}) })),
      waiting: queue.length, next_plates: queue.slice(0, 8).map((t) => t.plate),
      parked_plates: this.trucks.filter((t) => t.booking_state === 'parked').map((t) => t.plate), blanks_in_stock: this.inStock(), link: this.link(),
    };
  }

  /** @returns {Cameras} */
  cameras() {
    const now = this.now();
    const hours = Array.from({ length: 24 }, (_, i) => ({ reads: (i * 7) % 19, no_reads: i % 4 === 0 ? 2 : 0 }));
    /** @type {Omit<Cameras['cameras'][number], 'name' | 'role'>} */
    const camera = { lane: 1, protocol: 'push', maker: 'hikvision', health: 'connected', trouble: '', last_event: iso(now - MIN), last_read: iso(now - 4 * MIN), last_picture: this.pictures.keys().next().value ?? '', skew_ms: 300, clock_wrong: false, last_hour: { reads: 11, no_reads: 1 }, hours, reads: 412, no_reads: 19, duplicates: 3, retransmitted: 0, late: 0, heartbeats: 900, other: 4, undecodable: 0, refused: 0, failed: 0, pictures_dropped: 0, doubts: { age_unknown: 0, confidence_out_of_scale: 0, fields_contradict: 0, id_of_another_plate: 0 }, backlog: 0 };
    return {
      bridge_up: this.flags.bridge !== false, heard_at: iso(now - MIN / 20), ready: true, pictures_kept: true, backlog: 0, turned_away: 0,
      cameras: [
        { ...camera, name: 'gate-1', role: 'gate_in', undecodable: 2, doubts: { age_unknown: 12, confidence_out_of_scale: 3, fields_contradict: 1, id_of_another_plate: 1 } },
        { ...camera, name: 'exit-1', role: 'exit', lane: 2, maker: 'dahua', protocol: 'dahua_snapshots', skew_ms: 10_800_000, clock_wrong: true },
        { ...camera, name: 'return-1', role: 'return_lane', lane: 3, maker: '', protocol: 'onvif', health: 'password_refused', trouble: "the camera refuses user 'admin'", last_event: iso(now - 90 * MIN), last_picture: '', last_hour: { reads: 0, no_reads: 0 } },
      ],
      strangers: [{ name: 'gate-11', address: '10.20.0.19', messages: 8, last_event: iso(now) }],
      refusals: REFUSALS.map((reason, i) => ({ address: i === 0 ? 'fd12:3456:789a:1::2f' : `10.20.0.${30 + i}`, reason, request: REQUESTS[reason] ?? '', messages: 3 ** i, last_event: iso(now - i * MIN) })),
    };
  }

  counts() {
    const of = (state) => this.trucks.filter((t) => t.blank_state === state).length;
    return { received: this.received, in_stock: this.inStock(), allocated: of('allocated'), printed: of('printed'), issued_now: of('issued') + 4, ...this.ended };
  }

  /** @returns {Stock} */
  stock() {
    return { counts: this.counts(), next_number: `C${pad(this.nextBlank, 8)}`, low: this.inStock() < 20, forecast: { trucks_ahead: 0 }, deliveries: this.deliveries };
  }

  /** @returns {Console} */
  console() {
    return {
      now: iso(this.now()), site: this.site(), officer_calls: this.officerCalls,
      grants: [{ group: 'post', used: 0, limit: 3 }, { group: 'listed', used: 2, limit: 15 }],
      waiting: this.waiting().map((t) => this.row(t)), inside: this.trucks.filter((t) => t.booking_state === 'on_territory').map((t) => this.row(t)),
      visits: this.visits.filter((v) => !v.decided && v.live), visits_waiting: this.visits.filter((v) => !v.decided && v.live).length, late_exits: this.visits.filter((v) => !v.decided && !v.live), late_exits_waiting: this.visits.filter((v) => !v.decided && !v.live).length, print_jobs: this.jobs, incidents: this.incidents.filter((i) => i.open), incidents_open: this.incidents.filter((i) => i.open).length,
      stock: this.stock(), printer: { ready: !this.flags.printer, device: 'file', paper_near_end: this.flags.nearEnd, ...(this.flags.printer ? { cause: this.flags.printer } : {}) }, link: this.link(), second_requests: this.seconds, notices: this.flags.notices ?? [], logins: { failed: 0 },
    };
  }
}
export { iso, pad, MIN };
