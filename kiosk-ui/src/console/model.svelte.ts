// What the console knows: who is logged in, the pushed view, the truck under the officer's hands.
import { Action } from '../lib/action.svelte';
import {
  type Application,
  type GroundOfCall,
  type Console,
  type DocumentRequest,
  type HistoryRow,
  type Incident,
  type PrintJob,
  type ProblemError,
  type SecondVerb,
  type Session,
  type Visit,
  ask,
  asProblem,
  http,
  key,
} from '../lib/api';
import { ServerClock } from '../lib/clock.svelte';
import { Loader } from '../lib/loader.svelte';
import { type Page, Pages } from '../lib/pages.svelte';
import { PushClient, type PushStatus } from '../lib/push';
import type { RoadKind } from '../lib/road';
import { CONSOLE_LANGS, type ConsoleLang, type Say, sayIn, wordIn } from './texts';

export type View = 'desk' | 'reads' | 'prints' | 'stock' | 'incidents' | 'cameras' | 'statistics';

const LANG_KEPT = 'otkel.console.lang';
const LANE_KEPT = 'otkel.console.lane';

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage may be switched off; nothing depends on it
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // the choice holds until the page is closed
  }
}

export class ConsoleModel {
  lang = $state<ConsoleLang>(CONSOLE_LANGS.find((l) => l === kept(LANG_KEPT)) ?? 'kk');
  lane = $state(kept(LANE_KEPT) ?? '1');
  view = $state<View>('desk');
  /** undefined: not asked yet. */
  session = $state.raw<Session | null | undefined>(undefined);
  starting = $state.raw<ProblemError | null>(null);
  data = $state.raw<Console | null>(null);
  status = $state.raw<PushStatus>({ up: true, since: Date.now() });
  chosen = $state<string | null>(null);
  /** The print job that is looked at. */
  chosenJob = $state<number | null>(null);
  /** What was just put into the queue, and what a scanned QR has just proven. */
  queued = $state.raw<PrintJob | null>(null);
  scanned = $state.raw<PrintJob | null>(null);
  /** Why the last answer to another officer's request was refused. */
  answering = $state.raw<ProblemError | null>(null);
  /** Number that the blank card opens with when another panel leads there. */
  blankWanted = $state('');

  readonly clock = new ServerClock();
  readonly application = new Loader<Application>();
  /** What the pushed view has no room for; each begins where the view's own list does. */
  readonly olderVisits = new Pages<Visit>(
    async (after) => {
      // The first page is what is pushed; only the way on is wanted of it.
      const from = after ?? (await ask(http.GET('/api/v1/visits', { params: { query: { limit: 1 } } }))).next;
      if (from === undefined) return { rows: [] };
      const page = await ask(http.GET('/api/v1/visits', { params: { query: { after: from } } }));
      return { rows: page.visits, next: page.next };
    },
    (visit) => visit.visit_id,
  );
  readonly olderIncidents = new Pages<Incident>(
    async (after) => {
      const page = await ask(http.GET('/api/v1/incidents', { params: { query: after === undefined ? {} : { after } } }));
      return { rows: page.incidents, next: page.next };
    },
    (incident) => incident.incident_no,
  );
  readonly olderJobs = new Pages<PrintJob>(
    async (after) => {
      const page = await ask(http.GET('/api/v1/print-jobs', { params: { query: after === undefined ? {} : { after } } }));
      return { rows: page.print_jobs, next: page.next };
    },
    (job) => job.id,
  );
  readonly entering = new Action();
  readonly acting = new Action();
  #push: PushClient<Console> | null = null;
  #heard = '';

  get say(): Say {
    return sayIn(this.lang);
  }

  get offset(): number {
    return this.data?.site.utc_offset_minutes ?? 300;
  }

  get heard(): string {
    return this.#heard;
  }

  word(prefix: string, value: string | undefined): string {
    return wordIn(this.lang, prefix, value);
  }

  setLang(lang: ConsoleLang): void {
    this.lang = lang;
    keep(LANG_KEPT, lang);
  }

  setLane(lane: string): void {
    this.lane = lane;
    keep(LANE_KEPT, lane);
  }

  async start(): Promise<void> {
    this.starting = null;
    try {
      this.session = await ask(http.GET('/api/v1/session'));
      this.#listen();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'unauthenticated') this.session = null;
      else this.starting = problem;
    }
  }

  stop(): void {
    this.#push?.close();
    this.#push = null;
    this.clock.stop();
  }

  async logIn(login: string, password: string): Promise<void> {
    const session = await this.entering.run({ login, password }, () =>
      ask(http.POST('/api/v1/session', { body: { login, password } })),
    );
    if (!session) return;
    this.session = session;
    this.#listen();
  }

  async logOut(): Promise<void> {
    this.leave();
    try {
      await ask(http.DELETE('/api/v1/session'));
    } catch {
      // the session ends by itself; the screen is already empty
    }
  }

