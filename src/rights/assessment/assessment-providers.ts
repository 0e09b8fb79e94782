import { AssessRecording } from './assess-recording.js';
import { AssessmentsController } from './assessments.controller.js';
import { ConfirmAssessment } from './confirm-assessment.js';
import { ConfirmClaim } from './confirm-claim.js';
import { DecideClaim } from './decide-claim.js';
import { DecisionsController } from './decisions.controller.js';
import { ForwardRequest } from './forward-request.js';
import { ReadEvidence } from './read-evidence.js';

/** Assessing recordings, deciding about rights, and the second person of both. */
export const ASSESSMENT_PROVIDERS = [
  AssessRecording,
  ConfirmAssessment,
  ConfirmClaim,
  DecideClaim,
  ForwardRequest,
  ReadEvidence,
];

export const ASSESSMENT_CONTROLLERS = [AssessmentsController, DecisionsController];
