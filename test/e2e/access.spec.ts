import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { ROLES } from '../../src/access/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Answer, Client, Metadata } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MINUTE_MS = 60_000;
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';
const DEVELOPMENT = { purpose: 'service-development', reference: 'INC-1' };

let server: TestServer;
let administrator: Client;

const today = () => helsinkiDay(server.clock.now());
const aMonth = () => ({ fromOn: today(), untilOn: addDays(today(), 30), reason: 'Uusi tehtävä' });
const grantTo = (staffId: string, grant: object): Promise<Answer> =>
  administrator.post(`/staff/${staffId}/grants`, { ...aMonth(), ...grant });
const statusOf = async (client: Client, path = '/recordings') => (await client.get(path)).status;

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.as('yrjo.yllapito');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

async function deliver(overrides: Metadata = {}): Promise<{ id: string; contactId: string }> {
  const { status, body } = await server
    .ingest()
    .deliver(callMetadata(server.clock.now(), overrides), wav({ seconds: 0.1 }));
  expect(status).toBe(201);
  return { id: String(body.id), contactId: String(body.contactId) };
}

describe('a grant', () => {
  it('names person, role, scope, purposes, days, reason and who gave it, and works at the next request', async () => {
    const { id, username } = await addPerson(server);
    const client = await server.as(username);
    expect(await statusOf(client)).toBe(403);
    const scope = { queues: ['user-support'], units: ['Ward systems'], ownCallsOnly: true };
    const wanted = { role: 'agent', purposes: ['service-development'], ...scope, ...aMonth() };
    const events = await eventsDuring(server, async () => {
      const { status, body } = await grantTo(id, wanted);
      expect(status).toBe(201);
      const given = { staffId: id, grantedBy: server.ids.get('yrjo.yllapito'), revokedAt: null, suspended: false };
      expect(body).toMatchObject({ ...wanted, ...given, createdAt: server.clock.now().toISOString() });
    });
    expect(events).toMatchObject([
      { action: 'grant.created', outcome: 'done', concernsStaffId: id, facts: { role: 'agent' } },
    ]);
    expect(JSON.stringify(events)).not.toContain('Uusi tehtävä');
    expect(await statusOf(client)).toBe(200);
  });

  it('begins on its first day and ends with its last, in Helsinki', async () => {
    const tomorrow = addDays(today(), 1);
    const grants = [{ role: 'agent', purposes: ['service-development'], fromOn: tomorrow, untilOn: tomorrow }];
    const { username } = await addPerson(server, { grants });
    const at = async (moment: Date) => {
      server.clock.moveTo(moment);
      return statusOf(await server.as(username));
    };
    expect(await at(new Date(startOfDay(tomorrow).getTime() - 1))).toBe(403);
    expect(await at(startOfDay(tomorrow))).toBe(200);
    expect(await at(new Date(startOfDay(addDays(tomorrow, 1)).getTime() - 1))).toBe(200);
    expect(await at(startOfDay(addDays(tomorrow, 1)))).toBe(403);
    administrator = await server.as('yrjo.yllapito');
  });

  it('has only purposes of its role', async () => {
    const { id } = await addPerson(server);
    for (const [role, purposes] of [
      ['agent', ['internal-training']],
      ['trainer', ['internal-training', 'complaint']],
      ['rights-officer', ['complaint']],
      ['data-protection-officer', ['rights-request']],
      ['auditor', ['service-level-study']],
      ['administrator', ['service-development']],
    ] as const) {
      await refuses(() => grantTo(id, { role, purposes }), id, 422, 'purpose-not-of-role');
    }
  });

  it('is not given to oneself, to nobody, or backwards in time', async () => {
    const own = server.ids.get('yrjo.yllapito') ?? '';
    for (const role of ROLES) await refuses(() => grantTo(own, { role }), own, 403, 'not-oneself');
    expectProblem(await grantTo(UNKNOWN_ID, { role: 'agent' }), 404, 'not-found');
    const backwards = { role: 'agent', fromOn: addDays(today(), 1), untilOn: today() };
    expectProblem(await grantTo(UNKNOWN_ID, backwards), 400, 'invalid-request');
    for (const wrong of [
      { role: 'ingest' },
      { role: 'agent', reason: '' },
      { role: 'agent', queues: [] },
      { role: 'agent', extra: 1 },
    ]) {
      expectProblem(await grantTo(UNKNOWN_ID, wrong), 400, 'invalid-request');
    }
  });

  it.each([
    ['auditor', 'agent'],
    ['agent', 'auditor'],
    ['administrator', 'rights-officer'],
    ['trainer', 'administrator'],
    ['administrator', 'auditor'],
    ['data-protection-officer', 'administrator'],
  ] as const)('of an %s goes not together with one of an %s', async (first, second) => {
    const { id } = await addPerson(server, { grants: [{ role: first }] });
    await refuses(() => grantTo(id, { role: second }), id, 409, 'incompatible-roles');
    await revoke((await grantsOf(id))[0]?.id ?? '');
    const byTwo = second !== 'agent';
    expect((await grantTo(id, { role: second })).status).toBe(byTwo ? 202 : 201);
  });

  it('of two incompatible roles is given once also when two administrators are at it at once', async () => {
    const other = await server.as((await addPerson(server, { grants: [{ role: 'administrator' }] })).username);
    for (let round = 0; round < 5; round += 1) {
      const { id } = await addPerson(server);
      const { body } = await grantTo(id, { role: 'auditor' });
      const decision = { outcome: 'approved', reason: 'Sovittu' };
      const answers = await Promise.all([
        other.post(`/grant-proposals/${String(body.proposalId)}/decision`, decision),
        grantTo(id, { role: 'agent' }),
      ]);
      expect([
        [200, 409],
        [409, 201],
      ]).toContainEqual(answers.map(({ status }) => status));
    }
  });

  it('is revoked by one administrator, at once and once', async () => {
    const grants = [{ role: 'agent', purposes: ['service-development'] }];
    const { id, username, grantIds } = await addPerson(server, { grants });
    const client = await server.as(username);
    expect(await statusOf(client)).toBe(200);
    const events = await eventsDuring(server, async () => {
      const revoked = await revoke(grantIds[0] ?? '');
      expect(revoked.body).toMatchObject({
        revokedAt: server.clock.now().toISOString(),
        revokedBy: server.ids.get('yrjo.yllapito'),
      });
      expect((await revoke(grantIds[0] ?? '')).body).toEqual(revoked.body);
    });
    expect(events).toMatchObject([{ action: 'grant.revoked', concernsStaffId: id, object: { id: grantIds[0] } }]);
    expect(await statusOf(client)).toBe(403);
    expect(await grantsOf(id)).toEqual([]);
    const history = await administrator.get(`/grants?staff=${id}&history=true`);
    expect(history.body.items).toMatchObject([{ id: grantIds[0], reason: 'Testi' }]);
    expectProblem(await administrator.post(`/grants/${UNKNOWN_ID}/revocation`, { reason: 'x' }), 404, 'not-found');
    expectProblem(await administrator.post(`/grants/${grantIds[0]}/revocation`, {}), 400, 'invalid-request');
  });

  it('that was revoked or suspended past the routes works no more once the rights have changed', async () => {
    const { id, username, grantIds } = await addPerson(server, { grants: [{ role: 'team-lead', purposes: [] }] });
    const client = await server.as(username);
    expect(await statusOf(client, '/retention/due')).toBe(200);
    await server.sql('update access_grant set suspended = true where id = $1', [grantIds[0]]);
    await server.sql('update staff set access_epoch = access_epoch + 1 where id = $1', [id]);
    expect(await statusOf(client, '/retention/due')).toBe(403);
  });

  /** Asks for a grant that is refused; the attempt is on record with its reason. */
  async function refuses(ask: () => Promise<Answer>, staffId: string, status: number, code: string): Promise<void> {
    const events = await eventsDuring(server, async () => {
      expectProblem(await ask(), status, code);
    });
    const refusal = { action: 'grant.created', outcome: 'refused', reason: code, concernsStaffId: staffId };
    expect(events).toMatchObject([refusal]);
  }

  function revoke(grantId: string): Promise<Answer> {
    return administrator.post(`/grants/${grantId}/revocation`, { reason: 'Tehtävä vaihtui' });
  }

  async function grantsOf(staffId: string): Promise<{ id: string }[]> {
    return (await administrator.get(`/grants?staff=${staffId}`)).body.items as { id: string }[]; // the shape of every list
  }
});

