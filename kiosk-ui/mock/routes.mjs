// The contract's routes over the mock checkpoint.
import { MIN, Refusal, iso, pad, picture, sheet } from './state.mjs';

/** @import { Application, Blank, KioskTicket, PrintJob, SecondRequest, Session, Slot, Statistics, Visit } from '../src/lib/api' */

/** @returns {Session} */
const session = () => ({ login: 'aigerim', name: 'Айгерім Сейітқали', role: 'senior', expires: iso(Date.now() + 480 * MIN) });

/** @returns {Application} */
function application(point, no) {
  const truck = point.trucks.find((t) => t.application_no === no);
  if (!truck) throw new Refusal('application_not_found', 404);
  const jobs = point.jobs.filter((job) => job.application_no === no);
  const obstacle =
    truck.application_state === 'pay_notice' ? 'application_unpaid'
    : truck.booking_state !== 'on_territory' ? 'vehicle_not_on_territory'
    : truck.blank ? 'already_issued' : undefined;
  const { history, ...row } = truck;
  return {
    ...point.row(row), application_no: no, state: truck.application_state, plate: truck.plate, vehicle_make: truck.vehicle_make,
    carrier_name: truck.carrier_name, carrier_bin: truck.carrier_bin, carrier_address: 'Жетісу облысы, Жаркент қ., Жібек жолы к-сі, 12',
    booking_no: truck.booking_no, revoked: false, may_issue: !obstacle,
    ...(obstacle ? { obstacle, obstacle_detail: `state ${truck.booking_state}` } : {}), print_jobs: jobs, history,
    supplement: {
      carrier_name: truck.carrier_name, carrier_address: 'Жаркент қ., Жібек жолы к-сі, 12', vehicle: `${truck.vehicle_make}, 20 т, 2, ${truck.plate}`,
      planned_crossing: '22.11.2025', valid_from: '20.11.2025', valid_until: '20.12.2025', direction_from: 'Алматы', direction_to: 'Үрімжі',
      checkpoint_exit: 'Нұр Жолы', checkpoint_entry: 'Нұр Жолы', cargo_name: 'Ұн', cargo_weight: '19,8 т', loading_place: 'Алматы', unloading_place: 'Үрімжі', other: '—',
    },
  };
}

function finishPrint(point, job, truck) {
  const cause = point.flags.printer;
  Object.assign(job, { ended_at: iso(point.now()) });
  if (cause === 'printer_timeout') Object.assign(job, { state: 'unknown', cause });
  else if (cause) Object.assign(job, { state: 'failed_safe', cause });
  else {
    Object.assign(job, { state: 'confirmed', grade: 'on_disk' });
    if (job.document === 'supplement') truck.blank_state = 'printed';
  }
  point.changed();
}

function print(point, truck, attempt) {
  return queue(point, { document: 'supplement', subject: truck.blank, application_no: truck.application_no, blank: truck.blank, attempt }, truck);
}

function queue(point, what, truck) {
  /** @type {PrintJob} */
  const job = { id: point.jobs.length + 1, attempt: 1, state: 'sending', queued_at: iso(point.now()), ...what };
  point.jobs.unshift(job);
  setTimeout(() => finishPrint(point, job, truck), point.flags.printDelay);
  return job;
}

const find = (point, id) => {
  const job = point.jobs.find((j) => j.id === Number(id));
  if (!job) throw new Refusal('print_job_not_found', 404);
  return job;
};
/**
 * @param {PrintJob} job
 * @returns {KioskTicket}
 */
const ticketOf = ({ id, subject, state, cause }) => ({ id, booking_no: subject, state, ...(cause ? { cause } : {}) });

/** "forged" and "foreign" stand for what a real signature would tell. */
function scan(point, text) {
  if (/forged/.test(text)) throw new Refusal('qr_forged', 409);
  const job = point.jobs.find((j) => j.state === 'unknown' && text.includes(j.application_no));
  if (!job) throw new Refusal('qr_foreign', 400);
  return { body: Object.assign(job, { state: 'confirmed', grade: 'qr_scanned', resolved_by: 'aigerim' }) };
}

