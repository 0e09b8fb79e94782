import type { Comparison, Part, Plan } from '../harness/comparison.js';
import { jsonOf, type HttpClient } from '../harness/http-client.js';
import type { Site } from '../harness/site.js';
import { GROWN_FROM, shortNumber, type Size } from '../harness/size.js';
import { bare } from './bare-answer.js';
import { HandWrittenCalendar } from './hand-written-calendar.js';
import type { Row } from './row.js';

const LOOKER = 'liisa.lupa';
/** It may count every recording, which takes long by its nature. */
const PLAN: Plan = {
  warmUp: { leastMs: 0, operations: 2, mostMs: 60_000 },
  round: { leastMs: 200, operations: 3, mostMs: 30_000 },
  rounds: 9,
};

/** What falls due on each coming day. */
export function dueCalendarRows(size: Size): Row[] {
  const many = shortNumber(size.recordings);
  const [name, growth] = [`due-calendar-at-${many}`, `due-calendar-growth-to-${many}`];
  return [
    { name, prepare: site => againstParts(site, name, size) },
    { name: growth, prepare: site => againstSmall(site, growth, size) },
  ];
}

async function againstParts(site: Site, name: string, size: Size): Promise<Comparison> {
  const { applicationUrl } = await size.at(site);
  const byHand = await HandWrittenCalendar.open(applicationUrl);
  site.atEnd(() => byHand.close());
  return {
    name,
    what: `GET of what falls due on each coming day, out of ${size.recordings.toLocaleString('en')} recordings, by a team lead, against hand-written SQL that counts the same in the same tables, and a bare answer of the same JSON`,
    goal: null,
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await looking(site, size),
    baseline: [
      { name: 'hand-written SQL', operation: byHand.count },
      await bare(site, name, await calendar(await (await size.at(site)).as(LOOKER), size.recordings)),
    ],
  };
}

async function againstSmall(site: Site, name: string, size: Size): Promise<Comparison> {
  return {
    name,
    what: `the same calendar out of ${size.recordings.toLocaleString('en')} recordings, against the same out of ${GROWN_FROM.recordings.toLocaleString('en')}`,
    goal: null,
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: await looking(site, size),
    baseline: [await looking(site, GROWN_FROM)],
  };
}

async function looking(site: Site, { at, recordings }: Size): Promise<Part> {
  const client = await (await at(site)).as(LOOKER);
  const operation = async () => (await calendar(client, recordings)).wholeMs;
  return { name: `Tallenne, ${recordings.toLocaleString('en')} recordings`, operation };
}

/** Others may have delivered a few more. */
async function calendar(client: HttpClient, least: number) {
  const answer = await client.send({ method: 'GET', path: '/api/v1/retention/due' }, 200);
  const { items } = jsonOf(answer) as { items?: readonly { readonly recordings: number }[] };
  const counted = (items ?? []).reduce((sum, { recordings }) => sum + recordings, 0);
  if (counted < least) throw new Error(`the calendar has ${counted} recordings`);
  return answer;
}