describe('the undertaking', () => {
  it('must be acknowledged, in the version that is in force, before any grant works', async () => {
    const grants = [{ role: 'team-lead', purposes: ['internal-training'] }];
    const { username } = await addPerson(server, { grants, bound: false });
    const client = await server.as(username);
    const before = await client.get('/me');
    expect(before.body).toMatchObject({ roles: ['team-lead'], permitted: [], undertaking: { acknowledged: false } });
    for (const path of ['/recordings', '/retention/due']) expect(await statusOf(client, path)).toBe(403);
    const { version, texts } = before.body.undertaking as { version: string; texts: Record<string, string> };
    expect(Object.keys(texts).sort()).toEqual(['en', 'fi', 'sv']);
    const sign = (given: object) => client.post('/me/undertaking', given);
    expectProblem(await sign({ version: '2025-1', language: 'fi' }), 409, 'undertaking-changed');
    expectProblem(await sign({ version, language: 'de' }), 400, 'invalid-request');
    expect(await statusOf(client)).toBe(403);
    const events = await eventsDuring(server, async () => {
      expect((await sign({ version, language: 'sv' })).status).toBe(204);
      expect((await sign({ version, language: 'fi' })).status).toBe(204);
    });
    expect(events).toMatchObject([
      { action: 'undertaking.acknowledged', object: { id: version }, facts: { language: 'sv' } },
    ]);
    expect(await statusOf(client)).toBe(200);
    expect((await client.get('/me')).body.undertaking).toMatchObject({ acknowledged: true });
  });
});