function issue(point, no, accepted) {
  if (point.flags.nearEnd && !accepted) throw new Refusal('printer_paper_near_end', 409);
  const state = application(point, no);
  if (!state.may_issue) throw new Refusal(state.obstacle, 409, state.obstacle_detail);
  if (point.inStock() === 0) throw new Refusal('no_blanks', 409);
  const truck = point.trucks.find((t) => t.application_no === no);
  truck.blank = `C${pad(point.nextBlank++, 8)}`;
  truck.blank_state = 'allocated';
  point.calls.permit += 1;
  print(point, truck, 1);
  return { status: 202, body: application(point, no) };
}

function call(point, { booking_no, lane, ground, ground_words, document_no, document_date }) {
  const queue = point.trucks.filter((t) => t.booking_state === 'checked_in');
  const truck = booking_no ? queue.find((t) => t.booking_no === booking_no) : queue[0];
  if (!truck) throw new Refusal('booking_wrong_state', 409);
  if (truck !== queue[0] && !(ground && ground_words && document_no && document_date)) throw new Refusal('reason_missing', 400);
  Object.assign(truck, { booking_state: 'called', called_at: iso(point.now()), lane, ...(ground ? { ground } : {}) });
  return { body: point.row(truck) };
}

function blank(point, number, change) {
  const truck = point.trucks.find((t) => t.blank === number);
  if (!truck) throw new Refusal('blank_not_found', 404);
  if (change) {
    if (!change.reason) throw new Refusal('reason_missing', 400);
    if ('second_login' in change && change.second_password !== 'otkel') throw new Refusal('wrong_password', 401);
    truck.blank_state = change.state;
    point.ended[change.state] += 1;
  }
  /** @type {Blank} */
  const body = { number, state: truck.blank_state, batch: 'KZ-2025-017', application_no: truck.application_no, plate: truck.plate, history: truck.history };
  return { body };
}

/** Any truck's permit card here is "PC" and its plate. */
function checkProof(point, plate, proof) {
  if (!proof) throw new Refusal('booking_proof_missing', 403);
  const truck = point.trucks.find((t) => t.plate === plate);
  const digits = truck?.application_no?.slice(5).replace(/^0+/, '');
  if (proof !== `PC${plate}` && proof !== digits) throw new Refusal('booking_proof_wrong', 403);
}

/** @returns {Statistics} */
const statistics = (point) => ({ country: 'CN', supplements_formed: 31, counts: point.counts(), returned: 2, lost: 1, annulled: 0, ended_apart: { set_aside: 1, lost_by_office: 0, revoked_by_centre: 0 }, stock_adds_up: true, zone_adds_up: false, in_zone_by_blanks: 4, in_zone_by_gates: 5, awaiting_evidence: 1 });

/** @returns {Visit} */
const enteredByHand = (point) => ({ visit_id: `m${point.visits.length}`, camera: 'officer', role: 'gate_in', received: iso(point.now()), kind: 'no_read', why: 'nothing_read', reason: '', hindrance: 'none', raw: '', folded: '', character_confidence: [], candidates: [], decided: true, live: true, against_read: false, grade: 'officer_entry' });

/** All on one page: the mock's lists are short. */
const listed = (rows) => ({ body: rows });

/** `keyed`: wants an Idempotency-Key; `console`: wants a session. */
const post = (path, run, more = {}) => ({ method: 'POST', pattern: new RegExp(`^/api/v1${path}$`), keyed: true, console: true, run, ...more });
const get = (path, run, more = {}) => ({ method: 'GET', pattern: new RegExp(`^/api/v1${path}$`), keyed: false, console: true, run, ...more });
const open = { console: false };

