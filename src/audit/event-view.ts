import type { EventView } from './audit.schemas.js';

/** A leaf, read: what is absent is absent. */
export type LeafJson = Partial<EventView> &
  Pick<EventView, 'id' | 'at' | 'action' | 'outcome' | 'actor' | 'policy'> & {
    commitments?: Record<string, string>;
  };

/** Reads a leaf; those in the log are written by `leafOf()` alone. */
export function parseLeaf(leaf: Uint8Array): LeafJson {
  return JSON.parse(Buffer.from(leaf).toString('utf8')) as LeafJson; // leaves are written by leafOf() alone
}

/** An event as answers show it: every field is there, null where the leaf has none. */
export function viewOf(leaf: Uint8Array): EventView {
  const { id, at, action, outcome, actor, policy, ...more } = parseLeaf(leaf);
  return {
    id,
    at,
    action,
    outcome,
    reason: more.reason ?? null,
    actor,
    object: more.object ?? null,
    recordingId: more.recordingId ?? null,
    concernsStaffId: more.concernsStaffId ?? null,
    grantId: more.grantId ?? null,
    purpose: more.purpose ?? null,
    reference: more.reference ?? null,
    policy,
    facts: more.facts ?? {},
  };
}
