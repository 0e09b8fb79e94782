import type { RestrictionGround } from '../../recordings/index.js';

/** Whether a ground needs the recording kept: the person opposes erasure, or needs it for claims (GDPR art. 18(1)(b) and (c)). */
export function keepsRecording(ground: RestrictionGround): boolean {
  return ground === '18-1-b' || ground === '18-1-c';
}

/** What the holds of a restriction are named by: they outlast the case, whose own holds end with it. */
export function restrictionReference(number: string): string {
  return `${number}-18`;
}

/** Every reference that holds of a case have. */
export function holdsOfCase(number: string): readonly string[] {
  return [number, restrictionReference(number)];
}
