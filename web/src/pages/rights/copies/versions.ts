import type { CaseRedaction } from '../../../api/types.js';

type Version = Pick<CaseRedaction, 'recordingId' | 'version' | 'state'>;

/** The versions of one recording's copy, the newest first. */
export function versionsOf<V extends Version>(all: readonly V[], recordingId: string): V[] {
  return all.filter(one => one.recordingId === recordingId).sort((one, other) => other.version - one.version);
}

/** How the copy of a recording stands by its versions, newest first: an approved one counts only while nothing newer waits. */
export function copyState(versions: readonly Version[]): Version['state'] | 'none' {
  return versions.find(({ state }) => state !== 'rejected')?.state ?? (versions.length > 0 ? 'rejected' : 'none');
}

/** Whether another version can be begun: not while a draft waits. */
export function mayBegin(versions: readonly Version[]): boolean {
  return versions.every(({ state }) => state !== 'draft');
}
