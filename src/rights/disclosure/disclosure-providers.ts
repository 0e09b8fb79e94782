import { DecideDisclosure } from './decide-disclosure.js';
import { DisclosuresController } from './disclosures.controller.js';
import { NameRecordings } from './name-recordings.js';
import { OpenDisclosure } from './open-disclosure.js';

export const DISCLOSURE_CONTROLLERS = [DisclosuresController];
export const DISCLOSURE_PROVIDERS = [DecideDisclosure, NameRecordings, OpenDisclosure];
