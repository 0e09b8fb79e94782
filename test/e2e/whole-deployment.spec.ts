import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { wav } from '../support/audio.js';
import { SoftwareAuthenticator } from '../support/authenticator.js';
import { Client } from '../support/client.js';
import { Deployment } from '../support/deployment.js';
import { imageBySteps, type Image } from '../support/image-steps.js';
import { callMetadata } from '../support/metadata.js';
import { optionalTool } from '../support/optional-tool.js';
import { signInWithPasskey } from '../support/second-factor.js';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const TOOLS = [
  'docker-compose',
  'openssl',
  'postgresql-17',
  'nginx',
  'radosgw',
  'ceph-mon',
  'ceph-osd',
  'curl',
] as const;
const [compose, openssl, postgres, nginx, ...rest] = TOOLS.map(optionalTool);

(compose && openssl && postgres && nginx && rest.every(Boolean) ? describe : describe.skip)(
  'the whole composition',
  () => {
    let deployment: Deployment;
    let image: Image | null = null;
    let ingestToken: string;
    let maija: Client;
    const delivered: { id: string; audio: Buffer }[] = [];

    beforeAll(async () => {
      // `npm run test:image`: what the Dockerfile makes instead of this checkout's build.
      if (process.env.TALLENNE_FROM_IMAGE === '1') image = await imageBySteps();
      const programs = { compose: compose ?? '', openssl: openssl ?? '', postgres: postgres ?? '', nginx: nginx ?? '' };
      deployment = await Deployment.begin({ ...programs, server: image?.folder ?? ROOT });
      setDefaultCACertificates([...getCACertificates(), readFileSync(deployment.secretFile('authority'), 'utf8')]);
    });

    afterAll(async () => {
      await deployment.stop();
      await image?.remove();
    });

    it('has its schema from the owner before an instance starts, and an instance is not the owner', async () => {
      await expect(deployment.startServer('server-1')).rejects.toThrow('tallenne migrate');
      await deployment.command('migrate', 'migrate');
      expect(Object.keys(deployment.environment('server-1'))).not.toContain('DATABASE_OWNER_URL_FILE');
      const owned = await deployment.sql(
        'database',
        'tallenne',
        `select from pg_class where relowner = 'tallenne_app'::regrole`,
      );
      expect(owned).toEqual([]);
    });

    it('starts, and takes and plays recordings over TLS through either instance', async () => {
      const accounts = join(ROOT, 'test', 'kill', 'prepare-accounts.mjs');
      const { stdout } = await run(process.execPath, [accounts], { env: deployment.environment('server-1') });
      ({ ingestToken } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { ingestToken: string }); // as it writes it
      await deployment.startServer('server-1');
      await deployment.startServer('server-2');
      maija = await signInWithPasskey(new Client(deployment.origin), {
        ...{ username: 'maija.malli', password: DEMO_PASSWORD },
        authenticator: new SoftwareAuthenticator(deployment.origin),
      });
      for (let number = 0; number < 4; number += 1) await deliver();
      for (const one of delivered) expect((await heard(one.id)).equals(one.audio)).toBe(true);
    });

    it('keeps recordings in the bucket, encrypted, and none of them in the data folder or the proxy’s', async () => {
      expect(await objectsInBucket()).toBeGreaterThanOrEqual(delivered.length);
      const { stdout } = await run('find', ['data', 'proxy', 'log-copy', '-type', 'f', '-size', '+100k'], {
        cwd: deployment.folder,
      });
      expect(stdout).toBe('');
    });

    it.each(['database', 'keys-database'] as const)('lets nobody into the %s without TLS', async part => {
      const url = new URL(await deployment.secret(part === 'database' ? 'application-url' : 'keys-url'));
      url.search = '';
      const client = new pg.Client({ connectionString: url.href });
      await expect(client.connect()).rejects.toThrow(/no encryption/);
    });

    it.each([
      ['database', 'tallenne'],
      ['keys-database', 'tallenne_keys'],
    ] as const)('has nothing of a value that the %s refuses in its log', async (part, name) => {
      const twice = `create temporary table person (name text primary key);
        insert into person values ('Meikalainen'); insert into person values ('Meikalainen')`;
      await expect(deployment.sql(part, name, twice)).rejects.toThrow('duplicate key');
      await deployment.sql(part, name, `do $$ begin raise log 'was written'; end $$`);
      await until(() => Promise.resolve(deployment.saidBy(part).includes('was written')));
      expect(deployment.saidBy(part)).not.toMatch(/Meikalainen|duplicate key/);
    });

    it('goes on through the restart of each instance and of the store', async () => {
      for (const name of ['server-1', 'server-2']) {
        expect(await deployment.stopServer(name)).toBe(0);
        await deliver();
        await deployment.startServer(name);
      }
      await deployment.stopStore();
      await until(async () => (await new Client(deployment.origin).get('/readyz')).status === 503);
      expect((await new Client(deployment.origin).get('/readyz')).body).toMatchObject({ missing: ['blob-store'] });
      await deployment.startStore();
      await until(async () => (await new Client(deployment.origin).get('/readyz')).status === 200);
      for (const { id, audio } of delivered) expect((await heard(id)).equals(audio)).toBe(true);
    });

    it('has a log that verifies', async () => {
      expect(await deployment.command('server-1', 'audit', 'verify')).toContain('The log is as it was written.');
    });

    async function deliver(): Promise<void> {
      const audio = wav({ seconds: 30, seed: delivered.length });
      const telephone = new Client(deployment.origin, ingestToken);
      const { status, body } = await telephone.deliver(callMetadata(new Date()), audio);
      expect([status, body.code]).toEqual([201, undefined]);
      delivered.push({ id: String(body.id), audio });
    }

    async function heard(id: string): Promise<Buffer> {
      const granted = await maija.post(`/recordings/${id}/playbacks`, PURPOSE);
      expect([granted.status, granted.body.code]).toEqual([201, undefined]);
      return (await maija.get(String(granted.body.audioUrl))).bytes;
    }

    async function objectsInBucket(): Promise<number> {
      const keys = `user = "${await deployment.secret('s3-access-key')}:${await deployment.secret('s3-secret-key')}"`;
      const asked = run('curl', [
        '-sSf',
        '-K',
        '-',
        '--aws-sigv4',
        'aws:amz:default:s3',
        '--cacert',
        deployment.secretFile('authority'),
        `${deployment.bucketEndpoint}/tallenne`,
      ]);
      asked.child.stdin?.end(keys);
      return (await asked).stdout.split('<Key>').length - 1;
    }
  },
);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(200);
}
