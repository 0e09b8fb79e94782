import { expect } from '@jest/globals';
import { eventsDuring } from './log.js';
import type { TestServer } from './server.js';

/** What of the invented callers must never come back in an error. */
const PERSONAL = [
  'Testi Soittaja',
  'Soittaja',
  '+358401234567',
  '401234567',
  't@example.org',
  '240688U9367',
  '150585Y951A',
];

interface ProblemAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A problem answer (RFC 9457): all of its parts, and nothing of a person. */
export function expectProblem({ status, body }: ProblemAnswer, wanted: number, code: string): void {
  expect([status, body.code]).toEqual([wanted, code]);
  expect(body).toMatchObject({
    type: `urn:tallenne:problem:${code}`,
    status: wanted,
    title: expect.stringMatching(/\S/),
  });
  const text = JSON.stringify(body);
  expect(PERSONAL.filter(personal => text.includes(personal))).toEqual([]);
}

/** A delivery that must be refused: a problem answer, one event with its reason, and nothing kept. */
export async function expectRefused(
  server: TestServer,
  send: () => Promise<ProblemAnswer>,
  status: number,
  code: string,
): Promise<void> {
  const before = await unitsOf(server);
  const answers: ProblemAnswer[] = [];
  const events = await eventsDuring(server, async () => answers.push(await send()));
  for (const answer of answers) expectProblem(answer, status, code);
  expect(events.map(({ action, outcome, reason }) => ({ action, outcome, reason }))).toEqual([
    { action: 'recording.refused', outcome: 'refused', reason: code },
  ]);
  expect(await unitsOf(server)).toEqual(before);
}

/** How many custody units there are, by kind. */
export async function unitsOf(server: TestServer): Promise<object> {
  const [counts] = await server.sql<object>(`
    select (select count(*) from recording) as recordings, (select count(*) from contact) as contacts,
           (select count(*) from contact_party) as parties, (select count(*) from quarantined_item) as items`);
  return counts ?? {};
}

/** All of an answer but the id of its request, which is another each time and says nothing of the reason. */
export function alike({ body, ...answer }: ProblemAnswer): unknown {
  const { requestId, ...told } = body;
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  return { ...answer, body: told };
}
