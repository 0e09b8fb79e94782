/** What people may be told of. */
export const NOTICE_KINDS = [
  'source-silent',
  'audio-missing',
  'sequence-gap',
  'audio-silent',
  'audio-unannounced',
  'log-damaged',
  'purge-brake',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Everything that a message may say: codes, the technical name of a source and a time. Nothing of anybody. */
export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly state: 'raised' | 'cleared';
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly source?: string;
  readonly reason?: string;
}

/** How sources and codes are written; whatever is not so does not go into a message. */
const TECHNICAL = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/**
 * `facts` as they may leave the house.
 * @throws RangeError for what is no technical name: a defect of the caller
 */
export function checkedFacts(facts: NoticeFacts): NoticeFacts {
  for (const name of [facts.source, facts.reason]) {
    if (name !== undefined && !TECHNICAL.test(name)) throw new RangeError('A message holds technical names alone.');
  }
  const { kind, state, at, source, reason } = facts;
  return { kind, state, at, ...(source === undefined ? {} : { source }), ...(reason === undefined ? {} : { reason }) };
}
