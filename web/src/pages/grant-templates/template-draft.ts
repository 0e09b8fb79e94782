import type { GrantTemplate, NewTemplate } from '../../api/types.js';
import { linesOf, namesIn, draftFor, type GrantDraft } from '../person/new-grant.js';

/** A template as it is being filled in: a grant without days and reason, with a name and a length. */
export interface TemplateDraft extends Pick<GrantDraft, 'role' | 'purposes' | 'queues' | 'units' | 'ownCallsOnly'> {
  readonly name: string;
  readonly validMonths: string;
}

const USUAL_MONTHS = 12;
const MOST_MONTHS = 24;

/** A draft of `template`; of a new one for agents where there is none. */
export function templateDraft(template: GrantTemplate | null): TemplateDraft {
  if (!template) {
    const { role, purposes, queues, units, ownCallsOnly } = draftFor('agent', '2000-01-01');
    return { role, purposes, queues, units, ownCallsOnly, name: '', validMonths: String(USUAL_MONTHS) };
  }
  const { name, role, purposes, ownCallsOnly, validMonths } = template;
  const scope = { queues: linesOf(template.queues), units: linesOf(template.units), ownCallsOnly };
  return { name, role, purposes, ...scope, validMonths: String(validMonths) };
}

/** The fields that cannot be sent as they are. */
export function templateFaults({ name, validMonths }: TemplateDraft): ('name' | 'validMonths')[] {
  const months = Number(validMonths);
  const wrongMonths = !Number.isInteger(months) || months < 1 || months > MOST_MONTHS;
  return [...(name.trim() === '' ? (['name'] as const) : []), ...(wrongMonths ? (['validMonths'] as const) : [])];
}

/** What a draft asks for. */
export function newTemplateOf({ queues, units, purposes, validMonths, ...rest }: TemplateDraft): NewTemplate {
  const scope = { queues: namesIn(queues), units: namesIn(units) };
  return { ...rest, ...scope, purposes: [...purposes], validMonths: Number(validMonths) };
}
