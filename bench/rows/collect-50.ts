import type { Comparison } from '../harness/comparison.js';
import { json, jsonOf, type HttpClient, type Sent } from '../harness/http-client.js';
import { LARGE, type Site } from '../harness/site.js';
import { noise, upload } from '../seed/deliver-recordings.js';
import { seedPartyIndex } from '../seed/seed-party-index.js';
import { bare } from './bare-answer.js';
import { HandWrittenCollection } from './hand-written-collection.js';
import type { Row } from './row.js';

const CALLS = 50;
const AUDIO_BYTES = 4096;
const DAY_MS = 24 * 3_600_000;
/** Artificial; nobody else calls from it. */
const PHONE = '+358490007070';

/** Finding all calls of one person among very many for their request, each on a day of its own, with the search on record. */
export const collectFifty: Row = { name: 'collect-50-at-1m', prepare };

async function prepare(site: Site): Promise<Comparison> {
  const installation = await site.installation(LARGE);
  await seedPartyIndex(installation.ownerUrl);
  const contactIds = await deliver(installation.ingest());
  const caseId = await register(await installation.as('maija.malli'));
  const officer = await installation.as('oili.oikeus');
  const search: Sent = { method: 'POST', path: `/api/v1/rights-requests/${caseId}/searches`, ...json(CRITERIA) };
  const byHand = await HandWrittenCollection.open(installation.ownerUrl, caseId, contactIds);
  site.atEnd(() => byHand.close());
  return {
    name: collectFifty.name,
    what: `POST of a search in a case that finds the ${CALLS} recordings of one person, on as many days, out of ${LARGE.toLocaleString('en')}, against the same transaction written by hand with the index values known, and a bare answer of the same JSON`,
    goal: { kind: 'time-at-most', ratio: 1.3 },
    by: 'latency',
    atOnce: 1,
    ours: { name: 'Tallenne', operation: async () => (await found(officer, search)).wholeMs },
    baseline: [
      { name: 'hand-written SQL', operation: byHand.collect },
      await bare(site, 'collect-50', await found(officer, search)),
    ],
  };
}

const CRITERIA = { as: 'caller', phone: PHONE };

async function found(officer: HttpClient, search: Sent) {
  const answer = await officer.send(search, 201);
  const { hits } = jsonOf(answer);
  if (hits !== CALLS) throw new Error(`the search found ${String(hits)}`);
  return answer;
}

/** One call a day, so that each is indexed under a key of its own. Returns the ids of the contacts. */
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

/** Nothing is held for an erasure alone, so that the calls stay on their days. */
async function register(agent: HttpClient): Promise<string> {
  const receivedAt = new Date(Date.now() - 60_000).toISOString();
  const request = { receivedAt, channel: 'e-mail', text: 'Pyyntö.', rights: ['erasure'], person: { phone: PHONE } };
  return String(
    jsonOf(await agent.send({ method: 'POST', path: '/api/v1/rights-requests', ...json(request) }, 201)).id,
  );
}
