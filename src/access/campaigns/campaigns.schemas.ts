import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { ROLES } from '../roles.js';

/** Whose grants: of one role, or of every role where it is left out. */
export const campaignScope = z.strictObject({ role: z.enum(ROLES).optional() });
export type WantedScope = z.output<typeof campaignScope>;

export const newCampaign = campaignScope.extend({ reason: format.text(1000) });
export type NewCampaign = z.output<typeof newCampaign>;

/** What a campaign opened today would examine: people and grants; `waiting`: grants on which an open review waits for a decision already. */
export const foreseenCampaign = z.strictObject({
  people: z.int(),
  grants: z.int(),
  waiting: z.int(),
  suspendOn: format.day,
  escalateOn: format.day,
  revokeOn: format.day,
});
export type ForeseenCampaign = z.infer<typeof foreseenCampaign>;

export const campaignQuery = pageQuery;
export type CampaignQuery = z.output<typeof campaignQuery>;

/**
 * How far a campaign is. `people`: whose access it examines; `unopened`: whose review is still to be opened; `open`, `closed`:
 * reviews; `late`: open ones in which grants are suspended; the rest counts grants. `suspendOn` is null while nothing is opened.
 */
export const campaignView = z.strictObject({
  id: format.id,
  role: z.enum(ROLES).nullable(),
  reason: z.string().nullable(),
  openedAt: format.instantOut,
  openedBy: format.id,
  openedByName: z.string().nullable(),
  suspendOn: format.day.nullable(),
  people: z.int(),
  unopened: z.int(),
  open: z.int(),
  late: z.int(),
  closed: z.int(),
  undecided: z.int(),
  kept: z.int(),
  narrowed: z.int(),
  revoked: z.int(),
  lapsed: z.int(),
});
export type CampaignView = z.infer<typeof campaignView>;
export const campaignPage = pageOf(campaignView);
