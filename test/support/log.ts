import { IntegrateEvents, type AuditAction } from '../../src/audit/index.js';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { SelfAudit } from '../../src/audit/watch/self-audit.js';
import type { TestServer } from './server.js';

/** An event as its leaf tells it. */
export interface LoggedEvent {
  readonly v: number;
  readonly id: string;
  readonly at: string;
  readonly action: AuditAction;
  readonly outcome: string;
  readonly reason?: string;
  readonly actor: {
    readonly kind: string;
    readonly id: string | null;
    readonly sessionId: string | null;
    readonly address: string | null;
  };
  readonly object?: { readonly kind: string; readonly id: string };
  readonly recordingId?: string;
  readonly concernsStaffId?: string;
  readonly grantId?: string;
  readonly purpose?: string;
  readonly reference?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly commitments?: Readonly<Record<string, string>>;
}

/** Reads a leaf; what is no JSON gives an event without anything in it. */
export function leafOf(bytes: Uint8Array): LoggedEvent {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as LoggedEvent; // tests look into it with matchers
}

/** The events of some actions, all of them where none is named, in the order of their ids, which is that of time. */
export async function loggedEvents(
  server: Pick<TestServer, 'sql'>,
  ...actions: readonly AuditAction[]
): Promise<LoggedEvent[]> {
  const rows = await server.sql<{ leaf: Buffer }>(
    `select leaf from audit_event where cardinality($1::text[]) = 0 or action = any($1) order by id`,
    [actions],
  );
  return rows.map(({ leaf }) => leafOf(leaf));
}

/** What `work` adds to the log. */
export async function eventsDuring(
  server: Pick<TestServer, 'sql'>,
  work: () => Promise<unknown>,
): Promise<LoggedEvent[]> {
  const before = new Set((await loggedEvents(server)).map(({ id }) => id));
  await work();
  return (await loggedEvents(server)).filter(({ id }) => !before.has(id));
}

/**
 * Brings log and copy to rest, so that nothing waits any more and nothing is late. After an accepted backup only then the server has seen
 * that its log continues the copy.
 */
export async function settleLog({ app }: Pick<TestServer, 'app'>): Promise<void> {
  for (let look = 0; look < 2; look += 1) {
    await app.get(IntegrateEvents).execute();
    await app.get(CopyJob).look();
  }
  await app.get(SelfAudit).execute();
}
