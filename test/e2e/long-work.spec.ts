import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { LongWork, type BegunWork, type Reached } from '../../src/platform/work/index.js';
import { ChangesReader } from '../revocations/changes-reader.js';
import type { Client } from '../support/client.js';
import { addPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PATIENCE_MS = 15_000;
/** Longer than a moment. */
const A_WHILE_MS = 1_500;
/** Nobody writes the log meanwhile: an export waits for its own event. */
const HELD = `do $$ begin lock table audit_event in access exclusive mode; perform pg_sleep(4); end $$`;

type Shown = Readonly<Record<string, unknown>>;

describe('work that people wait for', () => {
  let server: TestServer;
  const open: ChangesReader[] = [];

  beforeAll(async () => {
    server = await startTestServer();
  });

  afterEach(async () => {
    for (const page of open.splice(0)) page.close();
    await server.sql('delete from long_work');
  });

  afterAll(async () => {
    await server.stop();
  });

  async function somebody(role: string) {
    const person = await addPerson(server, { grants: [{ role }] });
    return { id: person.id, client: await server.as(person.username) };
  }

  async function follow(client: Client): Promise<ChangesReader> {
    const page = await ChangesReader.open(server.url, client.token);
    open.push(page);
    return page;
  }

  /** Has work begun that goes on until `end` is called. */
  function begin(work: BegunWork, on = server) {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    let reached: Reached = () => undefined;
    const ended = on.app.get(LongWork).run(work, say => {
      reached = say;
      return promise;
    });
    return {
      reached: (done: number, total: number | null) => {
        reached(done, total);
      },
      end: async () => {
        resolve(undefined);
        await ended;
      },
      fail: async () => {
        reject(new Error('broken'));
        await expect(ended).rejects.toThrow('broken');
      },
    };
  }

  const shown = (page: ChangesReader): Shown[] =>
    (page.last.get('work') as { items: Shown[] } | undefined)?.items ?? [];

  async function expectShown(page: ChangesReader, items: Shown[]): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    const matches = () => JSON.stringify(shown(page).map(item => ({ ...item, id: '' }))) === JSON.stringify(items);
    while (!matches() && performance.now() < deadline) await wait(50);
    expect(shown(page)).toEqual(items.map(item => ({ ...item, id: expect.any(String) })));
  }

  const item = (kind: string, state: string, done = 0, total: number | null = null, about = '') => ({
    ...{ id: '', kind, about, done, total, state },
  });

  it('is told to whom it is for, again after a reload, and by whichever instance does it', async () => {
    const { id, client } = await somebody('rights-officer');
    const page = await follow(client);
    const beside = await server.beside();
    const work = begin({ kind: 'rights-package', ownerId: id, about: id }, beside);
    await wait(A_WHILE_MS);
    work.reached(2, 5);
    await expectShown(page, [item('rights-package', 'running', 2, 5, id)]);
    page.close();
    await expectShown(await follow(client), [item('rights-package', 'running', 2, 5, id)]);
    await work.end();
    await expectShown(await follow(client), [item('rights-package', 'done', 2, 5, id)]);
    await beside.stop();
  });

  it('is nobody else’s to see, and of the house by those alone who may follow it', async () => {
    const [officer, another, auditor] = [
      await somebody('rights-officer'),
      await somebody('rights-officer'),
      await somebody('auditor'),
    ];
    const pages = [await follow(officer.client), await follow(another.client), await follow(auditor.client)] as const;
    const [own, verification] = [
      begin({ kind: 'redacted-copy', ownerId: officer.id }),
      begin({ kind: 'log-verification', ownerId: null }),
    ];
    await expectShown(pages[0], [item('redacted-copy', 'running')]);
    await expectShown(pages[2], [item('log-verification', 'running')]);
    await wait(A_WHILE_MS);
    expect(pages[1].at.has('work')).toBe(false);
    await Promise.all([own.end(), verification.end()]);
  });

  it('says that it has broken off, and fails as it would alone', async () => {
    const { id, client } = await somebody('auditor');
    const page = await follow(client);
    const work = begin({ kind: 'audit-export', ownerId: id });
    await wait(A_WHILE_MS);
    await work.fail();
    await expectShown(page, [item('audit-export', 'failed')]);
  });

  it('is not shown when it is done in a moment, or when its process gives no sign of life', async () => {
    const { id, client } = await somebody('auditor');
    await begin({ kind: 'audit-export', ownerId: id }).end();
    const DIED = `insert into long_work values (gen_random_uuid(), 'audit-export', $1, '', 0, null, $2, $2)`;
    await server.sql(DIED, [id, new Date(server.clock.now().getTime() - 3 * 60_000)]);
    const page = await follow(client);
    await wait(A_WHILE_MS);
    expect(page.at.has('work')).toBe(false);
    expect(await server.sql('select id from long_work where ended_at is not null')).toEqual([]);
  });

  it('goes on when nobody can be told', async () => {
    const { id } = await somebody('auditor');
    const work = begin({ kind: 'audit-export', ownerId: id });
    await server.sql('alter table long_work rename to long_work_away');
    await wait(A_WHILE_MS);
    work.reached(1, 2);
    await work.end();
    await server.sql('alter table long_work_away rename to long_work');
  });

  it('is an export of the log, as soon as it takes longer than a moment', async () => {
    const { client } = await somebody('auditor');
    const page = await follow(client);
    const held = server.sql(HELD);
    const exported = client.post('/audit/exports', { format: 'csv' });
    await expectShown(page, [item('audit-export', 'running')]);
    await held;
    expect((await exported).status).toBe(200);
  });
});
