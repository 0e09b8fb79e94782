/** What people may be told of. */
export const NOTICE_KINDS = [
  'source-silent',
  'audio-missing',
  'sequence-gap',
  'audio-silent',
  'audio-unannounced',
  'log-damaged',
  'purge-brake',
  'rights-request-target',
  'rights-request-due',
  'rights-request-last-day',
  'rights-request-late',
  'rights-mailbox-untested',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Everything that a message may say: codes, the technical name of a source, the number of a case, days and a time. Nothing of anybody. */
export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly state: 'raised' | 'cleared';
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly source?: string;
  readonly reason?: string;
  /** The number of a case, such as `RR-2026-0001`. */
  readonly reference?: string;
  /** How many days are left, or how many it is late. */
  readonly days?: number;
}

/** How sources and codes are written; whatever is not so does not go into a message. */
const TECHNICAL = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** How cases are numbered. */
const CASE_NUMBER = /^[A-Z]{2}-\d{4}-\d{4,}$/;

/**
 * `facts` as they may leave the house.
 * @throws RangeError for what is no technical name, and no number of a case: a defect of the caller
 */
export function checkedFacts(facts: NoticeFacts): NoticeFacts {
  for (const name of [facts.source, facts.reason]) {
    if (name !== undefined && !TECHNICAL.test(name)) throw new RangeError('A message holds technical names alone.');
  }
  if (facts.reference !== undefined && !CASE_NUMBER.test(facts.reference))
    throw new RangeError('A message names a case by its number alone.');
  const { kind, state, at, source, reason, reference, days } = facts;
  return { kind, state, at, ...given({ source, reason, reference, days }) };
}

/** What is not undefined, which a column of JSON would not keep either. */
function given(facts: Readonly<Record<string, string | number | undefined>>): Partial<NoticeFacts> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