  /** Nothing of one officer stays for the next. */
  leave(): void {
    this.#push?.close();
    this.#push = null;
    this.session = null;
    this.data = null;
    this.chosen = null;
    this.chosenJob = null;
    this.queued = this.scanned = null;
    this.answering = null;
    this.view = 'desk';
    this.application.clear();
    for (const pages of [this.olderVisits, this.olderIncidents, this.olderJobs]) pages.clear();
    this.acting.abandon();
    this.entering.abandon();
  }

  take(data: Console): void {
    this.data = data;
    this.#heard = data.now;
    this.clock.set(data.now);
    if (this.chosen) void this.readApplication();
  }

  choose(applicationNo: string): void {
    if (applicationNo !== this.chosen) this.application.clear();
    this.chosen = applicationNo;
    this.acting.clear();
    void this.readApplication();
  }

  async readApplication(): Promise<void> {
    const no = this.chosen;
    if (!no) return;
    await this.application.load(() =>
      ask(http.GET('/api/v1/applications/{no}', { params: { path: { no } } })),
    );
    this.noticeEnd(this.application.problem);
  }

  async historyOf(no: string, after: string): Promise<Page<HistoryRow>> {
    const page = await ask(http.GET('/api/v1/applications/{no}/history', { params: { path: { no }, query: { after } } }));
    return { rows: page.history, next: page.next };
  }

  async historyOfBlank(number: string, after: string): Promise<Page<HistoryRow>> {
    const page = await ask(http.GET('/api/v1/blanks/{number}/history', { params: { path: { number }, query: { after } } }));
    return { rows: page.history, next: page.next };
  }

  /** Runs a change; true where it was done. A session that has ended leads back to the login. */
  async act(intent: unknown, send: (id: string) => Promise<unknown>): Promise<boolean> {
    const done = await this.acting.run(intent, async (id) => {
      await send(id);
      return true;
    });
    this.noticeEnd(this.acting.problem);
    if (done && this.chosen) void this.readApplication();
    return done === true;
  }

  noticeEnd(problem: ProblemError | null): void {
    if (problem?.code === 'unauthenticated') this.leave();
  }

  /** Always of a truck that is on the screen, so that two officers never call two by one look. `why`: out of turn. */
  call(bookingNo: string, why?: GroundOfCall): Promise<boolean> {
    const body = { lane: this.lane, booking_no: bookingNo, ...why };
    return this.act({ call: body }, (id) =>
      ask(http.POST('/api/v1/queue/call', { params: { header: key(id) }, body })),
    );
  }

  callAgain(bookingNo: string): Promise<boolean> {
    const body = { lane: this.lane };
    return this.act({ callAgain: bookingNo, ...body }, (id) =>
      ask(http.POST('/api/v1/bookings/{no}/call', { params: { path: { no: bookingNo }, header: key(id) }, body })),
    );
  }

  putBack(bookingNo: string, reason: string): Promise<boolean> {
    return this.act({ putBack: bookingNo, reason }, (id) => {
      const params = { path: { no: bookingNo }, header: key(id) };
      return ask(http.POST('/api/v1/bookings/{no}/put-back', { params, body: { reason } }));
    });
  }

  park(bookingNo: string): Promise<boolean> {
    return this.act({ park: bookingNo }, (id) =>
      ask(http.POST('/api/v1/bookings/{no}/parking', { params: { path: { no: bookingNo }, header: key(id) } })),
    );
  }

  bringBack(bookingNo: string): Promise<boolean> {
    return this.act({ bringBack: bookingNo }, (id) =>
      ask(http.POST('/api/v1/bookings/{no}/return', { params: { path: { no: bookingNo }, header: key(id) } })),
    );
  }

  withdraw(bookingNo: string, reason: string): Promise<boolean> {
    return this.act({ withdraw: bookingNo, reason }, (id) => {
      const params = { path: { no: bookingNo }, header: key(id) };
      return ask(http.POST('/api/v1/bookings/{no}/withdrawal', { params, body: { reason } }));
    });
  }

  sayRoad(act: 'closing' | 'opening', kind: RoadKind, reason: string): Promise<boolean> {
    return this.act({ sayRoad: act, kind, reason }, (id) => ask(http.POST(`/api/v1/road/${act}`, { params: { header: key(id) }, body: { kind, reason } })));
  }

  /** `onWhatIsLeft`: the officer knows that the roll is nearly used up. */
  issue(no: string, onWhatIsLeft = false): Promise<boolean> {
    return this.act({ issue: no, onWhatIsLeft }, async (id) => {
      const params = { path: { no }, header: key(id) };
      const body = { paper_near_end_accepted: onWhatIsLeft };
      this.application.put(await ask(http.POST('/api/v1/applications/{no}/permit', { params, body })));
    });
  }