describe('what a person is told about themselves', () => {
  const anybody = ['list AccessReview', 'decide AccessReview', 'register RightsCase', 'read Notice'];
  const publishes = ['propose Notice', 'decide Notice'];
  const seesRecord = [
    ...['read ProcessingRecord', 'list Processor', 'read Promise', 'check Promise'],
    ...['list PromiseIncident', 'list GoingLiveFinding'],
  ];
  const answersForPromises = [
    ...['hand-over PromiseIncident', 'answer PromiseIncident'],
    ...['assign GoingLiveFinding', 'decide GoingLiveFinding', 'confirm GoingLiveFinding'],
  ];
  const hears = [...anybody, 'list Recording', 'play Recording', 'read Recording', 'set-ticket Recording'];
  const reveals = [...hears, 'reveal Recording'];
  const overseesGrants = [
    ...['list GrantProposal', 'list GrantTemplate', 'list Undertaking', 'read AccessReport'],
    ...['list DutyChange', 'list DutyBatch', 'list ReviewCampaign', ...anybody],
  ];
  const oversees = [
    ...[...overseesGrants, ...seesRecord],
    ...['list AuditEvent', 'list Grant', 'list Staff', 'read AuditEvent', 'read Retention', 'read Staff'],
    ...[
      'export AuditEvent',
      'follow AuditLog',
      'list AuditAlarm',
      'list Finding',
      'list ReviewRound',
      'read ReviewRound',
      'list WeeklySample',
    ],
  ];
  const reviews = ['clear AuditAlarm', 'close ReviewRound', 'open ReviewRound', 'review AuditEvent', 'settle Finding'];
  const cases = ['close ComplaintCase', 'list ComplaintCase', 'reopen ComplaintCase'];

  const erases = ['erase Recording', 'list Erasure', 'withdraw Erasure'];
  const holds = ['hold Recording', 'list Hold', 'extend Hold', 'release Hold'];
  const answers = [
    ...[...holds, 'decide Hold', 'review Hold', ...erases, 'decide Erasure', 'read Retention'],
    ...['list TrainingCopy', 'decide TrainingCopy', 'release TrainingCopy'],
  ];
  const sortsOut = [
    ...['list QuarantinedItem', 'read QuarantinedItem', 'sort-out QuarantinedItem'],
    ...['read Completeness', 'explain Completeness'],
  ];
  const notes = ['list CallNote', 'read CallNote'];
  const samples = [...notes, 'sample Recording', 'note Recording', 'list WeeklySample', 'read WeeklySample'];
  const departs = ['list Departure', 'decide Departure'];
  const readsCases = ['list RightsCase', 'read RightsCase', 'export RightsCase'];
  const handlesCases = [...readsCases, 'handle RightsCase', 'confirm RightsCase'];
  const readsIncidents = ['list Incident', 'read Incident', 'export Incident'];
  const answersForIncidents = ['register Incident', 'handle Incident', 'reveal Incident', 'confirm Incident'];
  const kept = ['list Hold', 'list TrainingCopy', 'list Erasure', 'list RetentionRule', 'list Departure'];
  const twoForAll = [
    ...['list RetentionRule', 'propose RetentionRule', 'decide RetentionRule', 'list Departure', 'propose Departure'],
    ...['propose-release PurgeBrake', 'release PurgeBrake'],
  ];

  it.each([
    ['maija.malli', 'agent', [...reveals, ...erases, ...notes]],
    ['liisa.lupa', 'team-lead', [...reveals, ...answers, ...sortsOut, ...samples, 'read ServiceLevelStudy']],
    ['risto.reklamaatio', 'complaint-handler', [...reveals, ...cases, ...holds, ...erases, 'search-by-code Recording']],
    ['kirsi.koulu', 'trainer', [...hears, ...holds, 'copy-for-training Recording', 'list TrainingCopy']],
    [
      'oili.oikeus',
      'rights-officer',
      [
        ...[...reveals, ...answers, ...departs, ...handlesCases, ...publishes, ...seesRecord],
        ...[...readsIncidents, ...answersForIncidents, 'search-by-code Recording'],
        ...[...answersForPromises, 'settle PromiseIncident'],
      ],
    ],
    [
      'tapio.tietosuoja',
      'data-protection-officer',
      [...oversees, ...readsCases, ...readsIncidents, ...kept, 'read Completeness', 'read ServiceLevelStudy'],
    ],
    ['aila.auditoija', 'auditor', [...oversees, ...kept, ...reviews, 'read Completeness', 'settle PromiseIncident']],
    [
      'yrjo.yllapito',
      'administrator',
      [
        ...[
          ...[...publishes, ...seesRecord, 'change Processor', ...answersForPromises],
          'change Source',
          'create Grant',
          'create ServiceAccount',
          'create Staff',
          'deactivate Staff',
          'enrol Staff',
        ],
        ...[
          'list AuditAlarm',
          'list Grant',
          'list ServiceAccount',
          'list Source',
          'list Staff',
          'read Retention',
          'read Staff',
        ],
        ...['revoke Grant', 'revoke ServiceAccount', ...overseesGrants],
        ...['decide GrantProposal', 'withdraw GrantProposal', 'change GrantTemplate'],
        ...['publish Undertaking', 'import Undertaking'],
        ...[
          'list Session',
          'end Session',
          'confirm Enrolment',
          'change Staff',
          'reactivate Staff',
          'enter DutyChange',
          'decide DutyBatch',
          'open ReviewCampaign',
        ],
        ...['reassign AccessReview', 'list AgentName', 'map AgentName', 'read Completeness', 'explain Completeness'],
        ...['list', 'link', 'confirm', 'unlink'].map(verb => `${verb} ExternalIdentity`),
        ...['rotate ServiceAccount', 'list DirectoryGroup', 'map DirectoryGroup', ...twoForAll],
      ],
    ],
  ])('%s, %s, may do what the role may', async (username, role, permitted) => {
    const { body } = await (await server.as(username)).get('/me');
    expect(body).toMatchObject({ username, roles: [role], undertaking: { acknowledged: true }, demo: true });
    const told = (body.permitted as { verb: string; subject: string }[]).map(
      ({ verb, subject }) => `${verb} ${subject}`,
    );
    expect(told.sort()).toEqual([...permitted].sort());
  });
});

