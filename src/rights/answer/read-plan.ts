import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { CallToGive } from '../../recordings/index.js';
import { Redaction } from '../case/case-output.entity.js';
import { CaseRecording } from '../case/case-rows.entity.js';
import type { PackageFileName } from '../package/package-entry.js';
import { planOf, type PlannedSound } from './package-plan.js';

/** What is released of a case now. @throws DomainError `release-unreviewed` */
export async function readPlan(em: EntityManager, caseId: string): Promise<PlannedSound[]> {
  const options = { orderBy: { foundAt: 'asc', recordingId: 'asc' }, refresh: true } as const;
  const recordings = await em.find(CaseRecording, { caseId }, options);
  return planOf(recordings, await em.find(Redaction, { caseId }, { refresh: true }));
}

/** The ids of the recordings that are taken up in a case. */
export async function includedRecordings(em: EntityManager, caseId: string): Promise<string[]> {
  const included = await em.find(CaseRecording, { caseId, state: 'included' });
  return included.map(({ recordingId }) => recordingId);
}

/** A sound by the name that it has in a package. */
export interface NamedSound {
  readonly name: PackageFileName;
  readonly call: CallToGive;
  readonly sound: PlannedSound;
  /** Whether the original is decoded: people get WAV, machines what came. */
  readonly decoded: boolean;
}

/** Whether audio in `container` is given as a WAV file instead. */
export type IsDecoded = (container: CallToGive['container']) => boolean;

/** Names in the order of time, which say nothing. @throws DomainError `sound-gone` for what has been purged or erased */
export function namedSounds(
  plan: readonly PlannedSound[],
  calls: readonly CallToGive[],
  isDecoded: IsDecoded,
): NamedSound[] {
  const planned = new Map(plan.map(sound => [sound.recordingId, sound]));
  const there = calls.flatMap(call => {
    const sound = planned.get(call.recordingId);
    return sound ? [{ call, sound, decoded: sound.copy === null && isDecoded(call.container) }] : [];
  });
  if (there.length < plan.length) throw gone();
  return there.map((each, n) => ({ ...each, name: `puhelu-${n + 1}.${endingOf(each)}` }));
}

function endingOf({ call, sound, decoded }: Omit<NamedSound, 'name'>): CallToGive['container'] {
  return sound.copy || decoded ? 'wav' : call.container;
}

function gone(): DomainError {
  return new DomainError('gone', 'sound-gone', 'A recording that was to be given is not kept any more.');
}
