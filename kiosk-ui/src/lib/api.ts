// The HTTP client: typed by the contract, one Idempotency-Key per user action, problems as codes.
import createClient from 'openapi-fetch';
import type { components, paths } from '../api/schema';

export type Schemas = components['schemas'];
export type Site = Schemas['Site'];
export type Road = Schemas['Road'];
export type Blocked = Schemas['Blocked'];
export type BlockedKind = Schemas['BlockedKind'];
export type KioskCard = Schemas['KioskCard'];
export type Slot = Schemas['Slot'];
export type Board = Schemas['Board'];
export type Session = Schemas['Session'];
export type Console = Schemas['Console'];
export type QueueRow = Schemas['QueueRow'];
export type Visit = Schemas['Visit'];
export type Candidate = Schemas['Candidate'];
export type EvidenceGrade = Schemas['EvidenceGrade'];
export type Confusions = Schemas['Confusions'];
export type PrintJob = Schemas['PrintJob'];
export type DocumentRequest = Schemas['DocumentRequest'];
export type KioskTicket = Schemas['KioskTicket'];
export type Incident = Schemas['Incident'];
export type CallGround = Schemas['CallGround'];
export type GrantUse = Schemas['GrantUse'];
/** Why a truck is called out of turn, with the document that proves it. */
export interface GroundOfCall {
  ground: CallGround;
  ground_words: string;
  document_no: string;
  document_date: string;
}
export type SecondVerb = Schemas['SecondVerb'];
export type SecondRequest = Schemas['SecondRequest'];
export type Application = Schemas['Application'];
export type Blank = Schemas['Blank'];
export type Stock = Schemas['Stock'];
export type ExternalPermit = Schemas['ExternalPermit'];
export type Statistics = Schemas['Statistics'];
export type Cameras = Schemas['Cameras'];
export type Camera = Schemas['Camera'];
export type RefusedRequests = Schemas['RefusedRequests'];
export type ReadDoubt = NonNullable<Visit['doubt']>;
export type LinkState = Schemas['LinkState'];
export type HistoryRow = Schemas['HistoryRow'];

/** The daemon itself did not answer; every other code is a word of core/value/result.hpp. */
export const UNREACHABLE = 'unreachable';

/** What the daemon refused, or that it did not answer. `code` is translated; `detail` is not. */
export class ProblemError extends Error {
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly detail = '',
  ) {
    super(code);
    this.name = 'ProblemError';
  }
}

export function asProblem(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError(UNREACHABLE, 0, String(error));
}

export const REQUEST_TIMEOUT_MS = 8_000;

/** A request that neither answers nor fails is cut, so no screen can spin for ever. */
async function fetchInTime(request: Request): Promise<Response> {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), REQUEST_TIMEOUT_MS);
  try {
    return await globalThis.fetch(new Request(request, { signal: cut.signal }));
  } finally {
    clearTimeout(timer);
  }
}

export const http = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
  fetch: fetchInTime,
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Unwraps an answer. Throws ProblemError, and nothing else. */
export async function ask<T>(sent: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await sent;
  } catch (error) {
    throw new ProblemError(UNREACHABLE, 0, String(error));
  }
  if (answer.response.ok) return answer.data as T;
  const body = (answer.error ?? {}) as { code?: unknown; detail?: unknown };
  const code = typeof body.code === 'string' ? body.code : 'internal';
  const detail = typeof body.detail === 'string' ? body.detail : '';
  throw new ProblemError(code, answer.response.status, detail);
}

export function newKey(): string {
  return crypto.randomUUID();
}

export const key = (idempotencyKey: string) => ({ 'Idempotency-Key': idempotencyKey });
