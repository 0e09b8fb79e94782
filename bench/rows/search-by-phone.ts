import type { Comparison, Part } from '../harness/comparison.js';
import { json, jsonOf, type HttpClient, type Sent } from '../harness/http-client.js';
import type { Site } from '../harness/site.js';
import { GROWN_FROM, shortNumber, type Size } from '../harness/size.js';
import { noise, upload } from '../seed/deliver-recordings.js';
import { bare } from './bare-answer.js';
import { HandWrittenSearch } from './hand-written-search.js';
import { rawInsert } from './playback.js';
import type { Row } from './row.js';

const CALLS = 50;
const AUDIO_BYTES = 4096;
const DAY_MS = 24 * 3_600_000;
/** Artificial; nobody else calls from it. */
const PHONE = '+358490008080';
const LOOKER = 'liisa.lupa';
const SEARCH: Sent = { method: 'POST', path: '/api/v1/recordings/searches', ...json({ phone: PHONE }) };

/** Finding the calls of one number among very many, with the search on record first. */
export function searchByPhoneRows(size: Size): Row[] {
  const many = shortNumber(size.recordings);
  const [name, growth] = [`search-by-phone-at-${many}`, `search-by-phone-growth-to-${many}`];
  return [
    { name, prepare: site => againstParts(site, name, size) },
    { name: growth, prepare: site => againstSmall(site, growth, size) },
  ];
}

async function againstParts(site: Site, name: string, size: Size): Promise<Comparison> {
  const { client, contactIds } = await theirCalls(site, size);
  const { applicationUrl } = await size.at(site);
  const byHand = await HandWrittenSearch.open(applicationUrl, contactIds);
  site.atEnd(() => byHand.close());
  return {
    name,
    what: `POST of a search by telephone number that finds the ${CALLS} calls of one caller, on as many days, out of ${size.recordings.toLocaleString('en')} by a team lead with all queues, against hand-written SQL with the index values known, a bare answer of the same JSON and one insert`,
    goal: null,
    by: 'latency',
    atOnce: 1,
    ours: searching(client, size),
    baseline: [
      { name: 'hand-written SQL', operation: byHand.search },
      await bare(site, name, await found(client)),
      await rawInsert(site, size),
    ],
  };
}

async function againstSmall(site: Site, name: string, size: Size): Promise<Comparison> {
  const parts = [];
  for (const one of [size, GROWN_FROM]) parts.push(searching((await theirCalls(site, one)).client, one));
  const [ours, baseline] = parts;
  if (!ours || !baseline) throw new RangeError('growth has two sides');
  return {
    name,
    what: `the same search out of ${size.recordings.toLocaleString('en')} recordings, against the same out of ${GROWN_FROM.recordings.toLocaleString('en')}`,
    goal: null,
    by: 'latency',
    atOnce: 1,
    ours,
    baseline: [baseline],
  };
}

function searching(client: HttpClient, { recordings }: Size): Part {
  const name = `Tallenne, ${recordings.toLocaleString('en')} recordings`;
  return { name, operation: async () => (await found(client)).wholeMs };
}

async function found(client: HttpClient) {
  const answer = await client.send(SEARCH, 200);
  const { items } = jsonOf(answer) as { items?: readonly unknown[] };
  if (items?.length !== CALLS) throw new Error(`the search found ${items?.length ?? 'no'} calls`);
  return answer;
}

/** Delivers them where they are not there yet: one a day, so that each is indexed under a key of its own. */
async function theirCalls(site: Site, size: Size) {
  const installation = await size.at(site);
  const known = DELIVERED.get(installation) ?? deliver(installation.ingest());
  DELIVERED.set(installation, known);
  return { client: await installation.as(LOOKER), contactIds: await known };
}

const DELIVERED = new WeakMap<object, Promise<string[]>>();

async function deliver(ingest: HttpClient): Promise<string[]> {
  const audio = noise(AUDIO_BYTES);
  const ids: string[] = [];
  while (ids.length < CALLS) {
    const endedAt = new Date(Date.now() - 3_600_000 - ids.length * DAY_MS);
    const caller = { category: 'customer-staff', phone: PHONE };
    ids.push(String(jsonOf(await ingest.send(upload(audio, { endedAt, caller }), 201)).contactId));
  }
  return ids;
}
