import { COMPLAINT_CLOSED_CASE } from './complaint-closed-case.js';
import { MANY_REFUSALS } from './many-refusals.js';
import { MUTUAL_GRANTS } from './mutual-grants.js';
import { OUTSIDE_HOURS } from './outside-hours.js';
import { PURPOSE_DRIFT } from './purpose-drift.js';
import type { Question } from './question.js';
import { REVEAL_WITHOUT_PLAYBACK } from './reveal-without-playback.js';
import { SAME_CONTACT_AGAIN } from './same-contact-again.js';
import { UNUSUAL_VOLUME } from './unusual-volume.js';

/** The ready questions, in the order in which people see them. */
export const QUESTIONS: readonly Question[] = [
  OUTSIDE_HOURS,
  UNUSUAL_VOLUME,
  MANY_REFUSALS,
  SAME_CONTACT_AGAIN,
  PURPOSE_DRIFT,
  COMPLAINT_CLOSED_CASE,
  REVEAL_WITHOUT_PLAYBACK,
  MUTUAL_GRANTS,
];
