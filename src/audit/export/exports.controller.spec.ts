import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Requester } from '../../platform/http/index.js';
import type { LongWork, Reached } from '../../platform/work/index.js';
import type { ExportEvents } from './export-events.js';
import { ExportsController } from './exports.controller.js';
import type { ExportFormat, NewExport } from './export.schemas.js';

const AUDITOR: Requester = {
  kind: 'staff',
  id: 'an auditor',
  sessionId: 'a session',
  accessEpoch: 1,
  address: '192.0.2.7',
};
const reached: Reached = () => undefined;

/** What was answered. */
class Reply {
  readonly headers: Record<string, string> = {};
  body: Readable | null = null;

  header(name: string, value: string): this {
    this.headers[name] = value;
    return this;
  }

  send(body: Readable): this {
    this.body = body;
    return this;
  }
}

/** The controller over an export that goes as `execute` says. */
function controller(execute: (wanted: NewExport, begin: () => Writable, at: Reached) => Promise<void>) {
  const shown: unknown[] = [];
  const exportEvents = {
    execute: (wanted: NewExport, requester: Requester, begin: () => Writable, at: Reached) => {
      expect(requester).toBe(AUDITOR);
      return execute(wanted, begin, at);
    },
  };
  const longWork = {
    run: (begun: unknown, work: (at: Reached) => Promise<void>) => {
      shown.push(begun);
      return work(reached);
    },
  };
  // It calls nothing else of them.
  const made = new ExportsController(exportEvents as unknown as ExportEvents, longWork as unknown as LongWork);
  const reply = new Reply();
  const exported = (wanted: NewExport) => made.export(wanted, reply as unknown as FastifyReply, AUDITOR);
  return { exported, reply, shown };
}

describe('an export of events, as it is answered', () => {
  it.each<[ExportFormat, string, string]>([
    ['ndjson', 'application/x-ndjson', 'attachment; filename="audit-events.ndjson"'],
    ['csv', 'text/csv; charset=utf-8; header=present', 'attachment; filename="audit-events.csv"'],
  ])('is a file that nobody keeps: %s', async (format, type, disposition) => {
    const { exported, reply, shown } = controller((wanted, begin, at) => {
      expect([wanted, at]).toEqual([{ format }, reached]);
      begin().end('a line\n');
      return Promise.resolve();
    });
    await exported({ format });
    expect(reply.headers).toEqual({
      'content-type': type,
      'content-disposition': disposition,
      'cache-control': 'no-store',
    });
    expect(await text(reply.body ?? Readable.from([]))).toBe('a line\n');
    expect(shown).toEqual([{ kind: 'audit-export', ownerId: 'an auditor' }]);
  });

  it('has not begun before its event is committed', async () => {
    const { exported, reply } = controller(() => Promise.reject(new TypeError('no log')));
    await expect(exported({ format: 'csv' })).rejects.toThrow('no log');
    expect([reply.headers, reply.body]).toEqual([{}, null]);
  });

  it('is no failure where the reader has hung up', async () => {
    const hungUp = Object.assign(new Error('closed'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
    await expect(controller(() => Promise.reject(hungUp)).exported({ format: 'csv' })).resolves.toBeUndefined();
  });

  it.each([
    ['with another code', Object.assign(new Error('aborted'), { code: 'ABORT_ERR' })],
    ['without a code', new Error('lost')],
    ['that is a text', 'ERR_STREAM_PREMATURE_CLOSE'],
    ['that is nothing', null],
  ])('fails with whatever else goes wrong: an error %s', async (_what, error) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever is thrown
    await expect(controller(() => Promise.reject(error)).exported({ format: 'csv' })).rejects.toBe(error);
  });
});
