import { wav } from '../support/audio.js';
import { CALLER, FILE, WORDS } from '../support/canaries.js';
import { CanaryCase } from '../support/canary-case.js';
import type { Client } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { RightsScenes } from '../support/rights.js';
import type { TestServer } from '../support/server.js';

/** Who letters name, as a real installation sets them. */
export const SETTINGS = {
  TALLENNE_CONTROLLER_NAME: 'Esimerkki Oy',
  TALLENNE_CONTROLLER_ADDRESS: 'Palvelutie 3; 33100 Tampere',
  TALLENNE_DPO_CONTACT: 'Tapio Tietosuoja; tietosuoja@esimerkki.invalid',
};

const CALLS = 10;
const CASES = 4;

/** What a request was answered with, for the ids in it. */
export type Shown = readonly [path: string, body: unknown];

/**
 * Fills a server with calls, cases and what comes of them, canaries wherever something is personal.
 * @returns the answers that show what no list does
 */
export async function fill(server: TestServer): Promise<Shown[]> {
  const scene = await CanaryCase.on(server);
  await scene.answer();
  await scene.disclose();
  const recordings: string[] = [];
  for (let nth = 0; nth < CALLS; nth += 1) recordings.push(...(await deliver(server, nth)));
  const shown = await keepSome(server, recordings);
  const scenes = new RightsScenes(server);
  for (let nth = 0; nth < CASES; nth += 1) {
    // of somebody else than the calls, which would all be held, and some of them restricted
    const rights = [['access'], ['erasure'], ['restriction', 'rectification'], ['objection', 'portability']][nth];
    const { id } = await scenes.register(scene.registrar, { rights, text: WORDS.request });
    if (nth % 2 > 0) await scenes.takeUp(id, ...recordings.slice(nth, nth + 2));
  }
  return shown;
}

async function deliver(server: TestServer, nth: number): Promise<string[]> {
  const told = nth % 4 === 3 ? { notice: { played: false } } : {};
  const caller = { category: 'customer-staff', ...CALLER, personalIdentityCode: FILE.code };
  const metadata = callMetadata(server.clock.now(), { caller, ticket: 'INC-10442', ...told });
  const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.3, seed: 100 + nth }));
  if (status > 202) throw new Error(`a call was answered ${status}`);
  return typeof body.id === 'string' ? [body.id] : [];
}

/** Holds, a course, and what two people have to agree on. */
async function keepSome(server: TestServer, recordings: readonly string[]): Promise<Shown[]> {
  const [risto, kirsi] = [await server.as('risto.reklamaatio'), await server.as('kirsi.koulu')];
  const liisa = await server.as('liisa.lupa');
  const [first = '', second = '', third = ''] = recordings;
  const hold = { reference: 'V-1', necessity: 'Asia on kesken.', until: '2027-02-01' };
  const copy = { course: 'K-1', necessity: 'Kurssi', until: '2027-02-01' };
  return [
    await done(risto, `/recordings/${first}/holds`, { kind: 'complaint', ...hold }),
    await done(kirsi, `/recordings/${second}/training-copies`, copy),
    await done(liisa, `/recordings/${third}/erasure`, { ground: 'private-call', reason: 'Yksityinen' }),
    await done(liisa, `/recordings/${first}/playbacks`, { purpose: 'service-development', reference: 'INC-10442' }),
  ];
}

async function done(client: Client, path: string, body: object): Promise<Shown> {
  const answer = await client.post(path, body);
  if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return [`/api/v1${path}`, answer.body];
}
