import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditTrail, LogGate, type AuditAction, type EventDraft } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { LogHead } from '../../src/audit/integration/log-head.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { eventsDuring, leafOf, loggedEvents, type LoggedEvent } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { leafHash, rootOf } from '../support/reference-tree.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

interface Exported {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

async function exported(client: Client, body: Readonly<Record<string, unknown>>): Promise<Exported> {
  const answer = await fetch(`${client.url}/api/v1/audit/exports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

function linesOf({ bytes }: Exported): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\n', from);
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

function eventsOf(answer: Exported): LoggedEvent[] {
  return linesOf(answer).map(leafOf);
}

describe('an export of the log', () => {
  let server: TestServer;
  let auditor: Client;

  beforeAll(async () => {
    server = await startTestServer();
    await server.ingest().deliver(callMetadata(NOW, { queue: '=HYPERLINK("x")', unit: '@unit' }), wav());
    await server.ingest().deliver(callMetadata(NOW, { queue: 'billing, "north"' }), wav({ seed: 2 }));
    auditor = await server.as('aila.auditoija');
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  describe('as NDJSON', () => {
    it('is the exact bytes of every leaf, in the order of the log, so that the tree can be made of it', async () => {
      await server.app.get(IntegrateEvents).execute();
      const head = await server.app.get(LogHead).read();
      const answer = await exported(auditor, { format: 'ndjson' });
      expect(answer.status).toBe(200);
      const leaves = linesOf(answer);
      expect(leaves.length).toBeGreaterThanOrEqual(head.size);
      expect(rootOf(leaves.slice(0, head.size).map(leafHash)).equals(head.root)).toBe(true);
    });

    it('has the events that have no place in the tree yet at its end', async () => {
      // While the log is not known to go on, nothing is integrated.
      server.app.get(LogGate).close('not-continued');
      const id = await server.app.get(AuditTrail).recordAlone(large());
      const events = eventsOf(await exported(auditor, { format: 'ndjson' }));
      server.app.get(LogGate).open('not-continued');
      expect(events.at(-1)?.id).toBe(id);
      expect(events.length).toBeGreaterThan(10);
    });

    it('has a neutral name, is of its type, and is stored nowhere on the way', async () => {
      const { headers } = await exported(auditor, { format: 'ndjson', action: 'audit.exported' });
      expect(headers.get('content-type')).toBe('application/x-ndjson');
      expect(headers.get('content-disposition')).toBe('attachment; filename="audit-events.ndjson"');
      expect(headers.get('cache-control')).toBe('no-store');
    });

    it('holds what its filters leave, and nothing else', async () => {
      const answer = await exported(auditor, {
        format: 'ndjson',
        action: 'recording.ingested',
        queue: 'billing, "north"',
      });
      expect(eventsOf(answer)).toMatchObject([{ action: 'recording.ingested', facts: { queue: 'billing, "north"' } }]);
      expect((await exported(auditor, { format: 'ndjson', recording: randomUUID() })).bytes).toHaveLength(0);
    });

    it('holds nothing that came after its own event, nor that event', async () => {
      const answers: Exported[] = [];
      const before = new Set((await loggedEvents(server)).map(({ id }) => id));
      const events = await eventsDuring(server, async () =>
        answers.push(await exported(auditor, { format: 'ndjson' })),
      );
      expect(events.map(({ action }) => action)).toEqual(['audit.exported']);
      expect(new Set(answers.flatMap(eventsOf).map(({ id }) => id))).toEqual(before);
    });
  });

  describe('as CSV', () => {
    let records: string[][];

    beforeAll(async () => {
      const { bytes, headers } = await exported(auditor, { format: 'csv', action: 'recording.ingested' });
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(headers.get('content-disposition')).toBe('attachment; filename="audit-events.csv"');
      records = parseCsv(bytes.toString('utf8'));
    });

    it('begins with the names of its columns, which stay as they are', () => {
      expect(records[0]?.join()).toBe(
        'leafIndex,id,at,action,outcome,reason,actorKind,actorId,sessionId,address,objectKind,objectId,recordingId,' +
          'concernsStaffId,grantId,purpose,reference,policy,contactId,callStartedAt,queue,unit,agentId,facts',
      );
      expect(records.map(record => record.length)).toEqual([24, 24, 24]);
    });

    it('tells in each cell what the leaf tells', async () => {
      const [ingested] = await loggedEvents(server, 'recording.ingested');
      const record = records.find(([, id]) => id === ingested?.id) ?? [];
      const cells = Object.fromEntries(records[0]?.map((name, place) => [name, record[place]]) ?? []);
      const { id, at, recordingId, actor, facts } = ingested ?? {};
      expect(cells).toMatchObject({ id, at, recordingId, actorKind: 'service', actorId: actor?.id, reason: '' });
      expect(cells).toMatchObject({ contactId: facts?.contactId, callStartedAt: facts?.startedAt });
      expect(JSON.parse(cells.facts ?? '')).toEqual(facts);
    });

    it('takes their meaning from cells that a spreadsheet would take for formulas', () => {
      expect(records.flat().filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      expect(records.flat()).toEqual(expect.arrayContaining([`'=HYPERLINK("x")`, `'@unit`, 'billing, "north"']));
    });
  });

  describe('is on record', () => {
    it('with who, in which form, and by which filters', async () => {
      const events = await eventsDuring(server, () =>
        exported(auditor, { format: 'csv', from: '2026-11-24T09:00:00+02:00', queue: 'billing' }),
      );
      expect(events).toMatchObject([
        {
          action: 'audit.exported',
          outcome: 'done',
          actor: { id: server.ids.get('aila.auditoija') },
          facts: { format: 'csv', from: '2026-11-24T07:00:00.000Z', queue: 'billing' },
        },
      ]);
    });

    it('before its first byte: where it cannot be, there is none', async () => {
      await server.sql(`alter table audit_event add constraint refused check (action <> 'audit.exported') not valid`);
      const answer = await exported(auditor, { format: 'ndjson' });
      await server.sql('alter table audit_event drop constraint refused');
      expect(answer.status).toBeGreaterThanOrEqual(500);
      expect(answer.bytes.toString('utf8')).not.toContain('"actor"');
    });
  });

  it.each([
    ['has no form', {}],
    ['has an unknown form', { format: 'xlsx' }],
    ['has an unknown filter', { format: 'csv', name: 'x' }],
    ['asks for a page', { format: 'csv', limit: 5 }],
  ])('is refused where one %s', async (_, body) => {
    expectProblem(await auditor.post('/audit/exports', body), 400, 'invalid-request');
  });
});

describe('a large export', () => {
  const EVENTS = 10_000;
  let server: TestServer;
  let auditor: Client;

  beforeAll(async () => {
    server = await startTestServer();
    auditor = await server.as('aila.auditoija');
    const trail = server.app.get(AuditTrail);
    for (let batch = 0; batch < EVENTS / 500; batch += 1) {
      await Promise.all(Array.from({ length: 500 }, () => trail.recordAlone(large())));
    }
    await server.app.get(IntegrateEvents).execute();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('comes whole, each event once', async () => {
    const ids = eventsOf(await exported(auditor, { format: 'ndjson', action: 'recordings.listed' })).map(
      ({ id }) => id,
    );
    expect(ids).toHaveLength(EVENTS);
    expect(new Set(ids).size).toBe(EVENTS);
  });

  it('waits for its reader, and goes on when it reads', async () => {
    const answer = await openExport(auditor);
    await wait(500);
    const waiting = await server.sql<{ at: Date }>(OPEN_SNAPSHOTS);
    await wait(500);
    expect(await server.sql(OPEN_SNAPSHOTS)).toEqual(waiting);
    expect(waiting).toHaveLength(1);
    let bytes = 0;
    for await (const piece of answer) bytes += (piece as Buffer).length; // the stream has no encoding
    expect(bytes).toBeGreaterThan(EVENTS * 2000);
    await noneIsOpen();
  });

  it('is refused while two others run, and gives its place back when a reader goes away', async () => {
    const running = [await openExport(auditor), await openExport(auditor)];
    const refused = await auditor.post('/audit/exports', { format: 'ndjson' });
    expectProblem(refused, 429, 'too-many-exports');
    for (const answer of running) answer.destroy();
    await noneIsOpen();
    expect(await untilLetIn()).toBe(200);
  });

  /** A snapshot is closed a moment before its place is free. */
  async function untilLetIn(): Promise<number> {
    for (let look = 0; ; look += 1) {
      const { status } = await exported(auditor, { format: 'ndjson', action: 'audit.exported' });
      if (status !== 429 || look === 50) return status;
      await wait(100);
    }
  }

  async function noneIsOpen(): Promise<void> {
    for (let look = 0; look < 50; look += 1) {
      if ((await server.sql(OPEN_SNAPSHOTS)).length === 0) return;
      await wait(100);
    }
    throw new Error('a snapshot stayed open');
  }
});

/** The exports that are open, with the moment of their last step: only an export keeps a cursor. */
const OPEN_SNAPSHOTS = `
  select pid, query_start as at from pg_stat_activity
  where datname = current_database() and state = 'idle in transaction' and query like 'fetch %'`;

describe('the filters of the log', () => {
  let server: TestServer;
  let auditor: Client;

  beforeAll(async () => {
    server = await startTestServer();
    auditor = await server.as('aila.auditoija');
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  const actionsBy = async (query: string): Promise<AuditAction[]> => {
    const { status, body } = await auditor.get(`/audit/events?limit=200&${query}`);
    expect(status).toBe(200);
    return (body.items as LoggedEvent[]).map(({ action }) => action);
  };

  it('tell what was done in one session, and nothing of the same person’s other sessions', async () => {
    const [liisa, again] = [await server.as('liisa.lupa'), await server.as('liisa.lupa')];
    await liisa.get('/recordings?limit=1');
    await again.get('/recordings?limit=2');
    const started = await loggedEvents(server, 'session.started');
    const sessions = started.filter(({ actor }) => actor.id === server.ids.get('liisa.lupa'));
    expect(sessions).toHaveLength(2);
    for (const { actor } of sessions) {
      const { body } = await auditor.get(`/audit/events?session=${String(actor.sessionId)}`);
      expect(body.items).toMatchObject([
        { action: 'recordings.listed', actor },
        { action: 'session.started', actor },
      ]);
    }
  });

  it('tell nothing of a session that there is not', async () => {
    expect(await actionsBy(`session=${randomUUID()}`)).toEqual([]);
    expect(await actionsBy('session=ffffffff-ffff-7fff-bfff-ffffffffffff')).toEqual([]);
  });

  it('tell what concerns a person', async () => {
    const admin = await server.as('yrjo.yllapito');
    const id = String(server.ids.get('kirsi.koulu'));
    await admin.post(`/staff/${id}/deactivation`, { reason: 'Testi' });
    expect(await actionsBy(`concerns=${id}`)).toContain('staff.deactivated');
    expect(await actionsBy(`concerns=${id}&action=grant.suspended`)).toEqual([]);
  });

  it('stand in the event of the look, with how many were asked for', async () => {
    const agent = randomUUID();
    const [looked] = await eventsDuring(server, () => actionsBy(`agent=${agent}&callOn=2026-11-24&queue=billing`));
    expect(looked?.facts).toEqual({ agent, callOn: '2026-11-24', queue: 'billing', limit: 200, continued: false });
  });

  it.each([
    ['a day that there is not', 'callOn=2026-02-30'],
    ['an id that is none', 'contact=1'],
    ['an unknown filter', 'caller=x'],
  ])('refuse %s', async (_, query) => {
    expectProblem(await auditor.get(`/audit/events?${query}`), 400, 'invalid-request');
  });
});

/** An export over a connection of its own, whose answer has begun. */
async function openExport(client: Client): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' };
  const asked = request(`${client.url}/api/v1/audit/exports`, { method: 'POST', headers, agent: false });
  asked.end(JSON.stringify({ format: 'ndjson' }));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]; // the event's only argument
  answer.on('error', () => undefined); // that it breaks off is what the test wants
  return answer;
}

/** A draft of about two kilobytes. */
function large(): EventDraft {
  const actor = { kind: 'system', id: null, sessionId: null, address: null } as const;
  return { action: 'recordings.listed', actor, facts: { filling: 'x'.repeat(2000) } };
}

/** RFC 4180, by its grammar. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  for (let rest = text; rest !== '';) {
    const record: string[] = [];
    for (;;) {
      const [whole = '', quoted, plain = '', end = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
      if (whole === '') throw new Error('not a CSV record');
      record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      rest = rest.slice(whole.length);
      if (end !== ',') break;
    }
    records.push(record);
  }
  return records;
}
