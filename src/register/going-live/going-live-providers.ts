import { AssignFinding } from './assign-finding.js';
import { ConfirmDecision } from './confirm-decision.js';
import { DecideFinding } from './decide-finding.js';
import { GoingLiveController } from './going-live.controller.js';
import { GoingLiveState } from './going-live-state.js';
import { PreviewDecision } from './preview-decision.js';
import { ProposeRuleOfDecision } from './propose-rule-of-decision.js';
import { ReadGoingLive } from './read-going-live.js';

/** Everything that the open findings are made of, in one place for the module. */
export const GOING_LIVE_PROVIDERS = [
  ...[
    AssignFinding,
    ConfirmDecision,
    DecideFinding,
    GoingLiveState,
    PreviewDecision,
    ProposeRuleOfDecision,
    ReadGoingLive,
  ],
];
export const GOING_LIVE_CONTROLLERS = [GoingLiveController];
