import { ChildServer } from '../harness/child-server.js';
import type { Comparison, Part, Plan } from '../harness/comparison.js';
import type { HttpClient } from '../harness/http-client.js';
import type { Operation } from '../harness/measure.js';
import { LARGE, SMALL, type Site } from '../harness/site.js';
import { GROWN_FROM, seeded, shortNumber, type Size } from '../harness/size.js';
import { median, quantile } from '../harness/statistics.js';
import type { Asked } from '../servers/asker.js';
import { bare } from './bare-answer.js';
import { HandWrittenList } from './hand-written-list.js';
import { rawInsert } from './playback.js';
import type { Row } from './row.js';

const PATH = '/api/v1/recordings?limit=50';

/** Who looks: a team lead who sees every queue, an agent who sees the calls that she took herself. */
interface Looker {
  readonly username: string;
  readonly words: string;
  readonly ownCallsOnly: boolean;
}

const TEAM_LEAD: Looker = { username: 'liisa.lupa', words: 'a team lead with all queues', ownCallsOnly: false };
const AGENT: Looker = { username: 'maija.malli', words: 'an agent with own calls only', ownCallsOnly: true };

/** How many times its parts, or the small one, a list may take; and its slowest one in a hundred, how many times the median. */
const OF_PARTS = 2;
const OF_PARTS_GROWN = 1.5;
const GROWTH = 1.2;
const P99 = 3;

export const LIST_ROWS: readonly Row[] = [
  listRow('list-50-at-10k', seeded(SMALL), TEAM_LEAD, OF_PARTS),
  listRow('list-50-at-1m', seeded(LARGE), TEAM_LEAD, OF_PARTS),
  growthRow('list-50-growth', [seeded(LARGE), seeded(SMALL)], TEAM_LEAD),
  listRow('list-50-at-10k-agent', seeded(SMALL), AGENT, OF_PARTS),
  listRow('list-50-at-1m-agent', seeded(LARGE), AGENT, OF_PARTS),
  growthRow('list-50-growth-agent', [seeded(LARGE), seeded(SMALL)], AGENT),
];

/** The same among very many. */
export function grownListRows(size: Size): Row[] {
  const many = shortNumber(size.recordings);
  return [
    listRow(`list-50-at-${many}`, size, TEAM_LEAD, OF_PARTS_GROWN),
    p99Row(`list-50-p99-at-${many}`, size, TEAM_LEAD),
    growthRow(`list-50-growth-to-${many}`, [size, GROWN_FROM], TEAM_LEAD),
    listRow(`list-50-at-${many}-agent`, size, AGENT, OF_PARTS_GROWN),
    growthRow(`list-50-growth-to-${many}-agent`, [size, GROWN_FROM], AGENT),
  ];
}

function listRow(name: string, size: Size, looker: Looker, goal: number): Row {
  const prepare = async (site: Site): Promise<Comparison> => ({
    name,
    what: `GET of a list of 50 out of ${size.recordings.toLocaleString('en')} recordings by ${looker.words}, against hand-written SQL, a bare answer of the same JSON and one insert`,
    goal: { kind: 'time-at-most', ratio: goal },
    by: 'latency',
    atOnce: 1,
    ours: await list(site, size, looker),
    baseline: [
      await handWritten(site, size, looker),
      await bareAnswer(site, name, size, looker),
      await rawInsert(site, size),
    ],
  });
  return { name, prepare };
}

/** The growth between two sizes, measured in turn as well. */
function growthRow(name: string, [large, small]: readonly [Size, Size], looker: Looker): Row {
  const prepare = async (site: Site): Promise<Comparison> => ({
    name,
    what: `GET of a list of 50 out of ${large.recordings.toLocaleString('en')} recordings by ${looker.words}, against the same out of ${small.recordings.toLocaleString('en')}`,
    goal: { kind: 'time-at-most', ratio: GROWTH },
    by: 'latency',
    atOnce: 1,
    ours: await list(site, large, looker),
    baseline: [await list(site, small, looker)],
  });
  return { name, prepare };
}

/** How long the slowest of a hundred take beside the one in the middle, of the same lists. */
function p99Row(name: string, size: Size, looker: Looker): Row {
  const prepare = async (site: Site): Promise<Comparison> => {
    const { url, headers } = await (await size.at(site)).as(looker.username);
    const asker = await ChildServer.start('asker', {});
    site.atEnd(() => asker.stop());
    let took: number[] = [];
    return {
      name,
      what: `the time that 99 of 100 of ${LISTS} lists of 50 out of ${size.recordings.toLocaleString('en')} recordings by ${looker.words} keep within, against the median of the same lists`,
      goal: { kind: 'time-at-most', ratio: P99 },
      by: 'latency',
      atOnce: 1,
      plan: ONCE,
      ours: {
        name: 'Tallenne, 99 of 100 within',
        operation: async () => {
          const asked: Asked = { url, path: PATH, headers, times: LISTS };
          took = (await asker.ask(asked)) as number[]; // as the asker says it
          return quantile(took, 0.99);
        },
      },
      baseline: [{ name: 'Tallenne, median', operation: () => Promise.resolve(median(took)) }],
    };
  };
  return { name, prepare };
}

const LISTS = 1000;
const SPAN = { leastMs: 0, operations: 1, mostMs: 0 };
const ONCE: Plan = { warmUp: SPAN, round: SPAN, rounds: 9 };

async function list(site: Site, { recordings, at }: Size, { username }: Looker): Promise<Part> {
  const client = await (await at(site)).as(username);
  const name = `Tallenne, ${recordings.toLocaleString('en')} recordings`;
  return { name, operation: getting(client, PATH) };
}

async function handWritten(site: Site, { at }: Size, { username, ownCallsOnly }: Looker): Promise<Part> {
  const { applicationUrl, people } = await at(site);
  const queries = await HandWrittenList.open(applicationUrl, ownCallsOnly ? (people.ids[username] ?? '') : null);
  site.atEnd(() => queries.close());
  return { name: 'hand-written SQL', operation: queries.list };
}

/** The answer that Tallenne gave, word for word, out of the memory of a bare server. */
async function bareAnswer(site: Site, name: string, { at }: Size, { username }: Looker): Promise<Part> {
  const client = await (await at(site)).as(username);
  return bare(site, name, await client.send({ method: 'GET', path: PATH }, 200));
}

function getting(client: HttpClient, path: string): Operation {
  return async () => (await client.send({ method: 'GET', path }, 200)).wholeMs;
}
