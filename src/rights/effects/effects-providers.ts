import { ApplyEffect } from './apply-effect.js';
import { ApplyPurposes } from './apply-purposes.js';
import { ApplyRestriction } from './apply-restriction.js';
import { AskEffects } from './ask-effects.js';
import { CarryOutEffect } from './carry-out-effect.js';
import { ConfirmEffect } from './confirm-effect.js';
import { ContinueEffects } from './continue-effects.job.js';
import { EffectsController } from './effects.controller.js';
import { FindRecipients } from './find-recipients.js';
import { KeepRestricted } from './keep-restricted.js';
import { NightlyEffects } from './nightly-effects.js';
import { PrepareEffect } from './prepare-effect.js';
import { ReadEffects } from './read-effects.js';
import { Recipients } from './recipients.js';
import { RecipientsController } from './recipients.controller.js';
import { RestrictionsController } from './restrictions.controller.js';
import { ReturnErasures } from './return-erasures.js';
import { SealedEffects } from './sealed-effects.js';
import { StartErasures } from './start-erasures.js';
import { StartRestrictions } from './start-restrictions.js';
import { TakeUpEffects } from './take-up-effects.js';
import { ViewPortability } from './view-portability.js';

export const EFFECT_CONTROLLERS = [EffectsController, RecipientsController, RestrictionsController];

/** What every right does (domain.md §3). */
export const EFFECT_PROVIDERS = [
  ...[ApplyEffect, ApplyPurposes, ApplyRestriction, AskEffects, CarryOutEffect, ConfirmEffect, PrepareEffect],
  ...[ContinueEffects, KeepRestricted, NightlyEffects, ReturnErasures, StartErasures],
  ...[StartRestrictions, TakeUpEffects],
  ...[FindRecipients, ReadEffects, Recipients, SealedEffects, ViewPortability],
];
