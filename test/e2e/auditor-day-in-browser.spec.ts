import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { wav } from '../support/audio.js';
import { AtWork, NO_FAULTS } from '../support/browser/at-work.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { soon } from '../support/browser/soon.js';
import { checkCustody } from '../custody/check-custody.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { addPerson } from '../support/people.js';

const SLOW_MS = 300_000;
const CALLER = { category: 'customer-staff', name: 'Testi Soittaja', phone: '+358401234567' };
const PERSONAL = ['soittaja', '401234567'];

describeWith('chromium', 'the day of an auditor', executablePath => {
  let house: BrowserHouse;
  let aila: AtWork;
  let listener: string;
  let recording: string;

  /** Somebody has listened twice, and somebody else has been refused. */
  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    const { beside } = house;
    const metadata = callMetadata(beside.clock.now(), { caller: CALLER });
    const { status, body } = await beside.ingest().deliver(metadata, wav({ seconds: 2 }));
    expect(status).toBe(201);
    recording = String(body.id);
    const agent = await addPerson(beside, { grants: [{ role: 'agent', purposes: ['service-development'] }] });
    listener = agent.username.replace('testi.', 'Testi ');
    const client = await beside.as(agent.username);
    for (const reference of ['INC-1', 'INC-2']) {
      const played = await client.post(`/recordings/${recording}/playbacks`, {
        ...{ purpose: 'service-development', reference },
      });
      expect(played.status).toBe(201);
    }
    aila = await AtWork.with(house, [{ role: 'auditor' }], 'fi');
  }, SLOW_MS);

  afterAll(async () => {
    await checkCustody(house.beside);
    await house.close();
  });

  const finding = async () => (await loggedEvents(house.beside, 'finding.recorded')).length;

  it(
    'opens a round, judges what was drawn, records a finding with an owner, and closes the round',
    async () => {
      await aila.visit('logs', 'rounds');
      await aila.press('rounds.open');
      await aila.day('rounds.fromOn', helsinkiDay(new Date()));
      await aila.day('rounds.toOn', helsinkiDay(new Date()));
      await aila.press('rounds.openAndDraw');
      await aila.page.waitForURL(/\/review-rounds\/[0-9a-f-]{36}$/);
      const items = aila.page.locator('.review-item');
      await items.first().waitFor();
      await aila.page.getByText(aila.sentences('rounds.closedWhen_one', 'rounds.closedWhen_other')).waitFor();
      const round = aila.page.url();
      await aila.page.getByRole('link', { name: new RegExp(`^${aila.words('nav.tasks')} \\(\\d+\\)$`) }).click();
      await aila.reads(aila.words('tasks.kinds.review-rounds'));
      await aila.page.goto(round);
      await items.first().waitFor();
      expect(await aila.button('rounds.close').count()).toBe(0);
      await items
        .filter({ hasText: listener })
        .first()
        .getByRole('button', { name: aila.words('rounds.finding') })
        .click();
      const form = aila.page.getByRole('form', { name: aila.words('rounds.finding') });
      await form.getByRole('textbox').first().fill('Kaksi kuuntelua samasta puhelusta. Miksi?');
      await aila.choose('findings.owner', `${listener}, Käyttäjätuki`, form);
      await aila.press('findings.record', form);
      await form.waitFor({ state: 'detached' });
      expect(await finding()).toBe(1);
      const inOrder = aila.page.getByRole('button', { name: new RegExp(`^${aila.words('rounds.inOrder')}: `) });
      while ((await inOrder.count()) > 0) {
        const before = await inOrder.count();
        await inOrder.first().click();
        await aila.page.waitForTimeout(50);
        while ((await inOrder.count()) === before) await aila.page.waitForTimeout(50);
      }
      await aila.press('rounds.close');
      await aila.press('rounds.close', aila.dialog);
      await aila.reads(aila.words('rounds.closedText'));
      await aila.visit('logs', 'findings');
      await aila.page.getByRole('row', { name: new RegExp(listener) }).waitFor();
      expect((await loggedEvents(house.beside, 'review-round.closed')).length).toBe(1);
    },
    SLOW_MS,
  );

  it(
    'looks into the log: timeline, who listened, what a person did, and the shares of purposes',
    async () => {
      await aila.visit('logs', 'accessLog');
      await aila.panel('log.timeline.title').waitFor();
      await aila.page.getByText(aila.sentences('log.timeline.day', 'log.timeline.hour')).first().waitFor();
      await aila.link('log.views.listened').click();
      await aila.page.waitForURL(/\/access-log\?/);
      await aila.drawn();
      const rows = aila.page.getByRole('table', { name: aila.words('log.caption') }).locator('tbody tr');
      await soon(async () => (await rows.count()) === 2);
      for (const row of await rows.all()) expect(await row.innerText()).toContain(listener);
      await aila.page
        .getByRole('button', { name: `${aila.words('log.open')}: ` })
        .first()
        .click();
      await aila.dialog.getByText(recording).first().waitFor();
      await aila.dialog.getByRole('button', { name: aila.words('log.proof.fetch') }).click();
      await aila.dialog.getByText(aila.words('log.proof.leafHash')).waitFor();
      await aila.press('common.close', aila.dialog);
      await aila.visit('people', 'staff');
      await aila.page.getByRole('link', { name: listener, exact: true }).click();
      await aila.link('log.whatDidTheyDo').click();
      await aila.page.waitForURL(/\/access-log\?.*staff=/);
      await aila.drawn();
      await soon(async () => (await rows.count()) > 1);
      for (const row of await rows.allInnerTexts()) expect(row).toContain(listener);
      await aila.visit('logs', 'purposeShares');
      const share = aila.page.getByRole('row', { name: new RegExp(aila.words('purposes.service-development.name')) });
      expect(await share.first().innerText()).toMatch(/100\s?%/);
    },
    SLOW_MS,
  );

  it(
    'clears an alarm with a reason, and reads the health of the log',
    async () => {
      const alarm = newId(new Date());
      await house.beside.sql(`insert into audit_alarm (id, kind, raised_at) values ($1, 'event-missing', now())`, [
        alarm,
      ]);
      await aila.visit('logs', 'logState');
      await aila.page.getByRole('button', { name: `${aila.words('logState.alarms.clear')}: ` }).click();
      await aila.dialog.getByRole('textbox').fill('Levy vaihdettiin, kopio on ehjä.');
      await aila.press('logState.alarms.clear', aila.dialog);
      await aila.dialog.waitFor({ state: 'detached' });
      expect(await loggedEvents(house.beside, 'log.alarm-cleared')).toMatchObject([
        { outcome: 'done', actor: { id: aila.id }, object: { id: alarm } },
      ]);
      await aila.page.getByRole('heading', { name: aila.words('logState.verification.title') }).waitFor();
      const checkpoint = aila.panel('logState.checkpoint.title');
      expect(await checkpoint.innerText()).toMatch(/— \S+ [A-Za-z0-9+/=]{40,}/);
      expect(await aila.panel('logState.keys.title').innerText()).toMatch(/\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}/);
    },
    SLOW_MS,
  );

  it(
    'takes the log and a report of access out, and finds in the files what the pages showed, and no caller',
    async () => {
      await aila.visit('logs', 'accessLog');
      await aila.press('log.export.open');
      await aila.reads(aila.words('log.export.logged'));
      const log = await aila.takes(() => aila.press('log.export.send', aila.dialog));
      expect(log.name).toMatch(/^audit-events-\d{4}-\d\d-\d\d\.ndjson$/);
      const events = log.text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as { action?: string; actor?: object });
      expect(events.filter(({ action }) => action === 'playback.granted')).toHaveLength(2);
      await aila.press('common.close', aila.dialog);
      await aila.visit('people', 'accessReports');
      const matrix = await aila.takes(() => aila.press('reports.download'));
      expect(matrix.name).toMatch(/^access-matrix-.*\.csv$/);
      expect(matrix.text).toContain(listener);
      for (const text of [log.text, matrix.text])
        for (const personal of PERSONAL) expect(text.toLowerCase()).not.toContain(personal);
    },
    SLOW_MS,
  );

  it('ends with nobody else asked, nothing personal in an address, and pages that fit a telephone', async () => {
    const pages = ['/access-log', '/review-rounds', '/findings', '/log-state', '/purpose-shares', '/questions'];
    expect(await aila.sidewaysOnTelephone([...pages, '/access-reports', '/staff'])).toEqual([]);
    expect(aila.faults(PERSONAL)).toEqual(NO_FAULTS);
  }, 120_000);
});
