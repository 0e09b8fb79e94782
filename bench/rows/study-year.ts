import type { Part } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { LARGE, SMALL, type Site } from '../harness/site.js';
import { seedStudyCells, STUDIED_YEAR } from '../seed/seed-study-cells.js';
import { BareStudy } from './bare-study.js';
import type { Row } from './row.js';

const { from, through } = STUDIED_YEAR;
const PATH = `/api/v1/studies/service-levels?from=${from}&through=${through}&group=month`;

/** A year's study from daily figures. */
export const studyOfAYear: Row = {
  name: 'study-year-1m',
  prepare: async site => {
    const { ownerUrl } = await site.installation(SMALL);
    const calls = await seedStudyCells(ownerUrl, LARGE);
    return {
      name: 'study-year-1m',
      what: `GET of a year's study by the month over ${calls.toLocaleString('en')} calls in daily figures by a team lead, against hand-written SQL on the same figures`,
      goal: { kind: 'time-at-most', ratio: 2 },
      by: 'latency',
      atOnce: 1,
      plan: PLAN,
      ours: await studying(site),
      baseline: [await bare(site)],
    };
  },
};

const PLAN = {
  warmUp: { leastMs: 2000, operations: 5, mostMs: 8000 },
  round: { leastMs: 600, operations: 5, mostMs: 8000 },
  rounds: 9,
};

async function studying(site: Site): Promise<Part> {
  const client = await (await site.installation(SMALL)).as('liisa.lupa');
  const operation: Operation = async () => (await client.send({ method: 'GET', path: PATH }, 200)).wholeMs;
  return { name: 'Tallenne', operation };
}

async function bare(site: Site): Promise<Part> {
  const { applicationUrl } = await site.installation(SMALL);
  const study = await BareStudy.open(applicationUrl);
  site.atEnd(() => study.close());
  return { name: 'hand-written SQL', operation: study.study };
}
