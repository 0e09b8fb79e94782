import type { Provider, Type } from '@nestjs/common';
import { ApplyWaitingDuties } from './apply-waiting-duties.js';
import { ChangeDuties } from './change-duties.js';
import { DecideBatch } from './decide-batch.js';
import { DutiesController } from './duties.controller.js';
import { DutyBatchesController } from './duty-batches.controller.js';
import { EnterDuties } from './enter-duties.js';
import { ForeseeDuties } from './foresee-duties.js';
import { PutIntoEffect } from './put-into-effect.js';
import { ReadBatches } from './read-batches.js';
import { ReplayDuties } from './replay-duties.js';
import { ReadDuties } from './read-duties.js';
import { WithdrawDuties } from './withdraw-duties.js';

/** What the access module provides of duties, and their routes. */
export const DUTY_PROVIDERS: Provider[] = [
  ...[ChangeDuties, PutIntoEffect, ApplyWaitingDuties, EnterDuties, ForeseeDuties, WithdrawDuties],
  ...[DecideBatch, ReadBatches, ReadDuties, ReplayDuties],
];

export const DUTY_CONTROLLERS: Type[] = [DutiesController, DutyBatchesController];
