import { CaseHolds } from './case-holds.js';
import { ChangeHold } from './change-hold.js';
import { DecideHold } from './decide-hold.js';
import { EndCaseHolds } from './end-case-holds.js';
import { EndHold } from './end-hold.js';
import { EndHolds } from './end-holds.js';
import { EndHoldsJob } from './end-holds.job.js';
import { ExtendHold } from './extend-hold.js';
import { HoldChangesController } from './hold-changes.controller.js';
import { HoldTexts } from './hold-texts.js';
import { HoldsController } from './holds.controller.js';
import { HoldsOf } from './holds-of.js';
import { PlaceCaseHold } from './place-case-hold.js';
import { PlaceHold } from './place-hold.js';
import { ReadHolds } from './read-holds.js';
import { ReleaseHold } from './release-hold.js';
import { ReplayHolds } from './replay-holds.js';
import { RequestHold } from './request-hold.js';
import { ReviewHold } from './review-hold.js';
import { ShownReferences } from './shown-references.js';
import { ViewHold } from './view-hold.js';

/** Keeping recordings longer: what the module of retention provides for it. */
export const HOLD_PROVIDERS = [
  ...[ChangeHold, DecideHold, EndHold, EndHolds, EndHoldsJob, ExtendHold, HoldTexts, HoldsOf, PlaceHold],
  ...[CaseHolds, EndCaseHolds, PlaceCaseHold],
  ...[ReadHolds, ReleaseHold, ReplayHolds, RequestHold, ReviewHold, ShownReferences, ViewHold],
];

export const HOLD_CONTROLLERS = [HoldsController, HoldChangesController];
