import { wav } from '../support/audio.js';
import { CALLER, FILE, WORDS } from '../support/canaries.js';
import { CanaryCase } from '../support/canary-case.js';
import type { Client } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { CLIENT_ID, CLIENT_SECRET, OpenIdTestProvider } from '../support/openid-provider.js';
import { RightsScenes } from '../support/rights.js';
import { NOW, type TestServer } from '../support/server.js';
import { IN_FINLAND } from '../support/in-finland.js';
import { freePort } from '../../src/platform/database/cluster-port.js';
import { Reconcile, RunPurges } from '../../src/retention/index.js';

/** As a real installation is set, so that letters and a notice can be written. */
const SETTINGS: Record<string, string> = {
  ...IN_FINLAND,
  TALLENNE_CONTROLLER_NAME: 'Esimerkki Oy',
  TALLENNE_CONTROLLER_ADDRESS: 'Palvelutie 3; 33100 Tampere',
  TALLENNE_DPO_CONTACT: 'Tapio Tietosuoja; tietosuoja@esimerkki.invalid',
  TALLENNE_LEGAL_BASES: ['service-development', 'internal-training', 'complaint', 'service-level-study']
    .map(purpose => `${purpose}=legitimate-interest`)
    .join(),
  TALLENNE_ARTICLE_9_CONDITIONS:
    'service-development=health-care,internal-training=health-care,complaint=legal-claims,service-level-study=health-care,rights-request=legal-claims',
};

const DAY_MS = 86_400_000;
/** The day before, so that there is something whose last day is over. */
export const STARTS_AT = new Date(NOW.getTime() - DAY_MS);

const CALLS = 10;
const CASES = 4;

/** What must run beside a server, with the settings that say where. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  readonly provider: OpenIdTestProvider;
}

/** An identity provider, and where it sends people back to. */
export async function surroundings(): Promise<Surroundings> {
  const port = String(await freePort());
  const origin = `http://localhost:${port}`;
  const provider = await OpenIdTestProvider.start(`${origin}/api/v1/sessions/openid/callback`);
  const openId = {
    ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET },
    OIDC_COUNTRY: 'FI',
  };
  return { env: { ...SETTINGS, ...openId, PORT: port, TALLENNE_PUBLIC_ORIGIN: origin }, provider };
}

/** What a request was answered with, for the ids in it. */
export type Shown = readonly [path: string, body: unknown];

/**
 * Fills a server with calls, cases and what comes of them, canaries wherever something is personal.
 * @returns the answers that show what no list does
 */
export async function fill(server: TestServer): Promise<Shown[]> {
  await purge(server);
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

/** A call whose last day was yesterday is gone, and what is left was reconciled. */
async function purge(server: TestServer): Promise<void> {
  const endedAt = new Date(server.clock.now().getTime() - 61 * DAY_MS);
  const { status } = await server.ingest().deliver(callMetadata(endedAt), wav({ seconds: 0.3 }));
  if (status !== 201) throw new Error(`a call of long ago was answered ${status}`);
  await server.app.get(RunPurges).execute();
  server.clock.moveTo(NOW);
  await server.app.get(RunPurges).execute();
  await server.app.get(Reconcile).execute(null);
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
