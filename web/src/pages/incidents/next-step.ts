import type { IncidentDetails } from '../../api/types.js';

/** What is to be done next about an incident; `second`: it waits for another person than who looks. */
export type NextStep = 'list' | 'notify' | 'confirm' | 'second' | 'tell' | 'nothing';

type Standing = Pick<IncidentDetails, 'notification' | 'communication' | 'mayConfirm'> & {
  readonly listings: readonly unknown[];
};

/** The authority comes before the people: its hours run. A list is no condition of the notification (art. 33(4)). */
export function nextStepOf({ notification, communication, mayConfirm, listings }: Standing): NextStep {
  if (notification === 'open') return listings.length === 0 ? 'list' : 'notify';
  if (notification === 'proposed') return mayConfirm ? 'confirm' : 'second';
  return communication === 'open' ? 'tell' : 'nothing';
}