describe('personal fields', () => {
  const caller = {
    category: 'partner',
    name: 'Peitetty Nimi',
    phone: '+358 50 765 4321',
    email: 'peitetty@example.org',
    organisation: 'Peitetty Osasto',
    personalIdentityCode: '240688U9367',
  };
  const patients = [{ name: 'Salattu Potilas', personalIdentityCode: '150585Y951A' }];
  const note = 'muistiinpano asiakkaasta';
  const clear = [...Object.values(caller).slice(1), 'Salattu', '150585Y951A', note];
  let id: string;

  beforeAll(async () => {
    await administrator.request('PUT', '/sources/pbx-5', { keepsIdentityCodes: true, notice: null });
    ({ id } = await deliver({ source: 'pbx-5', caller, patients, note }));
  });

  const fieldsOf = (client: Client, wanted: object) => client.post(`/recordings/${id}/reveals`, wanted);

  it('are masked in lists, in searches and in the opened recording', async () => {
    for (const username of ['maija.malli', 'liisa.lupa', 'risto.reklamaatio', 'kirsi.koulu', 'oili.oikeus']) {
      const client = await server.as(username);
      const answers = [
        await client.get('/recordings'),
        await client.post('/recordings/searches', { name: 'peitetty' }),
        await client.get(`/recordings/${id}`),
      ];
      for (const { status, bytes } of answers) {
        expect(status).toBe(200);
        expect(bytes.toString()).toContain('•••••');
        expect(clear.filter(text => bytes.toString().includes(text))).toEqual([]);
      }
    }
  });

  it('are revealed one at a time, for a purpose, with the event committed first', async () => {
    const risto = await server.as('risto.reklamaatio');
    const complaint = { purpose: 'complaint', reference: 'V-7' };
    for (const [field, value] of Object.entries({ ...caller, note })) {
      if (field === 'category') continue;
      const events = await eventsDuring(server, async () => {
        const { status, body } = await fieldsOf(risto, { field, ...complaint });
        expect([status, body.value]).toEqual([201, value]);
      });
      expect(events).toMatchObject([
        { action: 'field.revealed', outcome: 'done', recordingId: id, ...complaint, facts: { field } },
      ]);
      expect(JSON.stringify(events)).not.toContain(value);
    }
    const { parties } = (await risto.get(`/recordings/${id}`)).body as { parties: { id: string; kind: string }[] };
    const patient = parties.find(({ kind }) => kind === 'patient')?.id;
    const shown = await fieldsOf(risto, { field: 'personalIdentityCode', partyId: patient, ...complaint });
    expect(shown.body).toEqual({
      ...{ field: 'personalIdentityCode', partyId: patient, value: '150585Y951A', corrections: [] },
    });
    expect((await fieldsOf(risto, { field: 'phone', partyId: patient, ...complaint })).body.value).toBeNull();
    expectProblem(await fieldsOf(risto, { field: 'name', partyId: UNKNOWN_ID, ...complaint }), 404, 'not-found');
    expectProblem(await fieldsOf(risto, { field: ['name', 'phone'], ...complaint }), 400, 'invalid-request');
  });

  it('are not revealed when the event cannot be written', async () => {
    const maija = await server.as('maija.malli');
    await server.sql(`alter table audit_event add constraint refused check (action <> 'field.revealed') not valid`);
    const { status, bytes } = await fieldsOf(maija, { field: 'name', ...DEVELOPMENT });
    await server.sql('alter table audit_event drop constraint refused');
    expect(status).toBe(500);
    expect(bytes.toString()).not.toContain('Peitetty');
  });

  it.each([
    ['maija.malli', 'personalIdentityCode', DEVELOPMENT, 'field-not-permitted', 403],
    ['liisa.lupa', 'personalIdentityCode', { purpose: 'internal-training' }, 'field-not-permitted', 403],
    ['maija.malli', 'name', { purpose: 'complaint', reference: 'V-1' }, 'purpose-not-permitted', 403],
    ['maija.malli', 'name', { purpose: 'service-development' }, 'reference-missing', 422],
    ['oili.oikeus', 'phone', { purpose: 'rights-request' }, 'reference-missing', 422],
  ])('stay masked for %s: %s', async (username, field, purpose, code, status) => {
    const client = await server.as(username);
    const events = await eventsDuring(server, async () => {
      expectProblem(await fieldsOf(client, { field, ...purpose }), status, code);
    });
    expect(events).toMatchObject([{ action: 'field.revealed', outcome: 'refused', reason: code, facts: { field } }]);
  });

  it('are revealed by one grant for its own purpose: two grants add up to nothing that neither has', async () => {
    const agent = { role: 'agent', purposes: ['service-development'] };
    const handler = { role: 'complaint-handler', purposes: ['complaint'] };
    const { username, grantIds } = await addPerson(server, { grants: [agent, handler] });
    const client = await server.as(username);
    const code = { field: 'personalIdentityCode' };
    expectProblem(await fieldsOf(client, { ...code, ...DEVELOPMENT }), 403, 'field-not-permitted');
    const events = await eventsDuring(server, async () => {
      expect((await fieldsOf(client, { ...code, purpose: 'complaint', reference: 'V-7' })).status).toBe(201);
      expect((await fieldsOf(client, { field: 'name', ...DEVELOPMENT })).status).toBe(201);
    });
    expect(events.map(({ grantId }) => grantId)).toEqual([grantIds[1], grantIds[0]]);
    const trainer = { role: 'trainer', purposes: ['internal-training'] };
    const learning = await server.as((await addPerson(server, { grants: [trainer, agent] })).username);
    const training = { field: 'name', purpose: 'internal-training' };
    expectProblem(await fieldsOf(learning, training), 403, 'field-not-permitted');
  });

  it('are not for trainers, and not for those who may not see the recording', async () => {
    const kirsi = await server.as('kirsi.koulu');
    expectProblem(await fieldsOf(kirsi, { field: 'name', purpose: 'internal-training' }), 403, 'not-permitted');
    const eero = await server.as('eero.esimerkki');
    const events = await eventsDuring(server, async () => {
      expectProblem(await fieldsOf(eero, { field: 'name', ...DEVELOPMENT }), 404, 'not-found');
    });
    expect(events).toMatchObject([
      { action: 'field.revealed', outcome: 'refused', reason: 'not-permitted', recordingId: id },
    ]);
  });
});

