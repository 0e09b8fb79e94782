import { z } from 'zod';
import { format, pageQuery } from '../../platform/http/index.js';

const hash = z.base64();

/** What stands behind `tile/`; longer ones name no tile of any log. */
export const tilePath = z.string().max(64);

export const consistencyQuery = z.strictObject({ from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) });
export type ConsistencyQuery = z.output<typeof consistencyQuery>;

export const consistencyView = z.strictObject({
  from: z.number().int(),
  to: z.number().int(),
  hashes: z.array(hash),
  checkpoint: z.string(),
});
export type ConsistencyView = z.infer<typeof consistencyView>;

export const proofView = z.strictObject({
  eventId: format.id,
  index: z.number().int(),
  size: z.number().int(),
  /** Null when the event's retention is over. */
  leaf: z.base64().nullable(),
  leafHash: hash,
  hashes: z.array(hash),
  checkpoint: z.string(),
  /** c2sp.org/tlog-proof: to be kept in a file of its own. */
  proof: z.string(),
});
export type ProofView = z.infer<typeof proofView>;

export const alarmQuery = pageQuery;
export type AlarmQuery = z.output<typeof alarmQuery>;

export const alarmView = z.strictObject({
  id: format.id,
  kind: z.string(),
  raisedAt: format.instantOut,
  eventId: format.id.nullable(),
  leafIndex: z.number().int().nullable(),
  /** What the nightly verification says of it. */
  finding: z.string().nullable(),
  clearedAt: format.instantOut.nullable(),
  clearedBy: format.id.nullable(),
});
export type AlarmView = z.infer<typeof alarmView>;

export const alarmPage = z.strictObject({ items: z.array(alarmView), nextCursor: z.string().nullable() });

export const clearance = z.strictObject({ reason: format.text(2000) });
export type Clearance = z.output<typeof clearance>;

/** How the log stands. */
export const logView = z.strictObject({
  origin: z.string(),
  size: z.number().int(),
  root: hash,
  checkpoint: z.string(),
  signedAt: format.instantOut,
  /** Events below this index were kept to their end; their leaves stay. */
  prunedTo: z.number().int(),
  /** Events that wait for their place. */
  pending: z.number().int(),
  /** What an auditor notes down outside: `<name>+<id>+<key>`, newest first. */
  verifierKeys: z.array(z.string()),
  keptMonths: z.number().int(),
  /** Why playback is closed here; empty while it is open. */
  closedBecause: z.array(z.enum(['not-continued', 'copy-missing', 'alarm', 'late'])),
  copy: z.strictObject({ place: z.string(), size: z.number().int(), copiedAt: format.instantOut }).nullable(),
  verification: z
    .strictObject({
      night: format.day,
      startedAt: format.instantOut,
      finishedAt: format.instantOut.nullable(),
      size: z.number().int().nullable(),
      outcome: z.enum(['verified', 'finding', 'failed']).nullable(),
      finding: z.string().nullable(),
    })
    .nullable(),
});
export type LogView = z.infer<typeof logView>;
