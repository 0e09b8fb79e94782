import type { Role } from '../../access/index.js';

/** A promise of the notice: what is said to people, what keeps it, and who looks when it does not hold. Its check is in `checks/`. */
interface PromiseRow {
  /** Sections of the notice (domain.md §1). */
  readonly sections: readonly number[];
  /** The control that keeps it: a page and heading under `docs`. */
  readonly control: string;
  /** Who of the house answers for it when it does not hold. */
  readonly answers: Extract<Role, 'administrator' | 'rights-officer'>;
}

/** The promises that are checked, in the order in which they are shown. A closed list. */
export const PROMISES = {
  'controller-is-named': {
    sections: [3, 4],
    control: 'notice.md#what-the-notice-is-made-of',
    answers: 'rights-officer',
  },
  'playbacks-have-purposes': { sections: [5], control: 'audit-events.md#the-actions', answers: 'rights-officer' },
  'callers-are-told': { sections: [5], control: 'sources.md#the-announcement-plan', answers: 'administrator' },
  'recordings-within-rule': { sections: [6, 12], control: 'retention.md#the-rule', answers: 'administrator' },
  'copies-leave-by-known-ways': {
    sections: [10],
    control: 'rights-effects.md#what-each-right-does',
    answers: 'rights-officer',
  },
  'nothing-outside-eea': { sections: [11], control: 'notice.md#countries', answers: 'administrator' },
  'stores-in-finland': { sections: [12], control: 'notice.md#countries', answers: 'administrator' },
  'ended-days-without-keys': {
    ...{ sections: [12], control: 'retention.md#the-purge-its-brake-and-its-certificates', answers: 'administrator' },
  },
  'backups-within-window': { sections: [12], control: 'keys.md#backups', answers: 'administrator' },
  'rows-keys-blobs-agree': { sections: [12], control: 'backup.md#reconciliation', answers: 'administrator' },
  'access-under-undertaking': { sections: [14], control: 'grants.md#undertakings', answers: 'administrator' },
  'access-reviewed-in-time': { sections: [14], control: 'grants.md#reports', answers: 'administrator' },
  'grants-within-bounds': { sections: [14], control: 'grants.md#a-grant-by-two', answers: 'administrator' },
  'access-ends-with-duties': { sections: [14], control: 'grants.md#reports', answers: 'administrator' },
  'log-verified': {
    sections: [14],
    control: 'verify-by-hand.md#checking-the-access-log-by-hand',
    answers: 'administrator',
  },
  'requests-answered-in-time': { sections: [15], control: 'rights-handling.md#reminders', answers: 'rights-officer' },
  'mailbox-tried': { sections: [15], control: 'rights-handling.md#the-mailbox', answers: 'rights-officer' },
  'notice-says-the-rules': {
    ...{ sections: [5, 6, 10, 12, 15], control: 'notice.md#what-the-notice-is-made-of', answers: 'rights-officer' },
  },
} as const satisfies Readonly<Record<string, PromiseRow>>;

export type PromiseName = keyof typeof PROMISES;
export const PROMISE_NAMES = Object.keys(PROMISES) as [PromiseName, ...PromiseName[]]; // its own keys, in order

export function promiseOf(name: PromiseName): PromiseRow {
  return PROMISES[name];
}
