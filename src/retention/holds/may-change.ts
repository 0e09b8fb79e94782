import { subject } from '@casl/ability';
import type { HoldKind, Permissions } from '../../access/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { notPermitted } from './refusals.js';

export type HoldVerb = 'list' | 'decide' | 'extend' | 'review' | 'release';

interface AskedFor {
  readonly kind: HoldKind;
  readonly requestedBy: string;
}

interface Call {
  readonly queue: string;
  readonly unit: string;
  readonly agentId: string;
}

/** Whether somebody may do `verb` to a hold, by the rules; an extension is of the hold's own kind. */
export function mayChange(verb: HoldVerb, hold: AskedFor, call: Call, { ability }: Permissions): boolean {
  const facts = subject('Hold', {
    queue: call.queue,
    unit: call.unit,
    agentId: call.agentId,
    requestedBy: hold.requestedBy,
  });
  return verb === 'extend' ? ability.can('extend', facts, hold.kind) : ability.can(verb, facts);
}

/** @throws DomainError `not-found` for what the person does not see, `not-second-person`, `not-permitted` */
export function checkMay(verb: HoldVerb, hold: AskedFor, call: Call, permissions: Permissions): void {
  if (mayChange(verb, hold, call, permissions)) return;
  if (!mayChange('list', hold, call, permissions)) throw notFound();
  const another = { ...hold, requestedBy: '' };
  if (hold.requestedBy === permissions.person?.id && mayChange(verb, another, call, permissions))
    throw notSecondPerson();
  throw notPermitted();
}
