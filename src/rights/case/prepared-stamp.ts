import { createHash } from 'node:crypto';
import { DomainError } from '../../kernel/errors.js';
import type { CaseRecording, Claim } from './case-rows.entity.js';

/**
 * Stamps of what waits for a second person: another one as soon as anything that the person answers for is another, also words, which are sealed
 * anew each time. Whoever confirms gives the stamp of what they saw.
 */
export function claimStamp({
  decidedBy,
  decidedAt,
  outcome,
  ground,
  reasonsLeftOut,
  sealedReasons,
}: StampedClaim): string {
  return stampOf(decidedBy, decidedAt, outcome, ground, reasonsLeftOut, sealedReasons);
}

export function assessmentStamp(row: StampedRecording): string {
  const { recordingId, decision, ground, forwarded, sealedAssessment, assessedBy, assessedAt } = row;
  return stampOf(recordingId, decision, ground, forwarded, sealedAssessment, assessedBy, assessedAt);
}

/** Of the recordings that an authority is given, in any order. */
export function disclosureStamp(recordings: readonly StampedRecording[]): string {
  return stampOf(...recordings.map(assessmentStamp).toSorted());
}

/** @throws DomainError `changed-meanwhile` */
export function checkSeen(now: string, seen: string): void {
  if (now === seen) return;
  const sentence = 'It was changed since you looked at it: look at it again.';
  throw new DomainError('conflict', 'changed-meanwhile', sentence);
}

export type StampedClaim = Pick<
  Claim,
  'decidedBy' | 'decidedAt' | 'outcome' | 'ground' | 'reasonsLeftOut' | 'sealedReasons'
>;
export type StampedRecording = Pick<
  CaseRecording,
  'recordingId' | 'decision' | 'ground' | 'forwarded' | 'sealedAssessment' | 'assessedBy' | 'assessedAt'
>;

function stampOf(...facts: readonly unknown[]): string {
  const plain = facts.map(fact => (fact instanceof Uint8Array ? Buffer.from(fact).toString('base64') : (fact ?? null)));
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}
