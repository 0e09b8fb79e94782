import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Operation } from '../api-fuzz/document.js';
import { EXCUSED } from '../api-fuzz/excused.js';
import type { Answered } from '../api-fuzz/exchange.js';
import { Judge } from '../api-fuzz/judge.js';
import { KeptRounds } from '../api-fuzz/kept-rounds.js';
import { Output } from '../api-fuzz/output.js';
import { failuresOf, reportOf } from '../api-fuzz/report.js';
import { runApiFuzz } from '../api-fuzz/run-api-fuzz.js';
import { Sum } from '../api-fuzz/sum.js';
import { filesWith } from '../api-fuzz/written-files.js';

/** Recorded, so that what is found once is found again; `npm run test:api-fuzz` sends a thousand times as many. */
const SEED = 1;
const REQUESTS = 8;

describe('requests that are made from the OpenAPI document', () => {
  it('are answered as it says, by every operation; nobody gets in, nothing fails, and no canary leaves its place', async () => {
    const { faults, operations, requestsEach, late, requests, brokenWays, unexcused } = await runApiFuzz({
      ...{ requests: REQUESTS, seed: SEED },
    });
    expect(faults).toEqual([]);
    expect([operations > 300, requestsEach >= REQUESTS]).toEqual([true, true]);
    // every operation takes something: by chance, or on a way that is walked to its end
    expect({ brokenWays, unexcused }).toEqual({ brokenWays: {}, unexcused: [] });
    expect(late).toBeLessThan(requests / 20);
  }, 1_200_000);

  describe('would be found out', () => {
    const closed = {
      type: 'object',
      properties: { id: { type: 'string' } },
      required: ['id'],
      additionalProperties: false,
    };
    const operation: Operation = {
      ...{ name: 'POST /api/v1/a', method: 'POST', path: '/api/v1/a', guarded: true, parameters: [], body: null },
      answers: { '200': { 'application/json': closed }, '204': {}, '4XX': { 'application/problem+json': {} } },
    };
    const somebody = { token: 'a-token-of-somebody-there', isForeignPage: false };
    const judge = new Judge({ operations: [], components: {} }, ['Kanariainen']);
    const answer = (status: number, value: unknown, over: Partial<Answered> = {}): Answered => ({
      ...{ status, type: status < 400 ? 'application/json' : 'application/problem+json' },
      ...{ headers: { 'cache-control': 'no-store' }, body: Buffer.from(value === null ? '' : JSON.stringify(value)) },
      ...over,
    });
    const problem = { type: 'urn:tallenne:problem:not-found', title: 'No.', status: 404, code: 'not-found' };

    it('with nothing where all is well', () => {
      for (const fine of [answer(200, { id: 'a' }), answer(204, null), answer(404, problem)])
        expect(judge.faultsOf(operation, somebody, fine)).toEqual([]);
    });

    it.each([
      ['a failure', answer(500, null), /^answered 500$/],
      ['a status of no word', answer(201, { id: 'a' }), /201, which it does not declare/],
      ['a field too many', answer(200, { id: 'a', name: 'b' }), /200 outside its schema: .*name/],
      ['a body where there is none', answer(204, {}), /204 with a body/],
      ['another type', answer(200, { id: 'a' }, { type: 'text/html' }), /text\/html instead of/],
      ['what is no JSON', answer(200, null), /no JSON/],
      ['a problem of another code', answer(404, { ...problem, code: 'gone' }), /does not fit together/],
      ['a canary in another case', answer(404, { ...problem, title: 'kanariainen' }), /repeats a canary/],
      ['a token', answer(404, { ...problem, title: somebody.token }), /repeats the token/],
      ['an answer that may be stored', answer(404, problem, { headers: {} }), /may be stored/],
    ])('by what was answered: %s', (_, wrong, fault) => {
      expect(judge.faultsOf(operation, somebody, wrong).join('; ')).toMatch(fault);
    });

    it('by who was answered', () => {
      const done = answer(204, null);
      expect(judge.faultsOf(operation, { token: '', isForeignPage: false }, done)).toEqual(['let nobody in with 204']);
      expect(judge.faultsOf(operation, { ...somebody, isForeignPage: true }, done)).toHaveLength(1);
    });

    it('by an operation that is never taken, unless somebody has said why', () => {
      const [excused = ''] = Object.keys(EXCUSED);
      const sum = new Sum();
      for (const [name, status] of [
        ['GET /a', 404],
        [excused, 401],
        ['GET /b', 200],
        ['GET /b', 404],
      ] as const)
        sum.add(name, status);
      expect(reportOf(sum, [])).toMatchObject({ unexcused: ['GET /a'], operations: 3, requests: 4, requestsEach: 1 });
    });

    it('in rounds of several runs that add up, a broken one of which is made again', () => {
      const folder = mkdtempSync(join(tmpdir(), 'tallenne-kept-'));
      const [kept, all, sum] = [new KeptRounds(join(folder, 'kept/rounds.jsonl')), new Sum(), new Sum()];
      sum.add('GET /a', 200);
      const round = { name: '1/0', count: 100, operation: '', commit: 'a', faults: [], sum: sum.toJSON() };
      kept.add({ ...round, whole: false });
      expect(kept.of(round)).toBeUndefined();
      kept.add({ ...round, whole: true });
      expect(kept.of(round)?.sum).toEqual(sum.toJSON());
      for (const other of [{ count: 101 }, { name: '2/0' }, { operation: 'b' }, { commit: 'b' }, { commit: null }])
        expect(kept.of({ ...round, ...other })).toBeUndefined();
      for (const one of kept.all()) all.take(one.sum);
      expect([all.requests, all.answers]).toEqual([2, { '2xx': 2 }]);
      rmSync(folder, { recursive: true });
    });

    it('again in a round that has found a fault, which is made again', () => {
      const folder = mkdtempSync(join(tmpdir(), 'tallenne-kept-'));
      const kept = new KeptRounds(join(folder, 'rounds.jsonl'));
      const round = { name: '1/0', count: 100, operation: '', commit: 'a', whole: true, sum: new Sum().toJSON() };
      kept.add({ ...round, faults: ['GET /a answered 500 (1)'] });
      expect(kept.of(round)).toBeUndefined();
      rmSync(folder, { recursive: true });
    });

    it('in the total of a run all rounds of which were made before', async () => {
      const sum = new Sum();
      sum.add('GET /a', 200);
      const kept = () => ({ sum: sum.toJSON(), faults: ['GET /a answered 500 (1)'] });
      const report = await runApiFuzz({ requests: 300, seed: SEED, kept });
      expect(report).toMatchObject({ requests: 3, faults: Array(3).fill('GET /a answered 500 (1)') });
    });

    it('by a run that sent nothing, a way that broke, and an operation that was never taken in all', () => {
      const sum = new Sum();
      expect(failuresOf(reportOf(sum, []), false)).toEqual(['nothing was sent, and nothing was kept']);
      sum.add('GET /a', 404);
      expect(failuresOf(reportOf(sum, []), false)).toEqual([]);
      expect(failuresOf(reportOf(sum, []), true)).toEqual(['GET /a was never taken']);
      sum.broken('complaints', 'GET /a: 404 not-found');
      expect(failuresOf(reportOf(sum, ['one']), false)).toEqual([
        'one',
        'complaints was not walked to its end: {"GET /a: 404 not-found":1}',
      ]);
    });

    it('by what was written', async () => {
      const output = new Output(text => text.includes('Kanariainen'));
      process.stderr.write('of Kanariainen\n');
      process.stdout.write('of nobody\n');
      output.end();
      expect(output.leaks).toEqual(['of Kanariainen\n']);
      const folder = mkdtempSync(join(tmpdir(), 'tallenne-written-'));
      writeFileSync(join(folder, 'a'), 'of Kanariainen');
      const found = await filesWith([folder], new Map([['name', Buffer.from('Kanariainen')]]));
      rmSync(folder, { recursive: true });
      expect(found).toEqual(['/a: name, of ']);
    });
  });
});
