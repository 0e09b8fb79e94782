import type { UsesOfRecording } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { CallInQuestion, PartyInCall } from '../../recordings/index.js';
import type { PersonKind, Risk } from './incident-listing.entity.js';

/** What was done with a recording; nothing where a scope asks for all that are kept. */
type Uses = Pick<UsesOfRecording, 'playbacks' | 'reveals' | 'exports'>;

/** A recording in a scope: its call, what was done with it, and whom that showed. */
export interface TouchedCall extends CallInQuestion, Uses {
  /** Whose fields alone were shown, the call not being heard; null stands for the caller. `all`: everybody in it was touched. */
  readonly touched: 'all' | readonly (string | null)[];
}

/** One data subject, by ids alone. */
export interface AffectedSubject extends Uses {
  readonly kind: PersonKind;
  readonly category: PartyInCall['category'];
  readonly staffId: string | null;
  readonly risks: readonly Risk[];
  readonly partyIds: readonly string[];
  readonly recordingIds: readonly string[];
}

/** A call that was heard, or whose copy left, touches everybody in it; shown fields touch whose they are; a shown note may name anybody. */
export function touchedBy(call: CallInQuestion, uses: UsesOfRecording): TouchedCall {
  const { playbacks, reveals, exports, noteRevealed, revealedPartyIds } = uses;
  const all = playbacks > 0 || exports > 0 || noteRevealed;
  return { ...call, playbacks, reveals, exports, touched: all ? 'all' : revealedPartyIds };
}

/** Who was affected: those of `people` that the calls touched, and the agents that were heard in them. */
export function affectedPeople(
  calls: readonly TouchedCall[],
  people: readonly (readonly PartyInCall[])[],
): AffectedSubject[] {
  const byContact = Map.groupBy(calls, ({ contactId }) => contactId);
  const outside = people.flatMap(parties => {
    const touched = parties.filter(party => (byContact.get(party.contactId) ?? []).some(touches(party)));
    return touched.length === 0 ? [] : [outsider(touched, byContact)];
  });
  return [...outside, ...agents(calls)];
}

function touches({ id, kind }: PartyInCall) {
  return ({ touched }: TouchedCall): boolean =>
    touched === 'all' || touched.some(one => one === id || (one === null && kind === 'caller'));
}

function outsider(
  parties: readonly PartyInCall[],
  byContact: ReadonlyMap<string, readonly TouchedCall[]>,
): AffectedSubject {
  const calls = parties.flatMap(party => (byContact.get(party.contactId) ?? []).filter(touches(party)));
  const spokenOf = parties.every(({ kind }) => kind === 'patient');
  const category = parties.find(one => one.category !== 'unknown')?.category ?? 'unknown';
  return {
    ...{ kind: spokenOf ? 'patient' : 'caller', category, staffId: null },
    risks: [
      ...(parties.some(({ hasCode }) => hasCode) ? (['identity-code'] as const) : []),
      ...(parties.some(({ kind }) => kind === 'patient') ? (['health-data'] as const) : []),
      ...(spokenOf ? (['third-person'] as const) : []),
    ],
    partyIds: parties.map(({ id }) => id),
    ...usesOf(calls),
  };
}

/** The agent is heard as well (domain.md §3), and is no more than that: fields are the caller's. */
function agents(calls: readonly TouchedCall[]): AffectedSubject[] {
  const heard = calls.filter(({ touched, agentId }) => touched === 'all' && agentId !== NOBODY);
  return [...Map.groupBy(heard, ({ agentId }) => agentId)].map(([staffId, own]) => ({
    ...{ kind: 'agent', category: 'own-staff', staffId, risks: [], partyIds: [] },
    ...usesOf(own),
  }));
}

/** Each recording once: two parties of one call may be one person. */
function usesOf(calls: readonly TouchedCall[]): Uses & { recordingIds: string[] } {
  const once = [...new Map(calls.map(call => [call.recordingId, call])).values()];
  const sum = (of: keyof Uses) => once.reduce((total, call) => total + call[of], 0);
  return {
    recordingIds: once.map(({ recordingId }) => recordingId),
    ...{ playbacks: sum('playbacks'), reveals: sum('reveals'), exports: sum('exports') },
  };
}
