import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { ALL_CANARIES, OF_THE_CASE, WORDS } from '../support/canaries.js';
import { CanaryCase } from '../support/canary-case.js';
import { CaseAskers, isOfCases, OUTSIDERS, readingRoutes, told } from '../support/case-askers.js';
import type { Answer, Client } from '../support/client.js';
import { CONTACTS } from '../support/decided-case.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Lists and figures, which do not stand under a case. */
const WITHOUT_CASE = /(rights-requests|rights-requests\/people|statistics|rights-mailbox\/tests)$/;
/** What stands in letters alone, and what is written at the close. */
const NOT_READ_HERE = ['Peipponen', 'Pikkulinnunkuja', 'Kanarialaakso', 'KURKI-27'];

let server: TestServer;
let scene: CanaryCase;
let askers: CaseAskers;
let routes: ReadonlyMap<string, string>;
let downloadToken = '';
let listeningUrl = '';

beforeAll(async () => {
  server = await startTestServer({ env: CONTACTS });
  scene = await CanaryCase.on(server);
  await scene.answer();
  await scene.disclose();
  await offerDownload();
  askers = await CaseAskers.on(server);
  routes = await readingRoutes(server);
}, 120_000);

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

/** A download that nobody has fetched, so that its address still says something. */
async function offerDownload(): Promise<void> {
  const offered = await scene.officer.post(`/rights-requests/${scene.ids.id}/deliveries`, {
    ...{ documentId: scene.ids.letterId, channel: 'download', to: WORDS.to },
  });
  downloadToken = (offered.body.download as { token: string }).token;
}

const routesOfCases = () => [...routes].filter(isOfCases).map(([route]) => route);

/** Asks with what stands in a case; throws for a parameter that it does not know, so that a new one is thought of. */
function ask(client: Client, route: string, caseId = scene.ids.id): Promise<Answer> {
  const { recordingId, attachmentId: documentId, redactionId } = scene.ids;
  const listeningId = /listenings\/([^/]+)/.exec(listeningUrl)?.[1];
  const known: Record<string, string | undefined> = {
    ...{ id: caseId, recordingId, documentId, redactionId, listeningId, token: downloadToken },
  };
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`${route}: this test does not know what ${name} is.`);
    return value;
  });
  const query = route.endsWith('/letters/missing') ? '?kind=answer' : route.endsWith('/statistics') ? '?year=2026' : '';
  return client.request(method, `${path}${query}`);
}

describe('a case', () => {
  it('is read by the rights officers and the data protection officer, by each of its routes', async () => {
    const said = new Set<string>();
    for (const [name, client] of askers.readers) {
      listeningUrl = await scene.listening(scene.ids.redactionId, client);
      for (const route of routesOfCases()) {
        const answer = await ask(client, route);
        const isForHandling = name === 'tapio.tietosuoja' && routes.get(route) === 'handle RightsCase';
        expect([name, route, answer.status]).toEqual([name, route, isForHandling ? 403 : 200]);
        for (const word of told(answer, ALL_CANARIES)) said.add(word);
      }
      const disclosure = await ask(client, 'GET /api/v1/rights-requests/{id}/file', scene.disclosureId);
      for (const word of told(disclosure, ALL_CANARIES)) said.add(word);
    }
    expect(OF_THE_CASE.filter(word => !said.has(word) && !NOT_READ_HERE.includes(word))).toEqual([]);
  });

  it.each(OUTSIDERS)('is shut to %s, by each of its routes', async name => {
    const client = askers.outsiders.get(name);
    if (!client) throw new Error('nobody asks');
    listeningUrl = await scene.listening(scene.ids.redactionId);
    for (const route of routesOfCases()) {
      for (const caseId of [scene.ids.id, scene.disclosureId]) {
        const answer = await ask(client, route, caseId);
        const isOpen = routes.get(route) === 'anyone';
        expect([route, answer.status]).toEqual([route, isOpen ? 200 : name === 'nobody' ? 401 : 403]);
        expect([route, told(answer, [...ALL_CANARIES, scene.ids.number])]).toEqual([route, []]);
      }
    }
  });

  it('is not there for the rights officer whom it is about, and is in no list of hers', async () => {
    listeningUrl = await scene.listening(scene.ids.redactionId);
    for (const route of routesOfCases()) {
      const answer = await ask(askers.subject, route);
      const isElsewhere = routes.get(route) === 'anyone' || WITHOUT_CASE.test(route);
      expect([route, answer.status]).toEqual([route, isElsewhere ? 200 : 404]);
      expect([route, told(answer, [...ALL_CANARIES, scene.ids.number, scene.ids.id])]).toEqual([route, []]);
    }
  });

  it('has all the routes that are read by its name or opened by its subject, and one that is open to anyone', () => {
    expect(routesOfCases().length).toBeGreaterThanOrEqual(19);
    expect(routesOfCases().filter(route => routes.get(route) === 'anyone')).toEqual(['GET /api/v1/downloads/{token}']);
  });
});
