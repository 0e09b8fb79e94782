import { CarryOutErasure } from './carry-out-erasure.js';
import { CertifyErasure } from './certify-erasure.js';
import { ConfirmErasure } from './confirm-erasure.js';
import { ContinueErasures } from './continue-erasures.job.js';
import { EndErasure } from './end-erasure.js';
import { EraseOnRequest } from './erase-on-request.js';
import { FinishErasure } from './finish-erasure.js';
import { ReadErasures } from './read-erasures.js';
import { ReplayErasures } from './replay-erasures.js';
import { RequestErasure } from './request-erasure.js';
import { TakeCalls } from './take-calls.js';

/** Everything that erasures are made of, in one place for the module. */
export const ERASURE_PROVIDERS = [
  CarryOutErasure,
  CertifyErasure,
  ConfirmErasure,
  ContinueErasures,
  EndErasure,
  EraseOnRequest,
  FinishErasure,
  ReadErasures,
  ReplayErasures,
  RequestErasure,
  TakeCalls,
];