describe('a search', () => {
  let mine: string;
  let others: string;
  const caller = { name: 'Äijö-Maria O’Neil-Virtanen', phone: '09 2345 6789', email: 'Haku.Henkilo@Example.org' };

  beforeAll(async () => {
    await administrator.request('PUT', '/sources/pbx-6', { keepsIdentityCodes: true, notice: null });
    const code = { personalIdentityCode: '070711b942c' };
    mine = (await deliver({ source: 'pbx-6', caller: { ...caller, ...code }, queue: 'search' })).id;
    others = (await deliver({ caller, queue: 'search', agent: { username: 'eero.esimerkki' } })).id;
  });

  const found = async (client: Client, search: object): Promise<string[]> => {
    const { status, body } = await client.post('/recordings/searches', search);
    expect([status, body.code]).toEqual([200, undefined]);
    return (body.items as { id: string }[]).map(({ id }) => id).sort();
  };

  it.each(['09 2345 6789', '+358 9 23456789', '00358923456789', '(09) 2345-6789', '+35892345 6789'])(
    'finds the phone number written as %s',
    async phone => {
      expect(await found(await server.as('liisa.lupa'), { phone })).toEqual([mine, others].sort());
    },
  );

  it.each(['haku.henkilo@example.org', ' HAKU.HENKILO@EXAMPLE.ORG '])('finds the e-mail address %s', async email => {
    expect(await found(await server.as('liisa.lupa'), { email })).toEqual([mine, others].sort());
  });

  it.each(['virtanen', 'Maria Äijö', 'ÄIJÖ-MARIA', "o'neil", 'ONeil virtanen maria'])(
    'finds the name by its words: %s',
    async name => {
      expect(await found(await server.as('liisa.lupa'), { name })).toEqual([mine, others].sort());
    },
  );

  it.each([
    { name: 'virta' },
    { name: 'aijo' },
    { name: 'maria muu' },
    { phone: '09 2345 6780' },
    { email: 'henkilo@example.org' },
    { name: 'maria', phone: '09 2345 6780' },
    { name: 'maria', queue: 'another' },
    { name: 'maria', to: '2020-01-01' },
  ])('finds nothing for %j', async search => {
    expect(await found(await server.as('liisa.lupa'), search)).toEqual([]);
  });

  it('finds only what all terms and filters agree on, in pages', async () => {
    const liisa = await server.as('liisa.lupa');
    expect(await found(liisa, { name: 'maria', email: 'haku.henkilo@example.org', queue: 'search' })).toHaveLength(2);
    expect(await found(liisa, { name: 'maria', agent: server.ids.get('eero.esimerkki') })).toEqual([others]);
    const first = await liisa.post('/recordings/searches', { name: 'maria', limit: 1 });
    const second = await liisa.post('/recordings/searches', { name: 'maria', limit: 1, cursor: first.body.nextCursor });
    const ids = [first, second].flatMap(({ body }) => (body.items as { id: string }[]).map(({ id }) => id));
    expect([ids.sort(), second.body.nextCursor]).toEqual([[mine, others].sort(), null]);
  });

  it('stays within what the person may find', async () => {
    expect(await found(await server.as('maija.malli'), { name: 'virtanen' })).toEqual([mine]);
    expect(await found(await server.as('eero.esimerkki'), { name: 'virtanen' })).toEqual([others]);
    expect(await found(await server.as('olli.oletus'), { name: 'virtanen' })).toEqual([]);
  });

  it('by identity code is for the rights officer, and for complaint handlers within a case', async () => {
    const code = { personalIdentityCode: '070711B942C' };
    const [risto, oili] = [await server.as('risto.reklamaatio'), await server.as('oili.oikeus')];
    expect(await found(oili, code)).toEqual([mine]);
    expect(await found(oili, { personalIdentityCode: ' 070711b942c ' })).toEqual([mine]);
    expect(await found(risto, { ...code, reference: 'V-9' })).toEqual([mine]);
    const [event] = (await loggedEvents(server, 'recordings.searched')).slice(-1);
    expect(event).toMatchObject({ reference: 'V-9', outcome: 'done' });
    for (const [username, status, refusal] of [
      ['maija.malli', 403, 'search-by-code-not-permitted'],
      ['liisa.lupa', 403, 'search-by-code-not-permitted'],
      ['risto.reklamaatio', 422, 'reference-missing'],
    ] as const) {
      const client = await server.as(username);
      const events = await eventsDuring(server, async () => {
        expectProblem(await client.post('/recordings/searches', code), status, refusal);
      });
      expect(events).toMatchObject([{ action: 'recordings.searched', outcome: 'refused', reason: refusal }]);
    }
  });

  it('needs something to search for', async () => {
    const liisa = await server.as('liisa.lupa');
    for (const nothing of [{}, { queue: 'search' }, { name: '' }, { name: 5 }, { phone: null }, { surname: 'x' }]) {
      expectProblem(await liisa.post('/recordings/searches', nothing), 400, 'invalid-request');
    }
    const name = 'Virtanen';
    for (const nothing of [
      ...[{ name: '-' }, { phone: '112' }, { email: 'nobody' }],
      // What cannot be read is not left out: it would show everybody whom the rest finds.
      ...[
        { phone: '040 12', name },
        { email: 'virtanen', name },
        { name: '-', phone: '+358401234567' },
      ],
    ]) {
      expectProblem(await liisa.post('/recordings/searches', nothing), 400, 'nothing-to-search');
    }
  });

  it('leaves its filters in the log, and of personal terms a salted commitment each', async () => {
    const liisa = await server.as('liisa.lupa');
    const search = { name: 'Virtanen Maria', queue: 'search', from: '2026-11-01' };
    const events = await eventsDuring(server, () => found(liisa, search));
    const [event] = events;
    expect(events).toMatchObject([{ action: 'recordings.searched', facts: { queue: 'search', from: '2026-11-01' } }]);
    expect(Object.keys(event?.commitments ?? {})).toEqual(['name/0', 'name/1']);
    const again = await eventsDuring(server, () => found(liisa, search));
    expect(again[0]?.commitments?.['name/0']).not.toBe(event?.commitments?.['name/0']);
  });
});

