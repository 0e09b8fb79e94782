import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { testDatabases } from '../manipulations/prepared-database.js';
import { MANIPULATIONS, runManipulations } from '../manipulations/run-manipulations.js';
import { runUntouched } from '../manipulations/run-untouched.js';

const TRIED = 1000;
const UNTOUCHED = 100;

/** A tenth of what `test/manipulations/main.ts` does; a failing seed can be given to that. */
const seed = randomInt(2 ** 31);

describe(`the verifier of the log (seed ${seed})`, () => {
  it('finds and names whatever was done to a log', async () => {
    const { tried, misses } = await runManipulations(testDatabases(), { manipulations: TRIED, seed });
    expect(misses).toEqual([]);
    expect([...tried.keys()].sort()).toEqual(MANIPULATIONS.map(({ name }) => name).sort());
  });

  it('finds nothing in logs that nobody has touched, whenever it looks', async () => {
    const { logs, findings, whileWaiting, leaves } = await runUntouched(testDatabases(), { logs: UNTOUCHED, seed });
    expect(findings).toEqual([]);
    expect([logs, whileWaiting > 0, leaves > logs]).toEqual([UNTOUCHED, true, true]);
  });
});
