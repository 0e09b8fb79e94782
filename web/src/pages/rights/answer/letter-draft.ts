import type { CaseEffect, Claim, LetterKind, LetterPart, LetterParts, Right, RightsCase } from '../../../api/types.js';

/** The letters that are written in a case of a data subject, in the order of its course. */
const LETTER_KINDS: readonly LetterKind[] = [
  ...(['receipt', 'identity-asked', 'clarification-asked', 'extension-notice', 'answer'] as const),
  ...(['forwarding', 'restriction-lifting', 'recipient-notice', 'retention-final-day'] as const),
];

/** The letters that a case can have: to an authority goes the cover of what is disclosed. */
export function lettersOf({ kind }: Pick<RightsCase, 'kind'>): readonly LetterKind[] {
  return kind === 'authority' ? ['disclosure-cover'] : LETTER_KINDS;
}

/** The letter that a case most likely wants now. */
export function firstLetter({ kind, state, decidedAt, extended }: LookedCase): LetterKind {
  if (kind === 'authority') return 'disclosure-cover';
  if (state === 'identity-pending') return 'identity-asked';
  if (state === 'clarification-pending') return 'clarification-asked';
  if (decidedAt !== null) return 'answer';
  return extended ? 'extension-notice' : 'receipt';
}

type LookedCase = Pick<RightsCase, 'kind' | 'state' | 'decidedAt' | 'extended'>;

/** The day on which the last backup of what was erased has lapsed; empty where nothing was. */
export function finalDayOf(effects: readonly Pick<CaseEffect, 'result'>[]): string {
  return (
    effects
      .flatMap(({ result }) => result?.finalOn ?? [])
      .toSorted()
      .at(-1) ?? ''
  );
}

/** What an officer types for a letter; lines of a text that is a list are its items. */
export const NOTHING_SAID = {
  ...{ name: '', address: '', doubt: '', ways: '', question: '', reason: '' },
  ...{ effect: '', liftedOn: '', finalOn: '', erasedOn: '' },
};
export type LetterDraft = typeof NOTHING_SAID;
type LetterField = keyof LetterDraft;

/** By which field what a letter lacks is said; the rest comes from the case and from settings. */
const FIELD_OF: Readonly<Partial<Record<LetterPart, LetterField>>> = {
  doubt: 'doubt',
  'ways-to-identify': 'ways',
  question: 'question',
  'extension-reason': 'reason',
  'lifting-reason': 'reason',
  effect: 'effect',
  'lifted-on': 'liftedOn',
  'final-day': 'finalOn',
  'erased-on': 'erasedOn',
};

/** Fields whose value is a day. */
export const DAY_FIELDS: readonly LetterField[] = ['liftedOn', 'finalOn', 'erasedOn'];

/** The fields to fill for what is missing, and the parts that no field here can say. An answer tells effects right by right. */
export function fieldsFor(
  kind: LetterKind,
  missing: readonly LetterPart[],
): { readonly fields: LetterField[]; readonly others: LetterPart[] } {
  const asked = missing.filter(part => kind !== 'answer' || part !== 'effect');
  const fields = new Set(asked.flatMap(part => FIELD_OF[part] ?? []));
  const others = asked.filter(part => FIELD_OF[part] === undefined && part !== 'recipient');
  return { fields: [...fields], others };
}

/** The rights of which an answer must say what follows for the person: those that are granted, and where nothing is held. */
export function rightsToExplain(claims: readonly Pick<Claim, 'right' | 'outcome'>[]): Right[] {
  const explained = ['granted', 'partly-granted', 'nothing-held'];
  return claims.filter(({ outcome }) => outcome !== null && explained.includes(outcome)).map(({ right }) => right);
}

/** What is sent: only what was typed. `effects` says for each right what follows for the person. */
export function partsOf(draft: LetterDraft, effects: ReadonlyMap<Right, string>): LetterParts {
  const { name, address, ways, ...texts } = draft;
  const told = [...effects].map(([right, text]) => [right, text.trim()]).filter(([, text]) => text !== '');
  const given = Object.entries(texts)
    .map(([field, text]) => [field, text.trim()])
    .filter(([, text]) => text !== '');
  return {
    ...(name.trim() === '' ? {} : { to: { name: name.trim(), lines: linesOf(address) } }),
    ...(ways.trim() === '' ? {} : { ways: linesOf(ways) }),
    ...(told.length === 0 ? {} : { effects: Object.fromEntries(told) as NonNullable<LetterParts['effects']> }),
    ...(Object.fromEntries(given) as Partial<Omit<LetterDraft, 'name' | 'address' | 'ways'>>), // the very fields that are texts
  };
}

/** The lines of a text that are not empty. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}
