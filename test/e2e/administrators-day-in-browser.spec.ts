import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { Uptime, type MovedUptime } from '../../src/platform/machine/uptime.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { AtWork, NO_FAULTS } from '../support/browser/at-work.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { loggedEvents } from '../support/log.js';
import { describeWith } from '../support/describe-with.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { dayIn } from '../support/browser/words.js';

const SLOW_MS = 300_000;
const DAY_MS = 86_400_000;
const AGENT = { role: 'agent', purposes: ['service-development'] };
const COMPLAINTS = { role: 'complaint-handler', purposes: ['complaint'] };
const LEAD = { role: 'team-lead', purposes: ['service-development'] };
const NEWCOMER = { username: 'nea.nimetty', displayName: 'Nea Nimetty' };

describeWith('chromium', 'the day of two administrators', executablePath => {
  let house: BrowserHouse;
  let first: AtWork;
  let second: AtWork;

  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    first = await AtWork.with(house, [{ role: 'administrator' }], 'sv');
    second = await AtWork.with(house, [{ role: 'administrator' }], 'sv');
  }, SLOW_MS);

  afterAll(async () => {
    await checkCustody(house.beside);
    await house.close();
  });

  const nameOf = ({ username }: TestPerson) => username.replace('testi.', 'Testi ');
  const grantsOf = (staffId: string) =>
    house.beside.sql<{ role: string; revoked: boolean }>(
      `select role::text, revoked_at is not null as revoked from access_grant where staff_id = $1`,
      [staffId],
    );

  /** The named reviewer finds the review among what waits, and keeps what the person has. */
  async function keepsAccessOf(reviewer: AtWork, person: TestPerson): Promise<void> {
    await reviewer.goTo('/tasks');
    await reviewer.page
      .getByRole('link', { name: new RegExp(nameOf(person)) })
      .first()
      .click();
    await reviewer.page.getByRole('textbox', { name: reviewer.words('accessReviews.reason') }).fill('Behövs också där');
    await reviewer.press('accessReviews.decide');
    await reviewer.reads(reviewer.words('accessReviews.outcomes.decided'));
  }

  it(
    'names a person, whom the second one lets in, and who then sets a password alone',
    async () => {
      await first.visit('people', 'staff');
      await first.page.getByRole('link', { name: first.words('newPerson.title') }).click();
      await first.page.getByLabel(first.words('fields.username'), { exact: true }).fill(NEWCOMER.username);
      await first.page.getByLabel(first.words('fields.displayName'), { exact: true }).fill(NEWCOMER.displayName);
      await first.page.getByLabel(first.words('fields.title'), { exact: true }).fill('Rådgivare');
      await first.page.getByLabel(first.words('fields.unit'), { exact: true }).fill('Användarstöd');
      await first.reads(first.words('logged.acts.staffCreated'));
      await first.press('newPerson.button');
      await first.press('enrolment.button');
      const link = await first.page.locator('.enrolment code').innerText();
      await second.visit('people', 'staff');
      await second.page.getByRole('link', { name: NEWCOMER.displayName, exact: true }).first().click();
      await second.press('enrolment.confirm');
      const code = await second.page.locator('.enrolment code').innerText();
      expect(await first.button('enrolment.confirm').count()).toBe(0);
      const browser = first.page.context().browser();
      if (!browser) throw new Error('There is no browser.');
      const elsewhere = await (await browser.newContext({ locale: dayIn('sv') })).newPage();
      await elsewhere.addInitScript(language => {
        localStorage.setItem('tallenne-language', language);
      }, dayIn('sv'));
      await elsewhere.goto(link);
      await elsewhere.locator('input[autocomplete=one-time-code]').fill(code);
      for (const field of await elsewhere.locator('input[type=password]').all())
        await field.fill('älg går i skogen om natten');
      await elsewhere.locator('main button[type=submit]').click();
      await elsewhere.getByRole('heading', { name: first.words('enrol.doneTitle') }).waitFor();
      await elsewhere.context().close();
    },
    SLOW_MS,
  );

  it(
    'proposes a grant that counts once the second one has approved it',
    async () => {
      await first.page.reload();
      await first.press('grants.give');
      await first.choose('grants.role', first.words('roles.team-lead'));
      await first.type('fields.reason', 'Leder stödet', first.panel('grants.title'));
      await first.reads(first.words('grants.byTwo'));
      await first.press('grants.propose');
      await first.reads(first.words('grants.proposed'));
      const [{ id } = { id: '' }] = await house.beside.sql<{ id: string }>('select id from staff where username = $1', [
        NEWCOMER.username,
      ]);
      expect(await grantsOf(id)).toEqual([]);
      await second.visit('people', 'proposals');
      await second.page
        .getByRole('button', { name: `${second.words('proposals.decide')}: ${NEWCOMER.displayName}` })
        .click();
      await second.pick('proposals.outcomes.approved', second.dialog);
      await second.dialog.getByRole('textbox').fill('Behövs i uppgiften');
      await second.reads(second.words('logged.acts.proposalDecided'));
      await second.press('proposals.send', second.dialog);
      await second.dialog.waitFor({ state: 'detached' });
      expect(await grantsOf(id)).toEqual([{ role: 'team-lead', revoked: false }]);
    },
    SLOW_MS,
  );

  it(
    'revokes in two clicks, from the matrix and from the page of the person',
    async () => {
      const person = await addPerson(house.beside, { grants: [AGENT, LEAD] });
      await first.visit('people', 'accessReports');
      const role = first.words('roles.agent');
      await first.page
        .getByRole('button', { name: first.words('grants.revokeFrom', { role, name: nameOf(person) }), exact: true })
        .click();
      await first.reads(first.words('logged.acts.grantRevoked'));
      await first.dialog.getByRole('textbox').fill('Slutar');
      await first.press('grants.revoke', first.dialog);
      await first.reads(first.words('grants.revokedNow'));
      expect(await grantsOf(person.id)).toContainEqual({ role: 'agent', revoked: true });
      expect(await grantsOf(person.id)).toContainEqual({ role: 'team-lead', revoked: false });
      await first.page.getByRole('link', { name: nameOf(person), exact: true }).click();
      await first.page
        .getByRole('button', {
          name: `${first.words('grants.revoke')}: ${first.words('roles.team-lead')}`,
          exact: true,
        })
        .click();
      await first.dialog.getByRole('textbox').fill('Slutar');
      await first.press('grants.revoke', first.dialog);
      await first.dialog.waitFor({ state: 'detached' });
      expect((await grantsOf(person.id)).every(({ revoked }) => revoked)).toBe(true);
    },
    SLOW_MS,
  );

  it(
    'sees what new duties will do before entering them, and the named reviewer decides',
    async () => {
      const lead = await AtWork.with(house, [LEAD], 'sv');
      const person = await addPerson(house.beside, { grants: [AGENT] });
      await house.beside.sql('update staff set manager_id = $1 where id = $2', [lead.id, person.id]);
      await first.goTo(`/staff/${person.id}`);
      await first.drawn();
      const form = first.page.locator('form', { hasText: first.words('duties.announceText') });
      await form.getByLabel(first.words('duties.unit'), { exact: true }).fill('Fakturering');
      await form.getByRole('textbox', { name: first.words('duties.reason') }).fill('Byter team');
      await first.press('duties.foresee');
      const foreseen = first.page.locator('section', {
        has: first.page.getByRole('heading', { name: first.words('duties.foreseen.title') }),
      });
      await foreseen.last().getByText(lead.name, { exact: true }).waitFor();
      await first.reads(first.words('duties.foreseen.suspendsNow'));
      expect(await loggedEvents(house.beside, 'duties.entered')).toEqual([]);
      await first.press('duties.save');
      await first.reads(first.words('duties.saved'));
      await keepsAccessOf(lead, person);
      await first.page.reload();
      await first.panel('accessReviews.title').getByText(first.words('accessReviews.outcomes.decided')).waitFor();
      expect(await grantsOf(person.id)).toEqual([{ role: 'agent', revoked: false }]);
      expect(lead.faults([])).toEqual(NO_FAULTS);
    },
    SLOW_MS,
  );

  it(
    'has everybody in a role examined: told beforehand how many, and then how far it is',
    async () => {
      const lead = await AtWork.with(house, [LEAD], 'sv');
      const person = await addPerson(house.beside, { grants: [COMPLAINTS] });
      await house.beside.sql('update staff set manager_id = $1 where id = $2', [lead.id, person.id]);
      await first.visit('people', 'campaigns');
      await first.press('campaigns.open');
      await first.choose('campaigns.whose', first.words('roles.complaint-handler'));
      await first.page
        .getByText(first.sentences('campaigns.foreseenGrants_one', 'campaigns.foreseenGrants_other'))
        .waitFor();
      await first.reads(first.words('logged.acts.campaignOpened'));
      await first.page.getByRole('textbox', { name: first.words('fields.reason') }).fill('Efter en avvikelse');
      await first.page
        .locator('form')
        .getByRole('button', { name: first.words('campaigns.open') })
        .click();
      await first.page.waitForURL(/\/review-campaigns\/./);
      await first.reads('Efter en avvikelse');
      expect(await loggedEvents(house.beside, 'review-campaign.opened')).toMatchObject([
        { actor: { id: first.id }, facts: { role: 'complaint-handler' } },
      ]);
      await keepsAccessOf(lead, person);
      await first.page.reload();
      await first
        .panel('campaigns.progress')
        .getByText(first.words('campaigns.counts.kept_one', { count: '1' }))
        .waitFor();
      await first.page.getByRole('link', { name: nameOf(person), exact: true }).waitFor();
      expect(await grantsOf(person.id)).toEqual([{ role: 'complaint-handler', revoked: false }]);
      expect(lead.faults([])).toEqual(NO_FAULTS);
    },
    SLOW_MS,
  );

  it(
    'sees where somebody is signed in, without an address, and ends it: the person is told by whom',
    async () => {
      const agent = await AtWork.with(house, [AGENT], 'sv');
      await first.goTo(`/staff/${agent.id}`);
      const sessions = first.panel('staffSessions.title');
      await sessions.getByRole('cell', { name: first.words('staffSessions.ways.password') }).waitFor();
      expect(await sessions.innerText()).not.toMatch(/127\.0\.0\.1|::1/);
      await sessions.getByRole('button', { name: `${first.words('sessions.end')}: ` }).click();
      await first.dialog.getByRole('textbox').fill('Datorn blev öppen');
      await first.press('sessions.end', first.dialog);
      await sessions.getByText(first.words('staffSessions.none')).waitFor();
      await agent.reads(agent.words('signIn.ended.ended-by-administrator'));
      const ended = (await loggedEvents(house.beside, 'session.ended')).at(-1);
      expect(ended).toMatchObject({ facts: { because: 'ended-by-administrator' }, concernsStaffId: agent.id });
    },
    SLOW_MS,
  );

  it(
    'reads whether the directory and the provider of identities are connected',
    async () => {
      await first.visit('connections', 'connections');
      await first.panel('connections.openId').getByText(first.words('connections.notSet')).waitFor();
      await first.panel('connections.directory').getByText(first.words('connections.noAccounts')).waitFor();
    },
    SLOW_MS,
  );

  it(
    'proposes another retention period, looks at what it would move, and the second one adopts it',
    async () => {
      await first.visit('register', 'retention');
      await first.page.getByRole('link', { name: first.words('rules.title'), exact: true }).click();
      await first.press('rules.propose');
      await first.pick('rules.answers.days', first.dialog);
      await first.type('rules.days', '60', first.dialog);
      await first.type('rules.clause', '6 §, 12 §', first.dialog);
      await first.pick('rules.answers.no', first.dialog);
      await first.day('rules.inForceFrom', addDays(helsinkiDay(new Date()), 2), first.dialog);
      await first.dialog.getByRole('textbox', { name: first.words('fields.reason') }).fill('Ny beskrivning');
      await first.press('rules.send', first.dialog);
      await first.reads(first.words('rules.done.proposed'));
      await first.dialog.getByText(first.words('rules.noMoves')).waitFor();
      await first.press('common.close', first.dialog);
      await second.goTo('/retention/rules');
      await second.page
        .getByRole('button', { name: `${second.words('rules.decide')}: ${second.words('rules.version')} 2` })
        .click();
      const adopt = second.dialog.getByRole('radio', { name: second.words('rules.outcomes.adopted') });
      if ((await adopt.count()) === 0) await second.press('rules.decide', second.dialog);
      await second.pick('rules.outcomes.adopted', second.dialog);
      await second.dialog.getByRole('textbox').fill('Granskad');
      await second.press('rules.decide', second.dialog);
      await second.reads(second.words('rules.done.adopted'));
    },
    SLOW_MS,
  );

  it(
    'releases by two the brake that a jump of the clock has raised',
    async () => {
      const { beside } = house;
      const uptime = beside.app.get<Uptime, MovedUptime>(Uptime);
      await beside.app.get(RunPurges).execute();
      const jump = (ms: number) => {
        beside.clock.advance(ms);
        uptime.leaveBehind(ms);
      };
      jump(400 * DAY_MS);
      await beside.app.get(RunPurges).execute();
      jump(-400 * DAY_MS);
      expect(await loggedEvents(beside, 'purge-brake.raised')).toHaveLength(1);
      await first.goTo('/retention/purges');
      await first.reads(first.words('brake.raisedTitle'));
      expect(await first.button('brake.release').count()).toBe(0);
      await first.press('brake.propose');
      await first.dialog.getByRole('textbox').fill('Klockan är rätt nu');
      await first.press('brake.propose', first.dialog);
      await first.dialog.waitFor({ state: 'detached' });
      expect(await first.button('brake.release').count()).toBe(0);
      await second.goTo('/tasks');
      await second.reads(second.words('tasks.kinds.purge-brake'));
      await second.goTo('/retention/purges');
      await second.press('brake.release');
      await second.dialog.getByRole('textbox').fill('Kontrollerad mot tidstjänsten');
      await second.press('brake.release', second.dialog);
      await second.dialog.waitFor({ state: 'detached' });
      expect(await loggedEvents(beside, 'purge-brake.released')).toHaveLength(1);
    },
    SLOW_MS,
  );

  it('ends with nobody else asked, nothing personal in an address, and pages that fit a telephone', async () => {
    const pages = ['/staff', `/staff/${second.id}`, '/grant-proposals', '/access-reports', '/access-reviews'];
    expect(await first.sidewaysOnTelephone([...pages, '/connections', '/retention/rules'])).toEqual([]);
    for (const who of [first, second]) expect(who.faults(['nea', 'nimetty'])).toEqual(NO_FAULTS);
  }, 120_000);
});
