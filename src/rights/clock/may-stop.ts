import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { periodInForce, type RequestClock } from './request-clock.js';
import { hasEnded } from './response-period.js';
import { stopsAsOf, type Stop } from './stop.js';
import { workingDaysAfter } from './working-day.js';

/** Through which working day after the receipt doubt about identity is prompt (counsel). */
export const PROMPT_WORKING_DAYS = 10;

/** A stop that somebody wants to begin. */
export type WantedStop = Pick<Stop, 'kind' | 'stoppedOn'>;

/**
 * Whether the clock of `request` may be stopped, as known on `today`.
 * @throws DomainError `stop-in-future`, `stop-before-receipt`; `stop-too-late` once the last day has ended; `stop-not-prompt`
 *   for doubt about identity after the last day on which it is prompt, which is in the details
 */
export function checkMayStop(
  wanted: WantedStop,
  request: RequestClock,
  today: Day,
  promptWorkingDays = PROMPT_WORKING_DAYS,
): void {
  const { kind, stoppedOn } = wanted;
  if (stoppedOn > today) throw stopInFuture();
  if (stoppedOn < request.receivedOn) throw beforeReceipt();
  if (hasEnded(periodInForce({ ...request, stops: stopsAsOf(request.stops, stoppedOn) }), stoppedOn)) throw tooLate();
  const promptThrough = workingDaysAfter(request.receivedOn, promptWorkingDays);
  if (kind === 'identity' && stoppedOn > promptThrough) throw notPrompt(promptThrough);
}

/**
 * Whether `stop` may end on `resumedOn`, as known on `today`.
 * @throws DomainError `stop-over` where it has ended already, `stop-in-future`, `stop-ends-before-it-begins`
 */
export function checkMayResume(stop: Stop, resumedOn: Day, today: Day): void {
  if (stop.resumedOn !== null) throw new DomainError('conflict', 'stop-over', 'This stop has ended already.');
  if (resumedOn > today) throw stopInFuture();
  if (resumedOn >= stop.stoppedOn) return;
  throw new DomainError('unprocessable', 'stop-ends-before-it-begins', 'A stop does not end before it begins.');
}

/** A stop, or its end, that is said of a moment to come. */
export function stopInFuture(): DomainError {
  return new DomainError('unprocessable', 'stop-in-future', 'The clock stops and goes on today or on a day that was.');
}

function beforeReceipt(): DomainError {
  const sentence = 'The clock cannot be stopped before the request was received.';
  return new DomainError('unprocessable', 'stop-before-receipt', sentence);
}

function tooLate(): DomainError {
  return new DomainError('conflict', 'stop-too-late', 'The last day has ended: there is nothing left to stop.');
}

function notPrompt(promptThrough: Day): DomainError {
  const sentence = 'Doubt about identity stops the clock only when it is raised promptly.';
  return new DomainError('unprocessable', 'stop-not-prompt', sentence, { promptThrough });
}
