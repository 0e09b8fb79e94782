import type { AbilityBuilder } from '@casl/ability';
import type { PersonFacts } from './policy-facts.js';
import type { AppAbility } from './subjects.js';

/** Says that the notice is to be published as it stands, or publishes what another one proposed (art. 13). */
export function publishesTheNotice(policy: AbilityBuilder<AppAbility>, person: PersonFacts): void {
  policy.can('propose', 'Notice');
  policy.can('decide', 'Notice', { proposedBy: { $ne: person.id } });
}

/** Says what a breach of personal data touched and who is told (arts. 33 and 34); never one that is about themselves. */
export function handlesIncidents(policy: AbilityBuilder<AppAbility>, person: PersonFacts): void {
  const aboutOthers = { staffIds: { $nin: [person.id] } };
  policy.can('register', 'Incident');
  policy.can(['list', 'read', 'handle', 'reveal', 'export'], 'Incident', aboutOthers);
  policy.can('confirm', 'Incident', { ...aboutOthers, preparedBy: { $ne: person.id } });
}

/** The record of processing (art. 30), who processes for the controller, what of the notice is kept, and what is still open. */
export function seesTheRecord(policy: AbilityBuilder<AppAbility>): void {
  policy.can('read', 'ProcessingRecord');
  policy.can(['read', 'check'], 'Promise');
  policy.can('list', ['Processor', 'PromiseIncident', 'GoingLiveFinding']);
}

/** Says what was done about a promise that did not hold, and decides what is open; a change of the rules needs another one. */
export function answersForPromises(policy: AbilityBuilder<AppAbility>, person: PersonFacts): void {
  policy.can('hand-over', 'PromiseIncident');
  policy.can('answer', 'PromiseIncident', { ownerId: person.id });
  policy.can(['assign', 'decide'], 'GoingLiveFinding');
  policy.can('confirm', 'GoingLiveFinding', { decidedBy: { $ne: person.id } });
}
