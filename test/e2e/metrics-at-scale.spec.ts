import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import type { Statement } from '../../src/platform/database/index.js';
import { COUNT_ARRIVALS } from '../../src/recordings/arrivals/count-arrivals.js';
import { Client } from '../support/client.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** `TALLENNE_TEST_LINES=1000000` for the size of a house with 62 days of 16 000 calls. */
const LINES = Number(process.env.TALLENNE_TEST_LINES ?? 20_000);
const OUTCOMES = ['awaited', 'filed', 'quarantined', 'refused', 'explained'] as const;

let server: TestServer;
let token = '';

beforeAll(async () => {
  server = await startTestServer();
  const draft = { name: 'monitoring', role: 'metrics', expiresOn: '2027-02-24' } as const;
  token = (await server.app.get(ServiceAccounts).create(draft, THE_SYSTEM)).token;
}, 60_000);
afterAll(async () => {
  await server.stop();
});

async function addLines(from: number, to: number): Promise<void> {
  await server.sql(
    `insert into arrival (source, external_id, channel, call_on, outcome, seen_at, ends_on)
     select 'pbx-' || n % 3, n::text, 'http', date '2026-11-24', case n % 50 when 0 then 'explained' when 1 then 'refused' else 'filed' end,
       $3::timestamptz + n * interval '1 ms', date '2027-01-24' from generate_series($1::int, $2::int) n`,
    [from, to, server.clock.now()],
  );
}

/** What the measures say of lines, and what is there. */
async function counted(): Promise<[Record<string, number>, Record<string, number>]> {
  const { bytes } = await new Client(server.url, token).get('/metrics');
  const measures = [
    ...bytes.toString('utf8').matchAll(/^tallenne_arrivals\{source="([^"]+)",outcome="([^"]+)"\} (\d+)$/gm),
  ];
  const rows = await server.sql<{ source: string; outcome: string; lines: number }>(
    'select source, outcome, count(*)::int as lines from arrival group by 1, 2',
  );
  return [
    Object.fromEntries(measures.map(([, source, outcome, count]) => [`${source} ${outcome}`, Number(count)])),
    Object.fromEntries(rows.map(({ source, outcome, lines }) => [`${source} ${outcome}`, lines])),
  ];
}

async function scrapeMs(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const began = performance.now();
    expect((await new Client(server.url, token).get('/metrics')).status).toBe(200);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[3] ?? Number.NaN;
}

/** Names of what the statement reads from beginning to end, and how many rows of lines it reads by indexes. */
async function readBy({ text }: Statement): Promise<{ whole: string[]; lines: number }> {
  const [row] = await server.sql<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (analyze, format json) ${text}`);
  const nodes = row ? nodesOf(row['QUERY PLAN'][0]?.Plan) : [];
  const ofLines = nodes.filter(node => node['Relation Name'] === 'arrival');
  return {
    whole: nodes.filter(node => node['Node Type'] === 'Seq Scan').map(node => node['Relation Name'] ?? ''),
    lines: ofLines.reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0),
  };
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(plan: PlanNode | undefined): PlanNode[] {
  return plan ? [plan, ...(plan.Plans ?? []).flatMap(nodesOf)] : [];
}

describe('a scrape', () => {
  it(`counts ${LINES} lines without reading them`, async () => {
    const few = await scrapeMs();
    for (let from = 1; from <= LINES; from += 50_000) await addLines(from, Math.min(LINES, from + 49_999));
    await server.sql('analyze arrival');
    const many = await scrapeMs();
    process.stdout.write(`scrape: ${few.toFixed(1)} ms without lines, ${many.toFixed(1)} ms with ${LINES}\n`);
    const { whole, lines } = await readBy(COUNT_ARRIVALS);
    expect(whole).not.toContain('arrival');
    expect(lines).toBeLessThanOrEqual(3); // the last of each source
    const [said, there] = await counted();
    expect(said).toEqual(there);
  }, 600_000);

  it('stays right through whatever adds, changes and deletes lines at once, and whoever else folds', async () => {
    const work = OUTCOMES.map(async (outcome, place) => {
      for (let round = 0; round < 4; round += 1) {
        const first = 10_000_000 + place * 1000 + round * 100;
        await addLines(first, first + 99);
        await server.sql(`update arrival set outcome = $1 where external_id::int between $2 and $3`, [
          outcome,
          first,
          first + 59,
        ]);
        await server.sql(`delete from arrival where external_id::int between $1 and $2`, [first, first + 19]);
      }
    });
    const scrapes = Array.from({ length: 6 }, () => scrapeMs());
    await Promise.all([...work, ...scrapes]);
    const [said, there] = await counted();
    expect(said).toEqual(there);
  }, 120_000);
});
