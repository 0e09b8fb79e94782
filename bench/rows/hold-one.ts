import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import type { Plan } from '../harness/comparison.js';
import { json, jsonOf, type HttpClient, type Sent } from '../harness/http-client.js';
import type { Operation } from '../harness/measure.js';
import { SMALL, type Site } from '../harness/site.js';
import { noise, upload } from '../seed/deliver-recordings.js';
import { rawInsert } from './playback.js';
import type { Row } from './row.js';

/** Who answers to data subjects: such a hold needs nobody else's approval. */
const OFFICER = 'oili.oikeus';
const AUDIO_BYTES = 4096;
/** Past the ordinary last day: the keys of recording and contact have to move. */
const KEPT_DAYS = 200;
const WARM_UP = 40;
const ROUND = 60;
const PLAN: Plan = {
  warmUp: { leastMs: 0, operations: WARM_UP, mostMs: 60_000 },
  round: { leastMs: 0, operations: ROUND, mostMs: 60_000 },
  rounds: 9,
};

/** Keeping a recording longer, until the hold is in force and the keys are on their new day. */
export const holdOne: Row = {
  name: 'hold-one',
  prepare: async site => ({
    name: 'hold-one',
    what: `POST of a hold for a data subject's request, which is in force with the answer, with the move of the keys of recording and contact to its last day, against one raw durable insert (${ROUND} operations a round)`,
    goal: { kind: 'time-at-most', ratio: 5 },
    by: 'latency',
    atOnce: 1,
    plan: PLAN,
    ours: { name: 'Tallenne', operation: await holding(site) },
    baseline: [await rawInsert(site)],
  }),
};

async function holding(site: Site): Promise<Operation> {
  const installation = await site.installation(SMALL);
  const ids = await deliver(installation.ingest(), WARM_UP + ROUND * PLAN.rounds);
  const officer = await installation.as(OFFICER);
  return async () => {
    const answer = await officer.send(hold(ids.pop() ?? ''), 201);
    if (jsonOf(answer).inForce !== true) throw new Error('the hold is not in force');
    return answer.wholeMs;
  };
}

async function deliver(ingest: HttpClient, count: number): Promise<string[]> {
  const audio = noise(AUDIO_BYTES);
  const ids: string[] = [];
  while (ids.length < count) ids.push(String(jsonOf(await ingest.send(upload(audio), 201)).id));
  return ids;
}

function hold(recordingId: string): Sent {
  const until = addDays(helsinkiDay(new Date()), KEPT_DAYS);
  const wanted = { kind: 'rights-request', reference: 'TP-1', necessity: 'Rekisteröidyn pyyntö on kesken.', until };
  return { method: 'POST', path: `/api/v1/recordings/${recordingId}/holds`, ...json(wanted) };
}