export const routes = [
  get('/kiosk/site', ({ point }) => ({ body: point.site() }), open),
  get('/kiosk/lookup', ({ point, query }) => ({ body: point.card(point.find(query.get('q') ?? '')) }), open),
  post('/kiosk/check-in', ({ point, body }) => {
    const truck = point.find(body.booking_no);
    if (truck.booking_state !== 'booked') throw new Refusal('booking_wrong_state', 409);
    Object.assign(truck, { booking_state: 'checked_in', checked_in_at: iso(point.now()) });
    point.trucks.push(...point.trucks.splice(point.trucks.indexOf(truck), 1));
    point.calls['check-in'] += 1;
    return { body: point.card(truck) };
  }, open),
  post('/kiosk/tickets', ({ point, body }) => ({ status: 202, body: ticketOf(queue(point, { document: 'queue_ticket', subject: body.booking_no }, point.find(body.booking_no))) }), open),
  get('/kiosk/tickets/(\\d+)', ({ point, args }) => ({ body: ticketOf(find(point, args[0])) }), open),
  get('/kiosk/slots', ({ point, query }) => {
    const first = Math.ceil(point.now() / (30 * MIN)) * 30 * MIN;
    const from = query.get('date') === iso(point.now() + 300 * MIN).slice(0, 10) ? first : Date.parse(`${query.get('date')}T03:00:00Z`);
    /** @type {Slot[]} */
    const slots = Array.from({ length: 13 }, (_, i) => ({ slot_start: iso(from + i * 30 * MIN), slot_end: iso(from + (i + 1) * 30 * MIN), free: [3, 0, 1, 2, 22, 0, 5, 4][i % 8] }));
    return { body: { slots } };
  }, open),
  post('/kiosk/bookings', ({ point, body }) => {
    checkProof(point, body.plate, body.proof);
    if (point.trucks.some((t) => t.plate === body.plate && t.booking_state !== 'withdrawn')) throw new Refusal('vehicle_has_active_booking', 409);
    const truck = { plate: body.plate, booking_no: `NZ25-E${pad(90 + point.calls.bookings++, 6)}`, booking_state: 'booked', slot_start: body.slot_start, slot_end: iso(Date.parse(body.slot_start) + 30 * MIN), arrival: 'in_time', history: [] };
    point.trucks.push(truck);
    return { status: 201, body: point.card(truck) };
  }, open),
  post('/kiosk/bookings/([^/]+)/withdrawal', ({ point, args, body }) => {
    const truck = point.find(args[0]);
    checkProof(point, truck.plate, body.proof);
    if (truck.booking_state !== 'booked') throw new Refusal('booking_wrong_state', 409);
    truck.booking_state = 'withdrawn';
    return { body: point.card(truck) };
  }, open),
  post('/kiosk/bookings/([^/]+)/parking', ({ point, args, body }) => {
    const truck = point.find(args[0]);
    checkProof(point, truck.plate, body.proof);
    point.park(truck, 'checked_in');
    return { body: point.card(truck) };
  }, open),
  post('/kiosk/bookings/([^/]+)/return', ({ point, args, body }) => {
    const truck = point.find(args[0]);
    checkProof(point, truck.plate, body.proof);
    point.bringBack(truck);
    return { body: point.card(truck) };
  }, open),
  post('/kiosk/help', ({ point }) => {
    point.calls.help += 1;
    point.officerCalls.push(iso(point.now()));
    return { body: { called_at: iso(point.now()) } };
  }, open),
  get('/board', ({ point }) => ({ body: point.board() }), open),
  get('/session', () => ({ body: session() })),
  { ...post('/session', ({ body }) => {
    if (body.password !== 'otkel') throw new Refusal('wrong_password', 401);
    return { body: session(), headers: { 'Set-Cookie': 'otkel_session=ok; Path=/; HttpOnly; SameSite=Strict' } };
  }, open), keyed: false },
  { method: 'DELETE', pattern: /^\/api\/v1\/session$/, keyed: false, console: true, run: () => ({ status: 204, headers: { 'Set-Cookie': 'otkel_session=; Path=/; Max-Age=0' } }) },
  get('/console', ({ point }) => ({ body: point.console() })),
  post('/bookings/([^/]+)/call', ({ point, args, body }) => {
    const truck = point.trucks.find((t) => t.booking_no === args[0] && t.booking_state === 'called');
    if (!truck) throw new Refusal('booking_wrong_state', 409);
    Object.assign(truck, { called_at: iso(point.now()), lane: body.lane, calls: (truck.calls ?? 1) + 1 });
    return { body: point.row(truck) };
  }),
  post('/bookings/([^/]+)/put-back', ({ point, args }) => {
    const truck = point.trucks.find((t) => t.booking_no === args[0] && t.booking_state === 'called');
    if (!truck) throw new Refusal('booking_wrong_state', 409);
    truck.booking_state = 'checked_in';
    return { body: point.row(truck) };
  }),
  post('/bookings/([^/]+)/parking', ({ point, args }) => {
    const truck = point.find(args[0]);
    point.park(truck, 'called');
    return { body: point.row(truck) };
  }),
  post('/bookings/([^/]+)/return', ({ point, args }) => {
    const truck = point.find(args[0]);
    point.bringBack(truck);
    return { body: point.row(truck) };
  }),
  post('/queue/call', ({ point, body }) => call(point, body)),
  get('/applications/([^/]+)', ({ point, args }) => ({ body: application(point, args[0]) })),
  post('/applications/([^/]+)/permit', ({ point, args, body }) => issue(point, args[0], body?.paper_near_end_accepted)),
  post('/applications/([^/]+)/permit/reprint', ({ point, args }) => {
    const truck = point.trucks.find((t) => t.application_no === args[0]);
    print(point, truck, point.jobs.filter((j) => j.application_no === args[0]).length + 1);
    return { status: 202, body: application(point, args[0]) };
  }),
  post('/applications/([^/]+)/permit/handover', ({ point, args }) => {
    const truck = point.trucks.find((t) => t.application_no === args[0]);
    if (truck?.blank_state !== 'printed') throw new Refusal('blank_wrong_state', 409);
    Object.assign(truck, { blank_state: 'issued', application_state: 'issued' });
    point.calls.handover += 1;
    return { body: application(point, args[0]) };
  }),
  post('/print-jobs/(\\d+)/resolution', ({ point, args, body }) => {
    const job = point.jobs.find((j) => j.id === Number(args[0]));
    if (job?.state !== 'unknown') throw new Refusal('print_job_wrong_state', 409);
    Object.assign(job, { state: body.on_paper ? 'confirmed' : 'failed_safe', resolved_by: 'aigerim' });
    const truck = point.trucks.find((t) => t.application_no === job.application_no);
    if (body.on_paper && job.document === 'supplement') truck.blank_state = 'printed';
    return { body: job };
  }),
  post('/print-jobs/(\\d+)/again', ({ point, args }) => {
    const job = find(point, args[0]);
    if (job.state === 'confirmed') return { status: 202, body: queue(point, { ...job, id: point.jobs.length + 1, attempt: job.attempt + 1, state: 'sending', grade: undefined }) };
    Object.assign(job, { state: 'sending', cause: undefined });
    setTimeout(() => finishPrint(point, job, {}), point.flags.printDelay);
    return { status: 202, body: job };
  }),
  post('/print-jobs/(\\d+)/cancellation', ({ point, args }) => ({ body: Object.assign(find(point, args[0]), { state: 'failed_safe', cause: 'cancelled' }) })),
  get('/print-jobs/(\\d+)/page', ({ point, args }) => ({ body: sheet(find(point, args[0])), headers: { 'Content-Type': 'image/svg+xml' } })),
  post('/print-scans', ({ point, body }) => scan(point, body.text)),
  post('/documents', ({ point, body }) => ({ status: 202, body: queue(point, { document: body.type, subject: body.booking_no ?? body.blank ?? body.batch ?? iso(point.now()) }) })),
  get('/blanks/([^/]+)', ({ point, args }) => blank(point, args[0])),
  post('/blanks/([^/]+)/return', ({ point, args, body }) => blank(point, args[0], { ...body, state: 'returned' })),
  post('/blanks/([^/]+)/spoil', ({ point, args, body }) => blank(point, args[0], { ...body, state: 'spoiled' })),
  post('/blanks/([^/]+)/loss', ({ point, args, body }) => blank(point, args[0], { ...body, state: 'lost' })),
  post('/blanks/([^/]+)/annulment', ({ point, args, body }) => blank(point, args[0], { ...body, state: 'annulled' })),
  get('/stock', ({ point }) => ({ body: point.stock() })),
  post('/stock/receipts', ({ point, body }) => {
    const delivery = point.deliveries.find((d) => d.batch === body.batch);
    if (!delivery) throw new Refusal('batch_not_found', 404);
    if (delivery.received) throw new Refusal('batch_overlaps', 409);
    Object.assign(delivery, { received: true, received_at: iso(point.now()), received_by: 'aigerim', first: body.first, count: body.count });
    point.received += body.count;
    return { status: 201, body: point.stock() };
  }),
  post('/visits/([^/]+)/decision', ({ point, args, body }) => {
    const visit = point.visits.find((v) => v.visit_id === args[0]);
    if (!visit) throw new Refusal('visit_not_found', 404);
    if (visit.decided) throw new Refusal('visit_already_decided', 409);
    Object.assign(visit, { decided: true, plate: body.plate, decided_by: 'aigerim', officer_reason: body.reason });
    return { body: visit };
  }),
  post('/visits', ({ point, body }) => ({ status: 201, body: { ...enteredByHand(point), ...body } })),
  get('/visits', ({ point }) => listed({ visits: point.visits.filter((v) => !v.decided && v.live), waiting: point.visits.filter((v) => !v.decided && v.live).length })),
  get('/incidents', ({ point, query }) => listed({ incidents: point.incidents.filter((i) => i.open || query.get('state') === 'all'), open: point.incidents.filter((i) => i.open).length })),
  get('/print-jobs', ({ point }) => listed({ print_jobs: point.jobs })),
  get('/applications/([^/]+)/history', ({ point, args }) => listed({ history: [...application(point, args[0]).history].reverse() })),
  get('/blanks/([^/]+)/history', ({ point, args }) => listed({ history: [...blank(point, args[0]).body.history].reverse() })),
  post('/road/closing', ({ point, body }) => {
    if (point.blocked.some(({ kind }) => kind === body.kind)) throw new Refusal('version_conflict', 409);
    point.blocked.push({ kind: body.kind, since: iso(point.now()) });
    return { body: point.road() };
  }),
  post('/road/opening', ({ point, body }) => {
    if (!point.blocked.some(({ kind }) => kind === body.kind)) throw new Refusal('version_conflict', 409);
    point.blocked = point.blocked.filter(({ kind }) => kind !== body.kind);
    return { body: point.road() };
  }),
  post('/bookings/([^/]+)/withdrawal', ({ point, args, body }) => {
    if (!body.reason) throw new Refusal('reason_missing', 400);
    return { body: point.row(Object.assign(point.find(args[0]), { booking_state: 'withdrawn' })) };
  }),
  get('/confusions', ({ point }) => ({ body: { cameras: point.confusions } })),
  post('/confusions/([^/]+)/reset', ({ point, args }) => {
    for (const one of point.confusions) if (one.camera === args[0]) one.counts = [];
    return { body: { cameras: point.confusions } };
  }),
  get('/pictures/([0-9a-f]{64})', ({ point, args }) => {
    if (!point.pictures.has(args[0])) throw new Refusal('picture_not_found', 404);
    const body = point.pictures.get(args[0]) ?? picture('?');
    return { body, headers: { 'Content-Type': typeof body === 'string' ? 'image/svg+xml' : 'image/jpeg', 'Cache-Control': 'private, max-age=31536000, immutable' } };
  }),
  post('/incidents/([^/]+)/closing', ({ point, args, body }) => {
    const incident = point.incidents.find((i) => i.incident_no === args[0]);
    if (!incident) throw new Refusal('incident_not_found', 404);
    return { body: Object.assign(incident, { open: false, note: body.reason }) };
  }),
  post('/second-requests', ({ point, body }) => {
    /** @type {SecondRequest} */
    const one = { id: point.seconds.length + 1, ...body, asked_by: 'aigerim', asked_by_name: session().name, asked_at: iso(point.now()), expires_at: iso(point.now() + 10 * MIN), state: 'waiting' };
    point.seconds.push(one);
    return { status: 201, body: one };
  }),
  ...[['confirmation', 'confirmed'], ['refusal', 'refused'], ['withdrawal', 'withdrawn']].map(([verb, state]) => post(`/second-requests/(\\d+)/${verb}`, ({ point, args, body }) => {
    const one = point.seconds.find((s) => s.id === Number(args[0]));
    if (one?.state !== 'waiting') throw new Refusal('version_conflict', 409);
    return { body: Object.assign(one, { state, answered_by: 'aigerim', ...(body?.reason ? { answer: body.reason } : {}) }) };
  })),
  get('/statistics', ({ point }) => ({ body: statistics(point) })),
  get('/cameras', ({ point }) => ({ body: point.cameras() })),
  get('/export/permits.csv', () => ({ body: '\ufeffno;plate\r\n', headers: { 'Content-Type': 'text/csv' } })),
];
