// The push client: whole views over a WebSocket, numbered; a gap or a silence means connect anew.

export interface PushStatus {
  up: boolean;
  /** Since when it is as it is, ms of Date.now(). */
  since: number;
}

export interface PushOptions<T> {
  path: string;
  onData: (data: T) => void;
  onStatus: (status: PushStatus) => void;
  /** Reads the view over HTTP; asked when the socket has been silent, proves the link alive. */
  probe?: () => Promise<T>;
  random?: () => number;
}

interface Message {
  seq?: unknown;
  type?: unknown;
  data?: unknown;
}

export const BACKOFF_FIRST_MS = 500;
export const BACKOFF_LAST_MS = 10_000;
/** A drop shorter than this is not shown; longer than 2 s would be a lie. */
export const SHOW_LOSS_AFTER_MS = 1_500;
export const SILENCE_MS = 12_000;

export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(BACKOFF_LAST_MS, BACKOFF_FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random() * 0.5));
}

export class PushClient<T> {
  #options: PushOptions<T>;
  #socket: WebSocket | null = null;
  #seq = 0;
  #attempt = 0;
  #status: PushStatus;
  #closed = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #loss: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #online = () => this.#hurry();

  constructor(options: PushOptions<T>) {
    this.#options = options;
    this.#status = { up: false, since: Date.now() };
    globalThis.addEventListener?.('online', this.#online);
    this.#lostSince(Date.now());
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    globalThis.removeEventListener?.('online', this.#online);
    clearTimeout(this.#retry);
    clearTimeout(this.#loss);
    clearTimeout(this.#silence);
    this.#drop();
  }

  #connect(): void {
    if (this.#closed) return;
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}${this.#options.path}`);
    this.#socket = socket;
    this.#seq = 0;
    socket.onmessage = (event: MessageEvent) => {
      if (socket === this.#socket) this.#take(String(event.data));
    };
    socket.onclose = socket.onerror = () => {
      if (socket === this.#socket) this.#lost();
    };
    this.#watch();
  }

  #take(text: string): void {
    let message: Message;
    try {
      message = JSON.parse(text) as Message;
    } catch {
      this.#lost();
      return;
    }
    const seq = typeof message.seq === 'number' ? message.seq : 0;
    if (message.type !== 'snapshot' && (this.#seq === 0 || seq !== this.#seq + 1)) {
      this.#lost(); // something is missing between; the next snapshot brings all of it
      return;
    }
    this.#seq = seq;
    this.#attempt = 0;
    this.#alive();
    this.#options.onData(message.data as T);
  }

  #alive(): void {
    clearTimeout(this.#loss);
    this.#loss = undefined;
    this.#watch();
    if (!this.#status.up) this.#report({ up: true, since: Date.now() });
  }

  /** Half-open connections never close by themselves: silence is probed. */
  #watch(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => void this.#ask(), SILENCE_MS);
  }

  async #ask(): Promise<void> {
    const socket = this.#socket;
    const open = socket !== null && this.#seq > 0;
    if (!open || !this.#options.probe) {
      this.#lost();
      return;
    }
    try {
      const data = await this.#options.probe();
      if (socket !== this.#socket || this.#closed) return;
      this.#alive();
      this.#options.onData(data);
    } catch {
      if (socket === this.#socket) this.#lost();
    }
  }

  #lost(): void {
    this.#drop();
    clearTimeout(this.#silence);
    if (this.#closed) return;
    this.#lostSince(Date.now());
    clearTimeout(this.#retry);
    const wait = backoff(this.#attempt++, this.#options.random ?? Math.random);
    this.#retry = setTimeout(() => this.#connect(), wait);
  }

  #lostSince(since: number): void {
    if (this.#loss !== undefined) return;
    this.#loss = setTimeout(() => this.#report({ up: false, since }), SHOW_LOSS_AFTER_MS);
  }

  #hurry(): void {
    if (this.#socket !== null || this.#closed) return;
    clearTimeout(this.#retry);
    this.#attempt = 0;
    this.#connect();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close();
  }

  #report(status: PushStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}
