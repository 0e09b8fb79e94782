import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { NoteKeyFile } from '../../src/platform/crypto/note-key-file.js';
import { describeWith } from '../support/describe-with.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PAGE = join(import.meta.dirname, '../../docs/verify-by-hand.md');

/** Runs exactly what the page tells an auditor to run, with the programs that it names. */
describeWith('openssl', 'checking the log by hand', () => {
  describeWith('python3', 'as the page says', () => {
    let server: TestServer;
    let blocks: readonly string[];
    let folder: string;

    beforeAll(async () => {
      server = await startTestServer();
      const trail = server.app.get(AuditTrail);
      await Promise.all(
        Array.from({ length: 300 }, () => trail.recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM })),
      );
      blocks = [...(await readFile(PAGE, 'utf8')).matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
    });
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tallenne-by-hand-'));
      await bring();
    });
    afterAll(() => server.stop());

    it('verifies the signature of the checkpoint and the place of the event, with the page’s own commands', async () => {
      expect(blocks).toHaveLength(3);
      const said = await runAll();
      expect(said).toContain('Signature Verified Successfully');
      expect(said).toContain('"action": "retention.viewed"');
      expect(said).toMatch(
        /Event \d+ of \d+ is in the log tallenne\.local\/[0-9a-f]{16}, as these bytes and no others\./,
      );
      await rm(folder, { recursive: true });
    });

    it('verifies with the old key and with the new one while both sign', async () => {
      const added = await new NoteKeyFile(join(server.folders.keys, 'log-signing-keys')).addKey();
      await server.app.get(AuditTrail).recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM });
      await server.app.get(IntegrateEvents).execute();
      const old = await readFile(join(folder, 'verifier-key'));
      await bring();
      await writeFile(join(folder, 'verifier-key'), old);
      expect(await runAll()).toContain('is in the log');
      await writeFile(join(folder, 'verifier-key'), `${added.verifier.toString()}\n`);
      expect(await runAll()).toContain('is in the log');
    });

    it.each([
      ['the event', 'event.leaf', (bytes: string) => bytes.replace('retention.viewed', 'retention.viewEd')],
      [
        'a step of the proof',
        'event.tlog-proof',
        (text: string) => text.replace(/\n([A-Za-z0-9+/]{43}=)\n/, (_, hash: string) => `\n${flipped(hash)}\n`),
      ],
      [
        'the index',
        'event.tlog-proof',
        (text: string) => text.replace(/index (\d+)/, (_, index: string) => `index ${Number(index) ^ 1}`),
      ],
      [
        'the root',
        'event.tlog-proof',
        (text: string) =>
          text.replace(/\n\d+\n([A-Za-z0-9+/]{43}=)/, (all, hash: string) => all.replace(hash, flipped(hash))),
      ],
      [
        'the key',
        'verifier-key',
        (text: string) =>
          text.replace(/\+([A-Za-z0-9+/]{43}=*)/, (all, key: string) =>
            all.replace(key, `${key.slice(0, 20)}${key[20] === 'A' ? 'B' : 'A'}${key.slice(21)}`),
          ),
      ],
    ])('fails where %s is another', async (_, file, change) => {
      const path = join(folder, file);
      const before = await readFile(path, 'utf8');
      await writeFile(path, change(before));
      expect(await readFile(path, 'utf8')).not.toBe(before);
      await expect(runAll()).rejects.toThrow('Command failed');
    });

    /** What the auditor downloads from the page of the event, and the key as it was noted down. */
    async function bring(): Promise<void> {
      await server.app.get(IntegrateEvents).execute();
      const auditor = await server.as('aila.auditoija');
      const { body: log } = await auditor.get('/audit/log');
      const [event] = await server.sql<{ id: string }>(
        `select e.id from audit_event e join audit_leaf l on l.event_id = e.id where e.action = 'retention.viewed' order by l.index offset 100 limit 1`,
      );
      const { body } = await auditor.get(`/audit/events/${event?.id ?? ''}/proof`);
      await writeFile(join(folder, 'verifier-key'), `${(log.verifierKeys as string[])[0] ?? ''}\n`);
      await writeFile(join(folder, 'event.tlog-proof'), String(body.proof));
      await writeFile(join(folder, 'event.leaf'), Buffer.from(String(body.leaf), 'base64'));
    }

    async function runAll(): Promise<string> {
      let said = '';
      for (const block of blocks) {
        const { stdout, stderr } = await promisify(execFile)('/bin/sh', ['-c', block], { cwd: folder });
        said += stdout + stderr;
      }
      return said;
    }
  });
});

function flipped(hash: string): string {
  const bytes = Buffer.from(hash, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}
