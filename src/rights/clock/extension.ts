import type { Day } from '../../kernel/calendar.js';
import { DomainError, type ErrorKind } from '../../kernel/errors.js';
import { isFirstEndOver, type RequestClock } from './request-clock.js';
import { extendedLastDay, type ResponsePeriod } from './response-period.js';

/** GDPR art. 12(3): the complexity of the requests, or their number. */
export const EXTENSION_REASONS = ['complexity', 'number'] as const;
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];

/** Why a request is not extended. */
export type ExtensionRefusal =
  | 'extension-without-reason'
  | 'extension-before-receipt'
  | 'extended-already'
  | 'extension-too-late'
  | 'extension-notice-not-sent'
  | 'extension-notice-in-future';

/** Whether an extension may be had, and with it the period that the notice names. */
export type ExtensionAnswer =
  | { readonly may: true; readonly extended: ResponsePeriod }
  | { readonly may: false; readonly refusal: ExtensionRefusal };

/** An extension as somebody asks for it: `noticeSentOn` is `null` while the person has not been told. */
export interface WantedExtension {
  readonly reason: string;
  readonly noticeSentOn: Day | null;
}

/**
 * Whether a notice that goes out on `on` would extend the request: once, for one of the two reasons, and through the whole of
 * the first last day (GDPR art. 12(3)). While the clock stands still that day has not come.
 */
export function mayExtend(on: Day, request: RequestClock, reason: string): ExtensionAnswer {
  const refusal = refusalOn(on, request, reason);
  if (refusal !== null) return { may: false, refusal };
  return { may: true, extended: extendedLastDay(request.receivedOn, request.stops) };
}

/**
 * Whether an extension may be recorded on `on`: as {@link mayExtend}, and its notice was sent.
 * @throws DomainError with an {@link ExtensionRefusal} as its code
 */
export function checkExtension(on: Day, request: RequestClock, { reason, noticeSentOn }: WantedExtension): void {
  const refusal = refusalOn(on, request, reason) ?? refusalOfNotice(on, request, noticeSentOn);
  if (refusal !== null) throw new DomainError(KINDS[refusal], refusal, SENTENCES[refusal]);
}

function refusalOn(on: Day, request: RequestClock, reason: string): ExtensionRefusal | null {
  if (!EXTENSION_REASONS.some(known => known === reason)) return 'extension-without-reason';
  if (on < request.receivedOn) return 'extension-before-receipt';
  if (request.extendedOn !== null) return 'extended-already';
  return isFirstEndOver(request, on) ? 'extension-too-late' : null;
}

function refusalOfNotice(on: Day, { receivedOn }: RequestClock, noticeSentOn: Day | null): ExtensionRefusal | null {
  if (noticeSentOn === null) return 'extension-notice-not-sent';
  if (noticeSentOn > on) return 'extension-notice-in-future';
  return noticeSentOn < receivedOn ? 'extension-before-receipt' : null;
}

const KINDS: Readonly<Record<ExtensionRefusal, ErrorKind>> = {
  'extension-without-reason': 'unprocessable',
  'extension-before-receipt': 'unprocessable',
  'extended-already': 'conflict',
  'extension-too-late': 'conflict',
  'extension-notice-not-sent': 'unprocessable',
  'extension-notice-in-future': 'unprocessable',
};

const SENTENCES: Readonly<Record<ExtensionRefusal, string>> = {
  'extension-without-reason': 'An extension has a reason: how complex the requests are, or how many.',
  'extension-before-receipt': 'Nothing is extended before the request was received.',
  'extended-already': 'A request is extended once.',
  'extension-too-late': 'The first last day has ended: an extension can no longer be had.',
  'extension-notice-not-sent': 'An extension counts only when the person has been told of it.',
  'extension-notice-in-future': 'The notice of an extension was sent today or on a day that was.',
};
