import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { checkCustody } from '../custody/check-custody.js';
import { AtWork, NO_FAULTS } from '../support/browser/at-work.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { HoldScenes } from '../support/holds.js';
import { describeWith } from '../support/describe-with.js';
import { addPerson } from '../support/people.js';

const SLOW_MS = 300_000;
const PERSONAL = ['soittaja', '401234567'];
const LEAD = { role: 'team-lead', purposes: ['service-development'] };

/** What the officer is offered everywhere: to look, to narrow, to take along. None of it changes anything. */
const LOOKS = [
  ...['log.export.open', 'log.open', 'reports.download', 'reports.showDay', 'common.more', 'certificates.showText'],
  ...['logState.checkpoint.copy', 'logState.keys.copy', 'statements.download.pdf', 'statements.download.csv'],
  ...['whereabouts.ask', 'dutyBatches.open', 'holds.why', 'rules.preview', 'completeness.open', 'completeness.csv'],
  ...['filters.clear', 'log.details', 'common.all', 'accessReviews.shown.open', 'rights.similar.look'],
  ...['filters.apply', 'log.timeline.table', 'accesses.show', 'earlierPlaybacks.show', 'whereabouts.allCertificates'],
  ...['runs.toCertificates', 'rules.showMoves'],
];

describeWith('chromium', 'the day of a data protection officer', executablePath => {
  let house: BrowserHouse;
  let tapio: AtWork;
  let held: string;
  let request: string;

  /** Of everything that waits for somebody there is one. */
  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    const { beside } = house;
    const scenes = new HoldScenes(beside);
    const call = await scenes.deliver();
    held = call.id;
    const handler = await addPerson(beside, { grants: [{ role: 'complaint-handler', purposes: ['complaint'] }] });
    expect((await scenes.ask(await beside.as(handler.username), call.id)).status).toBe(201);
    const person = await addPerson(beside, { grants: [{ role: 'agent', purposes: ['service-development'] }] });
    const administrator = await addPerson(beside, { grants: [{ role: 'administrator' }] });
    const client = await beside.as(administrator.username);
    const today = helsinkiDay(new Date());
    const made = [
      await client.post(`/staff/${person.id}/grants`, {
        ...{ ...LEAD, fromOn: today, untilOn: addDays(today, 30), reason: 'Testi' },
      }),
      await client.post(`/staff/${person.id}/duties`, { queue: 'billing', reason: 'Testi' }),
      await client.post('/retention/rules', {
        ...{ kind: 'days', days: 60, clause: '6 §', inForceFrom: addDays(today, 2), appliesToEarlier: false },
        reason: 'Testi',
      }),
      await (
        await beside.as(handler.username)
      ).post('/rights-requests', {
        ...{ channel: 'e-mail', language: 'fi', text: 'Pyydän kopion.', rights: ['access'] },
        ...{ receivedAt: beside.clock.now().toISOString(), person: { name: 'Testi Soittaja', phone: '+358401234567' } },
      }),
    ];
    expect(made.map(({ status, body }) => (status < 300 ? null : body.code))).toEqual(made.map(() => null));
    request = String(made[3]?.body.id);
    await beside.sql(`insert into audit_alarm (id, kind, raised_at) values ($1, 'event-absent', now())`, [
      newId(new Date()),
    ]);
    tapio = await AtWork.with(house, [{ role: 'data-protection-officer' }], 'en');
  }, SLOW_MS);

  afterAll(async () => {
    const { username } = await addPerson(house.beside, { grants: [{ role: 'auditor' }] });
    const auditor = await house.beside.as(username);
    const [alarm] = await house.beside.sql<{ id: string }>('select id from audit_alarm');
    expect((await auditor.post(`/audit/alarms/${alarm?.id ?? ''}/clearance`, { reason: 'Testi.' })).status).toBe(204);
    await checkCustody(house.beside);
    await house.close();
  });

  /** Opens a page, waits for something on it, and sees that every button of it only looks. */
  async function onlyLooksAt(address: string, shown: string | RegExp): Promise<void> {
    await tapio.goTo(address);
    await tapio.page
      .locator('main')
      .getByText(typeof shown === 'string' ? wordOf(shown) : shown)
      .first()
      .waitFor();
    const allowed = new Set(LOOKS.map(name => wordOf(name)));
    const others = (await tapio.offered()).map(text => text.trim()).filter(text => !allowed.has(text));
    expect([address, others.filter(text => text !== '' && !A_DAY.test(text))]).toEqual([address, []]);
  }

  function wordOf(name: string): string {
    try {
      return tapio.words(name);
    } catch {
      return name;
    }
  }

  it.each([
    ['the log', '/access-log', 'log.caption'],
    ['what alarms there are', '/log-state', 'logState.alarms.open'],
    ['the proposals', '/grant-proposals', 'proposals.states.pending'],
    ['the reviews of access', '/access-reviews', 'accessReviews.kinds.duties'],
    ['who has access', '/access-reports', 'roles.team-lead'],
    ['what is held', '/holds', 'V-1'],
    ['the rules of retention', '/retention/rules', 'rules.states.proposed'],
    ['what goes when', '/retention', 'retention.due'],
    ['the purges and the brake', '/retention/purges', 'brake.title'],
    ['whether everything arrives', '/completeness', /pbx-1/],
    ['what left as a whole', '/departures', /./],
    ['the requests of people', '/rights-requests', /\d{4}-\d+|\d+\/\d{4}/],
  ])(
    'sees %s, and is offered no act',
    async (_, address, shown) => {
      await onlyLooksAt(address, shown);
    },
    SLOW_MS,
  );

  it(
    'reads a case, with what was asked, and is offered no step of it',
    async () => {
      await onlyLooksAt(`/rights-requests/${request}`, 'Pyydän kopion.');
    },
    SLOW_MS,
  );

  it(
    'does not come to a recording: it is not there for them',
    async () => {
      await tapio.goTo(`/recordings/${held}`);
      await tapio.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await tapio.page.locator('main').innerText()).not.toContain('Soittaja');
      expect(await tapio.button('listening.listen').count()).toBe(0);
    },
    SLOW_MS,
  );

  it('ends with nobody else asked, nothing personal in an address, and pages that fit a telephone', async () => {
    const pages = ['/access-log', '/rights-requests', '/holds', '/completeness', '/departures', '/retention/rules'];
    expect(await tapio.sidewaysOnTelephone(pages)).toEqual([]);
    expect(tapio.faults(PERSONAL)).toEqual(NO_FAULTS);
  }, 120_000);
});

/** A day that is looked at, as it is written in Finnish, Swedish and English. */
const A_DAY = /^\p{L}{2,3} (\d{1,2}\.\d{1,2}\.\d{4}|\d+ \p{L}{3,} \d{4})$/u;
