import { isDay, type Day } from '../../kernel/calendar.js';

/** An event as its leaf tells it, to be acted upon once more. */
export interface LoggedEvent {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly outcome: string;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly object?: { readonly kind: string; readonly id: string };
  readonly recordingId?: string;
  readonly concernsStaffId?: string;
  readonly grantId?: string;
  readonly purpose?: string;
  readonly reference?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly commitments?: Readonly<Record<string, string>>;
}

/** Reads a leaf that has been verified. */
export function loggedEvent(leaf: Buffer): LoggedEvent {
  const { at, ...event } = JSON.parse(leaf.toString('utf8')) as Omit<LoggedEvent, 'at'> & { at: string }; // written by leafOf() alone
  return { ...event, at: new Date(at) };
}

/**
 * The id of what was acted upon.
 * @throws Error where the event names nothing: what it tells of cannot be brought about, and nobody may pass over that
 */
export function objectId({ id, object }: LoggedEvent): string {
  if (!object) throw new Error(`the event ${id} names nothing that it is about`);
  return object.id;
}

/** A fact that is a text; undefined for anything else. */
export function textFact({ facts }: LoggedEvent, name: string): string | undefined {
  const fact = facts?.[name];
  return typeof fact === 'string' ? fact : undefined;
}

/** A fact that is a day; null for anything else. */
export function dayFact(event: LoggedEvent, name: string): Day | null {
  const text = textFact(event, name);
  return text !== undefined && isDay(text) ? text : null;
}
