import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { CANDIDATE_STATES, COPY_DECISIONS } from '../case/case-rows.entity.js';
import { REFUSAL_GROUNDS } from '../case/grounds.js';
import { preparedStamp } from '../case/prepared.schemas.js';
import { RELATIONS, WHOSE } from '../case/stored-assessment.js';

export const recordingsQuery = pageQuery.extend({ state: z.enum(CANDIDATE_STATES).optional() });
export type RecordingsQuery = z.output<typeof recordingsQuery>;

/** Body of the triage of a recording: it is of the person, or it is not. */
export const recordingTriage = z.strictObject({
  state: z.enum(['included', 'released']),
  relation: z.enum(RELATIONS).optional(),
  reason: format.text(2000),
});
export type RecordingTriage = z.output<typeof recordingTriage>;

const call = z.strictObject({
  startedAt: format.instantOut,
  endedAt: format.instantOut,
  durationMs: z.int(),
  unit: z.string(),
  agentId: format.id,
  agentName: z.string(),
  channels: z.int(),
  restricted: z.boolean(),
  /** The last day kept, holds included. */
  dueOn: format.day,
});

const assessment = z.strictObject({
  whose: z.array(z.enum(WHOSE)),
  decision: z.enum(COPY_DECISIONS),
  ground: z.enum(REFUSAL_GROUNDS).nullable(),
  reasons: z.string().nullable(),
  forwardToCustomer: z.boolean(),
  assessedBy: format.id,
  assessorName: z.string().nullable(),
  assessedAt: format.instantOut,
  confirmedBy: format.id.nullable(),
  confirmerName: z.string().nullable(),
  confirmedAt: format.instantOut.nullable(),
  /** Of one that waits for its second person: the stamp of it. */
  prepared: preparedStamp.nullable(),
});

/** A recording of a case. */
export const caseRecording = z.strictObject({
  recordingId: format.id,
  contactId: format.id,
  /** The Helsinki day on which the call ended. */
  callOn: format.day,
  queue: z.string(),
  foundAt: format.instantOut,
  state: z.enum(CANDIDATE_STATES),
  /** Null once its last day is over. */
  call: call.nullable(),
  /** Whether the person may open it. */
  readable: z.boolean(),
  /** What keeps it for the case, and until when. */
  hold: z.strictObject({ id: format.id, until: format.day }).nullable(),
  /** The code of why it could not be held. */
  holdRefusal: z.string().nullable(),
  relation: z.enum(RELATIONS).nullable(),
  triageReason: z.string().nullable(),
  /** Null where nobody has assessed it, or a second person sent the assessment back. */
  assessment: assessment.nullable(),
  /** Why the assessment was sent back. */
  sentBack: z.string().nullable(),
  permitted: z.array(z.enum(['triage', 'assess', 'confirm'])),
});
export type CaseRecordingView = z.infer<typeof caseRecording>;
export const caseRecordings = pageOf(caseRecording);
