import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../../api/client.js';
import type { CaseRedaction, RedactionMark } from '../../../api/types.js';

/** Every version of the redacted copies of a case, those of one recording in the order of their making. */
export function useRedactions(caseId: string) {
  return useQuery({
    queryKey: ['rights-case', caseId, 'redactions'],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/{id}/redactions', { params: { path: { id: caseId } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Where a version of a copy lies. */
export interface VersionPlace {
  readonly id: string;
  readonly redactionId: string;
}

export function sendNewVersion(id: string, recordingId: string, method: CaseRedaction['method']) {
  const params = { path: { id, recordingId } };
  return answer(
    api.POST('/api/v1/rights-requests/{id}/recordings/{recordingId}/redactions', { params, body: { method } }),
  );
}

export function sendMarks(path: VersionPlace, marks: readonly RedactionMark[]) {
  const body = { marks: [...marks] };
  return answer(api.PUT('/api/v1/rights-requests/{id}/redactions/{redactionId}/marks', { params: { path }, body }));
}

export function sendRendering(path: VersionPlace) {
  return answer(api.POST('/api/v1/rights-requests/{id}/redactions/{redactionId}/rendering', { params: { path } }));
}

export function sendApproval(path: VersionPlace) {
  return answer(api.POST('/api/v1/rights-requests/{id}/redactions/{redactionId}/approval', { params: { path } }));
}

export function sendRejection(path: VersionPlace, reason: string) {
  const body = { reason };
  return answer(
    api.POST('/api/v1/rights-requests/{id}/redactions/{redactionId}/rejection', { params: { path }, body }),
  );
}

/** Begins a listening to a copy, in a form that every browser plays. Its event is written before the first sound. */
export function sendListening(path: VersionPlace) {
  const body = { as: 'playable' as const };
  return answer(
    api.POST('/api/v1/rights-requests/{id}/redactions/{redactionId}/listenings', { params: { path }, body }),
  );
}
