import fc from 'fast-check';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { wav } from '../support/audio.js';
import { CALLER } from '../support/canaries.js';
import { KnownId, type Draft, type DraftBody } from './draft.js';

/** Parts of a request that make it one that is taken, where the schemas cannot say how. */
type Known = fc.Arbitrary<Partial<Draft>>;

const nth = fc.nat(2 ** 20);
const WHOLE = wav({ seconds: 0.1, seed: 9 });
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What the document leaves to other specifications: SCIM (RFC 7644), tus 1.0; and who can sign in. */
export const BY_HAND: Readonly<Record<string, Known>> = {
  'POST /api/v1/sessions': fc
    .constantFrom('maija.malli', 'liisa.lupa', 'oili.oikeus', 'aila.auditoija', 'yrjo.yllapito')
    .map(username => ({ body: json({ username, password: DEMO_PASSWORD }) })),
  'POST /api/v1/recordings/uploads': begin(),
  'PATCH /api/v1/recordings/uploads/{id}': fc.constantFrom(WHOLE.length, 100, 0).map(length => ({
    body: { as: 'bytes', bytes: WHOLE.subarray(0, length), type: 'application/offset+octet-stream' },
    headers: [...tus(), ['upload-offset', '0']],
  })),
  'HEAD /api/v1/recordings/uploads/{id}': fc.constant({ headers: tus() }),
  'DELETE /api/v1/recordings/uploads/{id}': fc.constant({ headers: tus() }),
  'GET /scim/v2/Users': queries('userName eq "scim.1"', 'externalId eq "x"', 'active eq true and userName sw "s"'),
  'GET /scim/v2/Groups': queries('displayName eq "g1"', 'members[value eq "x"]'),
  'POST /scim/v2/Users': nth.map(at => ({ body: json(userOf(at)) })),
  'PUT /scim/v2/Users/{id}': nth.map(at => ({ body: json(userOf(at)) })),
  'PATCH /scim/v2/Users/{id}': patches(
    'displayName',
    'active',
    'title',
    `${ENTERPRISE}:department`,
    'emails[type eq "work"].value',
  ),
  'POST /scim/v2/Groups': nth.map(at => ({ body: json(groupOf(at)) })),
  'PUT /scim/v2/Groups/{id}': nth.map(at => ({ body: json(groupOf(at)) })),
  'PATCH /scim/v2/Groups/{id}': patches('displayName', 'members'),
  'GET /scim/v2/Schemas/{id}': fc.constantFrom(USER, GROUP, ENTERPRISE).map(id => ({ path: { id } })),
  'GET /scim/v2/ResourceTypes/{name}': fc.constantFrom('User', 'Group').map(name => ({ path: { name } })),
  'GET /api/v1/audit/log/tile/{path}': fc
    .constantFrom('0/000', '0/000.p/5', 'entries/000', 'entries/000.p/5', '1/000', '63/x001/000')
    .map(path => ({ path: { '*': path } })),
};

function json(value: unknown): DraftBody {
  return { as: 'json', value, type: 'application/json', spoil: null };
}

function tus(): [string, string][] {
  return [['tus-resumable', '1.0.0']];
}

function begin(): Known {
  return fc.tuple(nth, fc.constantFrom(WHOLE.length, 10, 0)).map(([at, length]) => {
    const { name, phone, email } = CALLER;
    const metadata = {
      ...{ source: 'pbx-1', externalId: `tus-${at}`, queue: 'user-support', unit: 'Ward systems' },
      ...{ startedAt: '2026-11-24T06:50:00Z', endedAt: '2026-11-24T06:59:00Z', agent: { username: 'maija.malli' } },
      ...{ notice: { played: at % 5 > 0, version: '2026-1', language: 'fi' }, caller: { name, phone, email } },
    };
    const written = Buffer.from(JSON.stringify(metadata)).toString('base64');
    return { headers: [...tus(), ['upload-length', String(length)], ['upload-metadata', `metadata ${written}`]] };
  });
}

function userOf(at: number) {
  return {
    schemas: [USER, ENTERPRISE],
    ...{ userName: `scim.${at % 50}`, externalId: `x-${at % 60}`, displayName: `Testi ${at}`, active: at % 7 > 0 },
    ...{
      name: { givenName: 'Testi', familyName: `S${at}` },
      emails: [{ value: `s${at}@example.org`, type: 'work', primary: true }],
    },
    ...{ title: 'Asiantuntija', [ENTERPRISE]: { department: at % 3 > 0 ? 'Käyttäjätuki' : 'Muu' } },
  };
}

function groupOf(at: number) {
  const members = at % 2 > 0 ? [{ value: new KnownId('of Users', at) }] : [];
  return { schemas: [GROUP], displayName: `g${at % 20}`, externalId: `g-${at % 30}`, members };
}

function patches(...paths: readonly string[]): Known {
  const op = fc.constantFrom('add', 'replace', 'remove', 'Replace');
  const value = fc.constantFrom<unknown>('Uusi', true, 'False', [{ value: new KnownId('of Users', 3) }], {
    displayName: 'Toinen',
  });
  const operation = fc.record({ op, path: fc.constantFrom(...paths), value }, { requiredKeys: ['op'] });
  return fc
    .array(operation, { minLength: 1, maxLength: 3 })
    .map(Operations => ({ body: json({ schemas: [PATCH], Operations }) }));
}

function queries(...filters: readonly string[]): Known {
  const filter = fc.constantFrom(...filters).map((text): Partial<Draft> => ({ query: [['filter', text]] }));
  const page = fc.nat(3).map((start): Partial<Draft> => ({
    query: [
      ['startIndex', start],
      ['count', 2],
    ],
  }));
  return fc.oneof(filter, page, fc.constant({ query: [] }));
}
