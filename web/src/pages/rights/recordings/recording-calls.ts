import { answer, api } from '../../../api/client.js';
import type { CaseRecording, NewAssessment, RecordingTriage } from '../../../api/types.js';

export function sendRecordingTriage(id: string, recordingId: string, body: RecordingTriage) {
  const params = { path: { id, recordingId } };
  return answer(api.POST('/api/v1/rights-requests/{id}/recordings/{recordingId}/triage', { params, body }));
}

export function sendAssessment(id: string, recordingId: string, body: NewAssessment) {
  const params = { path: { id, recordingId } };
  return answer(api.POST('/api/v1/rights-requests/{id}/recordings/{recordingId}/assessment', { params, body }));
}

/** Confirms an assessment as it was seen; with `sendBack` it says why not. */
export function sendAssessmentConfirmation(id: string, recording: CaseRecording, sendBack: string | null) {
  const { recordingId, assessment } = recording;
  const body = { prepared: assessment?.prepared ?? '', ...(sendBack === null ? {} : { sendBack }) };
  const call = api.POST('/api/v1/rights-requests/{id}/recordings/{recordingId}/assessment/confirmation', {
    params: { path: { id, recordingId } },
    body,
  });
  return answer(call);
}
