import { BlockPurposes } from './block-purposes.js';
import { ReleaseCopies } from './release-copies.js';
import { ReplayRestrictions } from './replay-restrictions.js';
import { RestrictRecordings } from './restrict-recordings.js';

/** What the rights of people do to the use of recordings, for the floor that handles their requests. */
export const RESTRICTIONS = [BlockPurposes, ReleaseCopies, RestrictRecordings];

export const RESTRICTION_PROVIDERS = [...RESTRICTIONS, ReplayRestrictions];
