import type { Permissions } from '../../access/index.js';
import { actorOf, type AuditAction, type EventDraft } from '../../audit/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { FindingName } from './findings.js';

/** Who acts on an open finding, and what they may do. */
export interface ActingOnFinding extends Permissions {
  readonly requester: Requester;
}

type FindingAction = Extract<AuditAction, `going-live-finding.${string}`>;

export function draftOf(action: FindingAction, finding: FindingName, { requester }: ActingOnFinding): EventDraft {
  return { action, actor: actorOf(requester), object: { kind: 'going-live-finding', id: finding } };
}
