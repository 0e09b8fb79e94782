import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { Client, type Answer } from './client.js';
import { addPerson, type PersonDraft } from './people.js';
import type { TestServer } from './server.js';

/** Routes whose answers are about cases, wherever they stand; whoever adds one names it so or opens it by the subject of cases. */
const OF_CASES = /^\/api\/v1\/(rights-requests|disclosures|rights-mailbox|downloads)\b/;

export const READERS = ['oili.oikeus', 'satu.sijainen', 'tapio.tietosuoja'];
const OFFICER = { role: 'rights-officer', purposes: ['rights-request'] };
const DPO = { role: 'data-protection-officer', purposes: [] };

/** Who reads no case, with what each is granted. Everybody with a grant reviews the grants of others where that is their duty. */
const PEOPLE: Readonly<Record<string, string | PersonDraft>> = {
  'the agent who registered it': 'maija.malli',
  'another agent': 'kaisa.koenimi',
  'a team lead': 'liisa.lupa',
  'a trainer': 'kirsi.koulu',
  'a complaint handler': 'risto.reklamaatio',
  'an auditor': 'aila.auditoija',
  'an administrator': 'yrjo.yllapito',
  'somebody without grants': {},
  'a rights officer who has not bound herself': { grants: [OFFICER], bound: false },
};

/** Roles of one person that no route gives together, in each order in which the rules may meet them. */
const TOGETHER = ['administrator', 'auditor'].flatMap(role => {
  const shut = { role, purposes: [] };
  return [OFFICER, DPO].flatMap(reads => [[shut, reads] as const, [reads, shut] as const]);
});
const nameOf = (two: (typeof TOGETHER)[number]) => `somebody who is ${two.map(({ role }) => role).join(' and ')}`;
const MACHINES = ['ingest', 'scim', 'metrics'] as const;

export const OUTSIDERS: readonly string[] = [
  ...Object.keys(PEOPLE),
  ...TOGETHER.map(nameOf),
  ...MACHINES.map(role => `a machine that is for ${role}`),
  'nobody',
];

/** Everybody who could ask a server about cases. */
export class CaseAskers {
  readonly #names = new Map<string, string>();
  readonly #machines = new Map<string, Client>();
  readonly readers = new Map<string, Client>();
  readonly outsiders = new Map<string, Client>();
  /** A rights officer whom every case is about that was open when the askers were made. */
  subject = new Client('');
  #subjectName = '';

  private constructor(private readonly server: TestServer) {}

  static async on(server: TestServer): Promise<CaseAskers> {
    const askers = new CaseAskers(server);
    for (const [name, who] of Object.entries(PEOPLE))
      askers.#names.set(name, typeof who === 'string' ? who : (await addPerson(server, who)).username);
    for (const two of TOGETHER) askers.#names.set(nameOf(two), await withBoth(server, two));
    for (const role of MACHINES) {
      const draft = { name: `machine-${role}`, role, expiresOn: '2027-11-24' } as const;
      const { token } = await server.app.get(ServiceAccounts).create(draft, THE_SYSTEM);
      askers.#machines.set(`a machine that is for ${role}`, new Client(server.url, token));
    }
    const about = await addPerson(server, { grants: [OFFICER] });
    askers.#subjectName = about.username;
    await server.sql('update rights_case set subject_staff_id = $1', [about.id]);
    await askers.signIn();
    return askers;
  }

  /** Anew, since sessions end. */
  async signIn(): Promise<void> {
    for (const name of READERS) this.readers.set(name, await this.server.as(name));
    for (const [name, username] of this.#names) this.outsiders.set(name, await this.server.as(username));
    for (const [name, client] of this.#machines) this.outsiders.set(name, client);
    this.outsiders.set('nobody', this.server.anonymous());
    this.subject = await this.server.as(this.#subjectName);
  }
}

/** The routes refuse it, so the second grant is somebody else's that is moved. */
async function withBoth(server: TestServer, [one, other]: (typeof TOGETHER)[number]): Promise<string> {
  const { id, username } = await addPerson(server, { grants: [one] });
  const { grantIds } = await addPerson(server, { grants: [other] });
  await server.sql('update access_grant set staff_id = $1 where id = any($2)', [id, grantIds]);
  return username;
}

/** Reading routes of the document, `GET /api/v1/...`, by how each is opened. */
export async function readingRoutes(server: TestServer): Promise<ReadonlyMap<string, string>> {
  const { body } = await server.anonymous().get('/api/openapi.json');
  const paths = body.paths as Record<string, Record<string, { 'x-tallenne-action'?: string }>>;
  return new Map(
    Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method]) => method === 'get' || method === 'head')
        .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation['x-tallenne-action'] ?? '']),
    ),
  );
}

export function isOfCases([route, opening]: readonly [string, string]): boolean {
  return OF_CASES.test(route.split(' ')[1] ?? '') || opening.endsWith(' RightsCase');
}

/** Which of `words` an answer holds, in its body or its headers. */
export function told({ bytes, headers }: Answer, words: readonly string[]): string[] {
  const all = `${JSON.stringify([...headers])}${bytes.toString()}`;
  return words.filter(word => all.includes(word) || all.includes(encodeURIComponent(word)));
}