  reprint(no: string, given: { reason: string; second_login?: string; second_password?: string }): Promise<boolean> {
    return this.act({ reprint: no, ...given }, async (id) => {
      const params = { path: { no }, header: key(id) };
      const sent = http.POST('/api/v1/applications/{no}/permit/reprint', { params, body: given });
      this.application.put(await ask(sent));
    });
  }

  handOver(no: string): Promise<boolean> {
    return this.act({ handover: no }, async (id) => {
      const params = { path: { no }, header: key(id) };
      this.application.put(await ask(http.POST('/api/v1/applications/{no}/permit/handover', { params })));
    });
  }

  /** The officer looked at the vehicle: it is the one on the card, whatever the camera says. */
  setMakeAside(no: string, reason: string): Promise<boolean> {
    return this.act({ make: no, reason }, async (id) => {
      const params = { path: { no }, header: key(id) };
      this.application.put(await ask(http.POST('/api/v1/applications/{no}/make/set-aside', { params, body: { reason } })));
    });
  }

  /** The act waits on the other consoles until somebody stands for it as well. */
  askSecond(verb: SecondVerb, subject: string, reason: string): Promise<boolean> {
    const body = { verb, subject, reason };
    return this.act({ second: body }, (id) =>
      ask(http.POST('/api/v1/second-requests', { params: { header: key(id) }, body })),
    );
  }

  confirmSecond(request: number): Promise<boolean> {
    return this.#answer({ confirmSecond: request }, (id) => {
      const params = { path: { id: request }, header: key(id) };
      return ask(http.POST('/api/v1/second-requests/{id}/confirmation', { params }));
    });
  }

  refuseSecond(request: number, reason: string): Promise<boolean> {
    return this.#answer({ refuseSecond: request, reason }, (id) => {
      const params = { path: { id: request }, header: key(id) };
      return ask(http.POST('/api/v1/second-requests/{id}/refusal', { params, body: { reason } }));
    });
  }

  withdrawSecond(request: number): Promise<boolean> {
    return this.#answer({ withdrawSecond: request }, (id) => {
      const params = { path: { id: request }, header: key(id) };
      return ask(http.POST('/api/v1/second-requests/{id}/withdrawal', { params }));
    });
  }

  /** What was refused stands beside the requests, not in the panel that happens to be open. */
  async #answer(intent: unknown, send: (id: string) => Promise<unknown>): Promise<boolean> {
    this.answering = null;
    const done = await this.act(intent, send);
    this.answering = this.acting.problem;
    this.acting.clear();
    return done;
  }

  resolve(jobId: number, on_paper: boolean): Promise<boolean> {
    return this.act({ jobId, on_paper }, (id) => {
      const params = { path: { id: jobId }, header: key(id) };
      return ask(http.POST('/api/v1/print-jobs/{id}/resolution', { params, body: { on_paper } }));
    });
  }

  printAgain(jobId: number, reason: string): Promise<boolean> {
    return this.act({ again: jobId, reason }, async (id) => {
      const params = { path: { id: jobId }, header: key(id) };
      this.#show(await ask(http.POST('/api/v1/print-jobs/{id}/again', { params, body: { reason } })));
    });
  }

  cancelPrint(jobId: number): Promise<boolean> {
    return this.act({ cancelPrint: jobId }, (id) => {
      const params = { path: { id: jobId }, header: key(id) };
      return ask(http.POST('/api/v1/print-jobs/{id}/cancellation', { params }));
    });
  }

  /** The text of a scanned QR: proves that its sheet is on paper. */
  scan(text: string): Promise<boolean> {
    this.scanned = null;
    return this.act({ scan: text }, async (id) => {
      this.scanned = await ask(http.POST('/api/v1/print-scans', { params: { header: key(id) }, body: { text } }));
      this.chosenJob = this.scanned.id;
    });
  }

  printDocument(body: DocumentRequest): Promise<boolean> {
    return this.act({ document: body }, async (id) => {
      this.#show(await ask(http.POST('/api/v1/documents', { params: { header: key(id) }, body })));
    });
  }

  openJob(job: PrintJob): void {
    this.chosenJob = job.id;
    this.view = 'prints';
  }

  openApplication(no: string): void {
    this.choose(no);
    this.view = 'desk';
  }

  #show(job: PrintJob): void {
    this.queued = job;
    this.chosenJob = job.id;
  }

  #listen(): void {
    this.#push?.close();
    const read = () => ask(http.GET('/api/v1/console'));
    this.#push = new PushClient<Console>({
      path: '/api/v1/console/push',
      onData: (data) => this.take(data),
      onStatus: (status) => {
        this.status = status;
        if (!status.up) void this.#stillIn();
      },
      probe: read,
    });
  }

  /** The socket also ends when the session does; ask which of the two it was. */
  async #stillIn(): Promise<void> {
    try {
      await ask(http.GET('/api/v1/session'));
    } catch (error) {
      this.noticeEnd(asProblem(error));
    }
  }
}
