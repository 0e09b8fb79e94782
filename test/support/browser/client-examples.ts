import { addDays, helsinkiDay } from '../../../src/kernel/calendar.js';
import { lastWeekOn } from '../../../src/recordings/samples/week.js';
import { DEMO_PASSWORD } from '../../../src/server/demo-accounts.js';
import { Client } from '../client.js';

/** What exists for each parameter of the client's addresses: found in the demo, or made there. */
export async function makeExamples(origin: string): Promise<Record<string, string>> {
  const as = (username: string) => new Client(origin).signIn(username, DEMO_PASSWORD);
  const agent = await as('maija.malli');
  const lead = await as('liisa.lupa');
  const officer = await as('oili.oikeus');
  const auditor = await as('aila.auditoija');
  const administrator = await as('yrjo.yllapito');
  const firstOf = async (client: Client, path: string): Promise<string> => {
    const { items } = (await client.get(path)).body as { items: { id: string }[] };
    const [first] = items;
    if (!first) throw new Error(`The demo has nothing at ${path}.`);
    return first.id;
  };
  const { items: staff } = (await auditor.get('/staff?limit=50')).body as { items: { id: string; username: string }[] };
  const staffId = staff.find(({ username }) => username === 'olli.oletus')?.id ?? '';
  const duties = { unit: 'Laitetuki', reason: 'Testi' };
  const { status } = await administrator.post(`/staff/${staffId}/duties`, duties);
  if (status >= 300) throw new Error(`New duties answered ${status}.`);
  const request = { channel: 'e-mail', language: 'fi', text: 'Pyydän kopion.', rights: ['access'] };
  const person = { name: 'Testi Soittaja', phone: '+358401234567' };
  const receivedAt = new Date().toISOString();
  const registered = await agent.post('/rights-requests', { ...request, receivedAt, person });
  const today = helsinkiDay(new Date());
  await auditor.post('/audit/review-rounds', { fromOn: addDays(today, -30), toOn: today, sampleSize: 3 });
  await administrator.post('/review-campaigns', { role: 'trainer', reason: 'Kouluttajien oikeudet käydään läpi.' });
  const recordingId = await firstOf(officer, '/recordings?limit=1');
  const caseId = String(registered.body.id);
  return {
    '/recordings/:id': recordingId,
    '/t/:ticket': 'INC-10001',
    '/questions/:name': 'outside-hours',
    '/review-rounds/:id': await firstOf(auditor, '/audit/review-rounds'),
    '/staff/:id': staffId,
    '/sources/:name': 'pbx-1',
    '/weekly-samples/:id': await drawSample(lead),
    '/review-campaigns/:id': await firstOf(auditor, '/review-campaigns'),
    '/access-reviews/:id': await firstOf(auditor, '/access-reviews'),
    '/rights-requests/:id': caseId,
    '/rights-requests/:id/copies/:recordingId': recordingId,
    '/incidents/:id': await registerIncident(officer),
    '/downloads/:token': 'A'.repeat(43),
  };
}

/** A breach of today, with a list of whom it affected. */
async function registerIncident(officer: Client): Promise<string> {
  const [awareAt, awareBy] = [new Date(), String((await officer.get('/me')).body.id)];
  const what = { awareAt: awareAt.toISOString(), awareBy, description: 'Puheluita kuunneltiin ilman tehtävää.' };
  const id = String((await officer.post('/incidents', what)).body.id);
  const from = new Date(awareAt.getTime() - 7 * 86_400_000).toISOString();
  const { status } = await officer.post(`/incidents/${id}/listings`, {
    calls: 'kept',
    from,
    to: awareAt.toISOString(),
  });
  if (status !== 201) throw new Error(`A list of a breach answered ${status}.`);
  return id;
}

const WEEKS_BACK = 6;

/** Draws from the newest week in which the demo has a call to draw. */
async function drawSample(lead: Client): Promise<string> {
  for (let weeks = 0; weeks < WEEKS_BACK; weeks += 1) {
    const week = addDays(lastWeekOn(new Date()), -7 * weeks);
    const { pools } = (await lead.get(`/weekly-samples/pools?week=${week}`)).body as { pools: { queue: string }[] };
    const [pool] = pools;
    if (!pool) continue;
    return String((await lead.post('/weekly-samples', { queue: pool.queue, week, calls: 2 })).body.id);
  }
  throw new Error(`The demo has no call to draw in ${WEEKS_BACK} weeks.`);
}
