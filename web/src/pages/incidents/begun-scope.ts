import { useLocation } from 'react-router';
import type { ScopeDraft } from './scope-draft.js';

/** Where a list begins that somebody comes to from the log: it travels in the history of the browser, not in an address. */
export interface BegunScope {
  readonly draft: Pick<ScopeDraft, 'from' | 'through' | 'recordingIds'>;
  readonly staffIds: readonly string[];
}

/** The state of an address that brings a scope along. */
export function stateOf(scope: BegunScope): { readonly begunScope: BegunScope } {
  return { begunScope: scope };
}

/** The scope that this address was come to with; null where there is none. */
export function useBegunScope(): BegunScope | null {
  return begunScopeOf(useLocation().state);
}

/** What of a state is a scope: the browser keeps it, so it may be of anybody. */
export function begunScopeOf(state: unknown): BegunScope | null {
  const scope = fieldOf(state, 'begunScope');
  const draft = fieldOf(scope, 'draft');
  const staffIds = fieldOf(scope, 'staffIds');
  const [from, through, recordingIds] = ['from', 'through', 'recordingIds'].map(name => fieldOf(draft, name));
  if (typeof from !== 'string' || typeof through !== 'string' || typeof recordingIds !== 'string') return null;
  if (!Array.isArray(staffIds) || !staffIds.every(id => typeof id === 'string')) return null;
  return { draft: { from, through, recordingIds }, staffIds };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined; // looked at by who asks
}
