import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Comparison, Part } from '../harness/comparison.js';
import type { HttpClient } from '../harness/http-client.js';
import type { Operation } from '../harness/measure.js';
import { LARGE, SMALL, type Site } from '../harness/site.js';
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

export const LIST_ROWS: readonly Row[] = [
  listRow('list-50-at-10k', SMALL, TEAM_LEAD),
  listRow('list-50-at-1m', LARGE, TEAM_LEAD),
  growthRow('list-50-growth', TEAM_LEAD),
  listRow('list-50-at-10k-agent', SMALL, AGENT),
  listRow('list-50-at-1m-agent', LARGE, AGENT),
  growthRow('list-50-growth-agent', AGENT),
];

function listRow(name: string, recordings: number, looker: Looker): Row {
  return { name, prepare: site => againstHandWritten(site, name, recordings, looker) };
}

async function againstHandWritten(site: Site, name: string, recordings: number, looker: Looker): Promise<Comparison> {
  return {
    name,
    what: `GET of a list of 50 out of ${recordings.toLocaleString('en')} recordings by ${looker.words}, against hand-written SQL, a bare answer of the same JSON and one insert`,
    goal: { kind: 'time-at-most', ratio: 2 },
    by: 'latency',
    atOnce: 1,
    ours: await list(site, recordings, looker),
    baseline: [
      await handWritten(site, recordings, looker),
      await bareAnswer(site, name, recordings, looker),
      await rawInsert(site, recordings),
    ],
  };
}

/** The growth between the two sizes, measured in turn as well. */
function growthRow(name: string, looker: Looker): Row {
  const prepare = async (site: Site): Promise<Comparison> => ({
    name,
    what: `GET of a list of 50 out of ${LARGE.toLocaleString('en')} recordings by ${looker.words}, against the same out of ${SMALL.toLocaleString('en')}`,
    goal: { kind: 'time-at-most', ratio: 1.2 },
    by: 'latency',
    atOnce: 1,
    ours: await list(site, LARGE, looker),
    baseline: [await list(site, SMALL, looker)],
  });
  return { name, prepare };
}

async function list(site: Site, recordings: number, { username }: Looker): Promise<Part> {
  const client = await (await site.installation(recordings)).as(username);
  const name = `Tallenne, ${recordings.toLocaleString('en')} recordings`;
  return { name, operation: getting(client, PATH) };
}

async function handWritten(site: Site, recordings: number, { username, ownCallsOnly }: Looker): Promise<Part> {
  const { applicationUrl, people } = await site.installation(recordings);
  const queries = await HandWrittenList.open(applicationUrl, ownCallsOnly ? (people.ids[username] ?? '') : null);
  site.atEnd(() => queries.close());
  return { name: 'hand-written SQL', operation: queries.list };
}

/** The answer that Tallenne gave, word for word, out of the memory of a bare server. */
async function bareAnswer(site: Site, name: string, recordings: number, { username }: Looker): Promise<Part> {
  const client = await (await site.installation(recordings)).as(username);
  const { bytes } = await client.send({ method: 'GET', path: PATH }, 200);
  const plain = await site.plainNode();
  await writeFile(join(plain.folder, `${name}.json`), bytes);
  return { name: 'bare Node answer', operation: getting(plain.client, `/${name}.json`) };
}

function getting(client: HttpClient, path: string): Operation {
  return async () => (await client.send({ method: 'GET', path }, 200)).wholeMs;
}
