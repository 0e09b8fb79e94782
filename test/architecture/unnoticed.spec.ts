import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instrument } from '../branch-coverage/instrument.mjs';
import { instrument as withMutants } from '../mutation/enumerate.js';
import { equivalents, fits } from '../mutation/equivalents.js';
import { draw, wilson } from '../mutation/sample.js';
import { WarmProcess } from '../mutation/warm-process.js';
import { AREAS, areaOf, percent, sourcesOf } from '../support/areas.js';

describe('what is counted of a source', () => {
  const text = `
import { Injectable } from '@nestjs/common';
@Injectable()
export class Door {
  constructor(private readonly key: Key | null, readonly width = 90) {}
  open(hand?: Hand): string {
    if (!this.key) return 'shut';
    return hand ? hand.name : (this.key.name ?? 'open');
  }
}
`;

  it('is each arm that somebody wrote, and none that its decorators are turned into', () => {
    const { branchMap } = instrument(text, '/door.ts').counts;
    const kinds = Object.values(branchMap).map(({ type, loc, locations }) => [type, loc.start.line, locations.length]);
    expect(kinds).toEqual([
      ['default-arg', 5, 1],
      ['if', 7, 2],
      ['cond-expr', 8, 2],
      ['binary-expr', 8, 2],
    ]);
  });
});

describe('a sample of mutants', () => {
  const files = Object.entries({ large: 900, small: 100 }).flatMap(([source, size]) =>
    Array.from({ length: size }, (_, n) => ({ source, n })),
  );

  it('is the same for the same seed, another for another, and has none twice', () => {
    const [first, again, other] = [1, 1, 2].map(seed => draw(files, 200, seed));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first).size).toBe(200);
    expect(draw(files, 5_000, 1)).toEqual(files);
  });

  it('has from each file as large a share as the file has of all', () => {
    const shares = Array.from({ length: 40 }, (_, seed) => draw(files, 200, seed)).map(
      drawn => drawn.filter(({ source }) => source === 'small').length / 200,
    );
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.09);
    expect(mean).toBeLessThan(0.11);
  });

  it.each([
    [45, 50, '0.786', '0.957'],
    [0, 10, '0.000', '0.278'],
    [10, 10, '0.722', '1.000'],
    [0, 0, '0.000', '1.000'],
  ])('of which %i of %i are noticed lets the whole lie between %s and %s', (part, whole, low, high) => {
    const found = wilson(part, whole);
    expect([found.low.toFixed(3), found.high.toFixed(3)]).toEqual([low, high]);
  });
});

describe('a process that has all mutants of a file in it', () => {
  const source = 'src/kernel/errors.ts';
  const spec = 'src/kernel/errors.spec.ts';
  const warm = new WarmProcess([source]);
  afterAll(() => warm.end());

  it('says of each by which test it is noticed, and is as it was after all of them', async () => {
    const mutants = (await withMutants([source])).flatMap(file => file.mutants);
    const judged = [];
    for (const mutant of mutants) judged.push(await warm.judge(spec, mutant.id));

    expect(mutants).toHaveLength(5);
    expect(judged.map(({ outcome }) => outcome)).toEqual(mutants.map(() => 'failed'));
    expect(judged[0]?.why).toMatch(/^a domain error > has a code for programs, .+ Error: expect\(received\)/s);
    expect(await warm.isSound(spec)).toBe(true);
  });

  it('knows what a spec comes by, and asks none that does not', async () => {
    const { covered, unsound } = await warm.covered(spec);
    expect([covered.size, unsound]).toEqual([5, 0]);
    expect((await warm.covered('src/kernel/countries.spec.ts')).covered.size).toBe(0);
    expect(await warm.judge('src/kernel/countries.spec.ts', '1')).toEqual({ outcome: 'uncovered' });
  });
});

describe('a mutant that nobody notices', () => {
  const source = 'test/mutation/fixtures/ladder.ts';
  const folder = mkdtempSync(join(tmpdir(), 'tallenne-ladder-'));
  process.env.LADDER_ENDED = join(folder, 'ended');
  const warm = new WarmProcess([source]);
  afterAll(async () => {
    delete process.env.LADDER_ENDED;
    await warm.end();
    rmSync(folder, { recursive: true });
  });

  /** `>=` for the `>` of a place that no spec asks about. */
  async function survivor(): Promise<string> {
    const mutants = (await withMutants([source])).flatMap(file => file.mutants);
    return mutants.find(({ replacement }) => replacement === 'heightCm >= 30')?.id ?? '';
  }

  it('is told apart from those that somebody does', async () => {
    const mutants = (await withMutants([source])).flatMap(file => file.mutants);
    const outcomes = new Map<string, string>();
    for (const { id } of mutants)
      outcomes.set(id, (await warm.judge('test/mutation/fixtures/ladder.sound.ts', id)).outcome);
    const passed = [...outcomes].filter(([, outcome]) => outcome !== 'failed');
    expect(passed).toEqual([[await survivor(), 'passed']]);
    expect(outcomes.size).toBeGreaterThan(4);
  });

  it('stays so where a spec cannot be loaded twice', async () => {
    expect(await warm.judge('test/mutation/fixtures/ladder.once-loaded.ts', await survivor())).toEqual({
      outcome: 'passed',
    });
  });

  it('stays so where the process ends once for another reason', async () => {
    expect(await warm.judge('test/mutation/fixtures/ladder.ends-once.ts', await survivor())).toEqual({
      outcome: 'passed',
    });
    expect(existsSync(join(folder, 'ended'))).toBe(true);
  });
});

describe('what is listed as equivalent', () => {
  it('still stands in a source as it is listed, with a reason', async () => {
    const listed = equivalents();
    const made = await withMutants([...new Set(listed.map(({ source }) => source))]);
    const mutants = made.flatMap(file => file.mutants);
    expect(listed.filter(one => !mutants.some(mutant => fits(one, mutant)))).toEqual([]);
    expect(listed.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});

describe('the areas', () => {
  it('have sources, without what is only for tests', () => {
    for (const area of AREAS) {
      expect(sourcesOf(area).length).toBeGreaterThan(10);
      expect(sourcesOf(area).filter(path => /spec|contract|testing/.test(path))).toEqual([]);
    }
    expect(() => areaOf('cli')).toThrow('There is no area "cli": kernel, platform/crypto, access, audit, retention.');
  });

  it('are not whole where one place is missing', () => {
    expect([percent(9999, 10_000), percent(5, 5), percent(0, 0)]).toEqual(['99.9', '100.0', '100.0']);
  });
});
