import type { Provider, Type } from '@nestjs/common';
import { AcknowledgeUndertaking } from './acknowledge-undertaking.js';
import { ImportSignature } from './import-signature.js';
import { OwnUndertakingController } from './own-undertaking.controller.js';
import { PublishUndertaking } from './publish-undertaking.js';
import { ReadStaffUndertakings } from './read-staff-undertakings.js';
import { StaffUndertakingsController } from './staff-undertakings.controller.js';
import { ReadUndertakings } from './read-undertakings.js';
import { UndertakingStandings } from './undertaking-standings.js';
import { UndertakingsController } from './undertakings.controller.js';

/** What the access module provides of the confidentiality undertaking, and its routes. */
export const UNDERTAKING_PROVIDERS: Provider[] = [
  ...[AcknowledgeUndertaking, ImportSignature, PublishUndertaking],
  ...[ReadStaffUndertakings, ReadUndertakings, UndertakingStandings],
];

export const UNDERTAKING_CONTROLLERS: Type[] = [
  OwnUndertakingController,
  StaffUndertakingsController,
  UndertakingsController,
];
