import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { AuditTrail, IntegrateEvents, THE_SYSTEM } from '../../src/audit/index.js';
import { StreamJob } from '../../src/audit/stream/stream.job.js';
import { StreamLog } from '../../src/audit/stream/stream-log.js';
import { leafOf } from '../support/log.js';
import { describeWith } from '../support/describe-with.js';
import { optionalTool } from '../support/optional-tool.js';
import { Rsyslog } from '../support/rsyslog.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { TlsAuthority } from '../support/tls-authority.js';

jest.setTimeout(120_000);

const EVENTS = 300;
/** What another program may get wrong: quotes and brackets of structured data, letters beyond ASCII, a percent sign, a long one. */
const NOTES = ['lähti "klo ]\\ 8"', '100 %s %msg%', 'å'.repeat(4000)];
const LOOK_MS = 50;

describeWith('rsyslogd', 'the stream of the log to rsyslog', program => {
  const openssl = optionalTool('openssl') ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'tallenne-rsyslog-tls-'));
  let rsyslog: Rsyslog;
  let server: TestServer;

  beforeAll(async () => {
    const authority = new TlsAuthority(openssl, folder, 'authority');
    const client = authority.issue('tallenne.example.org');
    rsyslog = await Rsyslog.start(program, authority.issue('127.0.0.1'), authority.caFile);
    server = await startTestServer({
      env: {
        TALLENNE_SIEM_URL: `tls://127.0.0.1:${rsyslog.port}`,
        TALLENNE_SIEM_CA_FILE: authority.caFile,
        TALLENNE_SIEM_CERTIFICATE_FILE: client.certificateFile,
        TALLENNE_SIEM_KEY_FILE: client.keyFile,
        TALLENNE_SIEM_COUNTRY: 'FI',
      },
    });
    await server.app.get(StreamJob).onModuleDestroy(); // it would send by itself what the test wants to send
  });

  afterAll(async () => {
    await server.stop();
    await rsyslog.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function grow(events: number): Promise<void> {
    for (let one = 0; one < events; one += 1) {
      const facts = { note: NOTES[one % NOTES.length] ?? '' };
      await server.app.get(AuditTrail).recordAlone({ action: 'log.verified', actor: THE_SYSTEM, facts });
    }
    await server.app.get(IntegrateEvents).execute();
  }

  /** How many leaves the receiver has confirmed. */
  async function confirmed(): Promise<number> {
    const [row] = await server.sql<{ next: number }>('select next_index::int as next from log_stream');
    return row?.next ?? 0;
  }

  it('is written by it leaf by leaf, whole and in order, over two connections', async () => {
    await grow(EVENTS);
    await server.app.get(StreamLog).execute();
    await grow(EVENTS);
    await server.app.get(StreamLog).execute();
    const count = await confirmed();
    expect(count).toBeGreaterThanOrEqual(2 * EVENTS);
    while ((await rsyslog.written()).length < count) await wait(LOOK_MS);
    await rsyslog.stop();

    const rows = await server.sql<{ leaf: Buffer }>(
      'select e.leaf from audit_leaf l join audit_event e on e.id = l.event_id order by l.index',
    );
    const leaves = rows.slice(0, count).map(({ leaf }) => leaf.toString('utf8'));
    const written = await rsyslog.written();
    expect(written.map(({ text }) => text.replace(/^\s*\ufeff/, ''))).toEqual(leaves);
    for (const [place, { facility, app, msgId, data }] of written.entries()) {
      const { id, action } = leafOf(Buffer.from(leaves[place] ?? ''));
      expect([facility, app, action.startsWith(msgId)]).toEqual(['13', 'tallenne', true]);
      expect(data).toContain(`[event@32473 index="${place}" id="${id}"`);
    }
  });
});