describe('a ticket', () => {
  it('is tied to the contact after the call, found by it, changed and taken away', async () => {
    const { id, contactId } = await deliver();
    const maija = await server.as('maija.malli');
    const byTicket = async (ticket: string) => {
      const { body } = await maija.get(`/recordings?ticket=${ticket}`);
      return (body.items as { id: string }[]).map(item => item.id);
    };
    const events = await eventsDuring(server, async () => {
      const { status, body } = await maija.patch(`/contacts/${contactId}`, { ticket: 'INC-4711' });
      expect([status, body]).toEqual([200, { id: contactId, ticket: 'INC-4711' }]);
    });
    const facts = { from: '', to: 'INC-4711' };
    expect(events).toMatchObject([
      { action: 'contact.ticket-changed', outcome: 'done', object: { id: contactId }, facts },
    ]);
    expect(await byTicket('INC-4711')).toEqual([id]);
    expect((await maija.get(`/recordings/${id}`)).body.ticket).toBe('INC-4711');
    expect((await maija.patch(`/contacts/${contactId}`, { ticket: null })).body.ticket).toBeNull();
    expect(await byTicket('INC-4711')).toEqual([]);
  });

  it('is not set by those who may not see the recording, nor on what is no contact, nor in another form', async () => {
    const { id, contactId } = await deliver();
    const eero = await server.as('eero.esimerkki');
    for (const unreachable of [contactId, UNKNOWN_ID, id]) {
      const events = await eventsDuring(server, async () => {
        expectProblem(await eero.patch(`/contacts/${unreachable}`, { ticket: 'INC-1' }), 404, 'not-found');
      });
      expect(events).toMatchObject([
        { action: 'contact.ticket-changed', outcome: 'refused', object: { id: unreachable } },
      ]);
    }
    const maija = await server.as('maija.malli');
    for (const ticket of ['', 'a b', 'a/b', 'x'.repeat(65), 5]) {
      expectProblem(await maija.patch(`/contacts/${contactId}`, { ticket }), 400, 'invalid-request');
    }
    server.clock.advance(MINUTE_MS);
  });
});
