import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogGate } from '../../src/audit/index.js';
import { FaultyDatabase } from '../support/faulty-database.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;

const asked = (url = server.url) => fetch(`${url}/readyz`);

/** What an instance says that it lacks; it lives all the same. */
async function missing(url = server.url): Promise<unknown> {
  const answer = await asked(url);
  const body = (await answer.json()) as Readonly<Record<string, unknown>>; // a problem answer
  expectProblem({ status: answer.status, body }, 503, 'not-ready');
  expect(Object.keys(body).sort()).toEqual(['code', 'missing', 'requestId', 'status', 'title', 'type']);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  return body.missing;
}

async function expectReady(url = server.url): Promise<void> {
  const answer = await asked(url);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { status: 'ok', playbackClosed: [], inboxBucket: 'none' },
  ]);
}

/** Takes a folder away for as long as `look` takes. */
async function without(folder: string, look: () => Promise<void>): Promise<void> {
  await rename(folder, `${folder}-away`);
  try {
    await look();
  } finally {
    await rename(`${folder}-away`, folder);
  }
  await expectReady();
}

describe('readiness', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('is given where every part is there', async () => {
    await expectReady();
  });

  it('fails by the key ring while its folder is away, and comes back with it', async () => {
    await without(join(server.folders.keys, 'days'), async () => {
      expect(await missing()).toEqual(['key-ring']);
    });
  });

  it('fails by the blob store while its folder is away, and comes back with it', async () => {
    await without(server.folders.blobs, async () => {
      expect(await missing()).toEqual(['blob-store']);
    });
  });

  it('fails by every part that is away, and says so without a name of a folder', async () => {
    const days = join(server.folders.keys, 'days');
    await without(server.folders.blobs, async () => {
      await rename(days, `${days}-away`);
      try {
        expect(await missing()).toEqual(['key-ring', 'blob-store']);
      } finally {
        await rename(`${days}-away`, days);
      }
      expect(await missing()).toEqual(['blob-store']);
    });
  });

  it('fails by a migration that the database has not seen', async () => {
    const [gone] = await server.sql<{ name: string }>(
      `delete from mikro_orm_migrations where name = '0038-observability' returning name`,
    );
    expect(await missing()).toEqual(['migrations']);
    await server.sql('insert into mikro_orm_migrations (name, executed_at) values ($1, now())', [gone?.name]);
    await server.sql(`insert into mikro_orm_migrations (name, executed_at) values ('9999-of-a-newer-instance', now())`);
    await expectReady();
    await server.sql(`delete from mikro_orm_migrations where name = '9999-of-a-newer-instance'`);
  });

  it('fails by the database while nothing answers there, of which no migration is known either', async () => {
    const way = await FaultyDatabase.before(server.env.DATABASE_URL ?? '');
    const beside = await server.beside({ DATABASE_URL: way.url });
    try {
      await expectReady(beside.url);
      const fault = way.arm({ kind: 'down', forGood: true });
      expect(await missing(beside.url)).toEqual(['database', 'migrations']);
      expect(fault.struck).not.toBeNull();
      await way.calm();
      await expectReady(beside.url);
    } finally {
      await beside.stop();
      await way.stop();
    }
  }, 60_000);

  it('fails by a log that is late; a latched alarm closes playback alone, for an auditor must come in to clear it', async () => {
    const gate = server.app.get(LogGate);
    gate.close('late');
    expect(await missing()).toEqual(['log']);
    gate.open('late');
    gate.close('alarm');
    const answer = await asked();
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { status: 'ok', playbackClosed: ['alarm'], inboxBucket: 'none' },
    ]);
    gate.open('alarm');
    await expectReady();
  });

  it.each(['copy-missing', 'not-continued'] as const)(
    'stays where the log waits for a person, and so is late: %s',
    async because => {
      const gate = server.app.get(LogGate);
      gate.close(because);
      gate.close('late');
      const answer = await asked();
      expect([answer.status, await answer.json()]).toMatchObject([200, { playbackClosed: [because, 'late'] }]);
      gate.open(because);
      expect(await missing()).toEqual(['log']);
      gate.open('late');
      await expectReady();
    },
  );

  it('shares a look between those who ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => asked()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });
});
