import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import type { Contact } from '../contact.entity.js';
import type { QuarantinedItem } from '../quarantine/quarantined-item.entity.js';
import type { Recording } from '../recording.entity.js';

/** A custody unit whose rows an erasure has taken away, with what may still be said of it: nothing personal. */
export interface ErasedUnit {
  readonly unitId: string;
  readonly unitKind: 'recording' | 'contact-history' | 'training-copy';
  /** Helsinki day of the call; null for a contact, whose legs may have several. */
  readonly callOn: Day | null;
  readonly queue: string;
  readonly source: string;
  readonly ordinaryDueOn: Day | null;
  readonly dueOn: Day;
  readonly ruleVersion: number | null;
  readonly sizeBytes: number;
  readonly hasBlob: boolean;
}

/** What goes with a recording, or instead of its rule's day: a training copy as its row tells of it. */
export interface CopyRow {
  readonly id: string;
  readonly recording_id: string;
  readonly due_on: string;
  readonly size_bytes: string | number;
}

export function unitOfRecording(recording: Recording): ErasedUnit {
  const { id, endedAt, queue, source, ordinaryDueOn, dueOn, ruleVersion, sizeBytes } = recording;
  const days = { callOn: helsinkiDay(endedAt), ordinaryDueOn: parseDay(ordinaryDueOn), dueOn: parseDay(dueOn) };
  return { unitId: id, unitKind: 'recording', ...days, queue, source, ruleVersion, sizeBytes, hasBlob: true };
}

/** A recording of which a restored backup knows no more than the item that it was made of. */
export function unitOfItem({ id, callOn, dueOn, queue, source, sizeBytes }: QuarantinedItem): ErasedUnit {
  const days = { callOn: callOn ? parseDay(callOn) : null, ordinaryDueOn: null, dueOn: parseDay(dueOn) };
  const kept = { queue, source, ruleVersion: null, sizeBytes: sizeBytes ?? 0, hasBlob: true };
  return { unitId: id, unitKind: 'recording', ...days, ...kept };
}

/** A copy has its last day from what was asked for, not from the rule. */
export function unitOfCopy({ id, due_on, size_bytes }: CopyRow, recording: Recording): ErasedUnit {
  const days = { ordinaryDueOn: null, dueOn: parseDay(due_on) };
  const own = { source: '', ruleVersion: null, sizeBytes: Number(size_bytes) };
  return { ...unitOfRecording(recording), unitId: id, unitKind: 'training-copy', ...days, ...own };
}

export function unitOfContact({ id, source, dueOn }: Contact, { ruleVersion }: Recording): ErasedUnit {
  const days = { callOn: null, ordinaryDueOn: null, dueOn: parseDay(dueOn) };
  return {
    ...{ unitId: id, unitKind: 'contact-history' as const, ...days },
    ...{ queue: '', source, ruleVersion, sizeBytes: 0, hasBlob: false },
  };
}
