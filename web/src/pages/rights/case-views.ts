import type { RightsCase } from '../../api/types.js';

/** The views of a case in the order of the work, each with an address beneath that of the case. */
export const CASE_VIEWS = [
  { path: '', name: 'rights.views.request' },
  { path: 'recordings', name: 'rights.views.recordings' },
  { path: 'copies', name: 'rights.views.copies' },
  { path: 'decisions', name: 'rights.views.decisions' },
  { path: 'effects', name: 'rights.views.effects' },
  { path: 'answer', name: 'rights.views.answer' },
  { path: 'journal', name: 'rights.views.journal' },
] as const;

/** The views that a case has: nothing is brought about for an authority. */
export function viewsOf({ kind }: Pick<RightsCase, 'kind'>): readonly (typeof CASE_VIEWS)[number][] {
  return CASE_VIEWS.filter(({ path }) => kind === 'data-subject' || path !== 'effects');
}

/** The address of a view of a case. */
export function viewOf(id: string, path: string): string {
  return path === '' ? `/rights-requests/${id}` : `/rights-requests/${id}/${path}`;
}
