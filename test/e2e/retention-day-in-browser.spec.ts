import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { Reconcile, RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { AtWork, NO_FAULTS } from '../support/browser/at-work.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { loggedEvents } from '../support/log.js';
import { describeWith } from '../support/describe-with.js';
import { addPerson } from '../support/people.js';

const SLOW_MS = 300_000;
const PERSONAL = ['soittaja', '401234567'];

describeWith('chromium', 'a day with what is kept and what is gone', executablePath => {
  let house: BrowserHouse;
  let lead: AtWork;
  let gone: Filed;
  let kept: Filed;

  /** One call whose last day was yesterday, one of today that somebody asks to keep longer, and a night behind both. */
  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    const { beside } = house;
    const scenes = new HoldScenes(beside);
    const now = new Date();
    beside.clock.moveTo(new Date(startOfDay(addDays(helsinkiDay(now), -62)).getTime() + 12 * 3_600_000));
    gone = await scenes.deliver();
    beside.clock.moveTo(now);
    kept = await scenes.deliver();
    await beside.app.get(RunPurges).execute();
    await beside.app.get(Reconcile).execute(helsinkiDay(now));
    const handler = await addPerson(beside, { grants: [{ role: 'complaint-handler', purposes: ['complaint'] }] });
    expect((await scenes.ask(await beside.as(handler.username), kept.id)).status).toBe(201);
    lead = await AtWork.with(house, [{ role: 'team-lead', purposes: ['service-development'] }], 'en');
  }, SLOW_MS);

  afterAll(async () => {
    await checkCustody(house.beside);
    await house.close();
  });

  const view = async (name: string) => {
    await lead.page
      .getByRole('navigation', { name: lead.words('retention.views') })
      .getByRole('link', { name: lead.words(name), exact: true })
      .click();
    await lead.drawn();
  };

  /** Chooses what to do to the hold whose dialog is open. */
  const act = async (name: string) => {
    await lead.press(`holds.acts.${name}`, lead.dialog);
  };

  it(
    'sees on the calendar how many go after which day',
    async () => {
      await lead.visit('register', 'retention');
      await lead.page.locator('.due-calendar__month').first().waitFor();
      const row = lead.page
        .getByRole('table', { name: lead.words('retention.dueCaption') })
        .locator('tbody tr')
        .first();
      expect(await row.innerText()).toMatch(/61/);
      await lead.page
        .locator('.due-calendar')
        .getByText(lead.words('retention.calendarCount_one', { count: '1' }), { exact: true })
        .first()
        .waitFor({ state: 'attached' });
    },
    SLOW_MS,
  );

  it(
    'approves a hold, looks at it again, and gives it up, one after the other',
    async () => {
      await view('holds.title');
      const open = lead.page.getByRole('button', { name: /V-1/ });
      await open.click();
      await act('approve');
      await lead.press('holds.send.approve', lead.dialog);
      await lead.reads(lead.words('holds.done.approve'));
      await open.click();
      await act('review');
      await lead.dialog
        .getByRole('textbox', { name: lead.words('holds.stillNeeded') })
        .fill('The complaint is still open.');
      const before = (await loggedEvents(house.beside, 'hold.reviewed')).length;
      await lead.day('fields.nextReviewOn', addDays(helsinkiDay(new Date()), 40), lead.dialog);
      await lead.press('holds.send.review', lead.dialog);
      await lead.reads(lead.words('holds.done.review'));
      expect((await loggedEvents(house.beside, 'hold.reviewed')).length).toBe(before + 1);
      await open.click();
      await act('release');
      await lead.dialog.getByRole('textbox').first().fill('Settled.');
      await lead.reads(lead.words('holds.logged.release'));
      await lead.press('holds.send.release', lead.dialog);
      await lead.reads(lead.words('holds.done.release'));
      const [now] = await house.beside.sql<{ state: string }>('select state::text from hold');
      expect(now).toEqual({ state: 'released' });
    },
    SLOW_MS,
  );

  it(
    'tells what became of a call, by its id and by its day',
    async () => {
      await view('whereabouts.title');
      await lead.pick('whereabouts.ways.id');
      await lead.page.getByRole('textbox', { name: lead.words('retention.unitId') }).fill(gone.id);
      await lead.press('whereabouts.ask');
      await lead.page.getByText(lead.sentences('whereabouts.purged')).first().waitFor();
      await lead.page.getByRole('textbox', { name: lead.words('retention.unitId') }).fill(kept.id);
      await lead.press('whereabouts.ask');
      await lead.page.getByText(lead.sentences('whereabouts.kept')).first().waitFor();
      await lead.pick('whereabouts.ways.day');
      await lead.day('retention.callOn', addDays(helsinkiDay(new Date()), -62));
      await lead.press('whereabouts.ask');
      await lead.page
        .getByText(lead.words('whereabouts.purgedOfDay_one', { count: '1' }))
        .first()
        .waitFor();
      await lead.page
        .getByRole('button', { name: `${lead.words('log.open')}: ` })
        .first()
        .click();
      await lead.dialog.getByText(lead.words('certificates.hash')).waitFor();
      await lead.press('certificates.showText', lead.dialog);
      const text = await lead.takes(() => lead.press('certificates.download', lead.dialog));
      expect(text.text).toContain(gone.id);
      for (const personal of PERSONAL) expect(text.text.toLowerCase()).not.toContain(personal);
      await lead.press('common.close', lead.dialog);
    },
    SLOW_MS,
  );

  it(
    'reads the runs, the reconciliations and the statement of the month, and takes the statement along',
    async () => {
      await view('retention.purges');
      await lead.page
        .getByRole('button', { name: `${lead.words('log.open')}: ` })
        .first()
        .click();
      await lead.dialog.getByText(lead.words('runs.root')).waitFor();
      await lead.press('common.close', lead.dialog);
      await lead.panel('brake.title').waitFor();
      expect(await lead.button('brake.propose').count()).toBe(0);
      await view('reconciliations.title');
      await lead.page
        .getByRole('button', { name: `${lead.words('log.open')}: ` })
        .first()
        .click();
      await lead.dialog.getByText(lead.words('reconciliations.allFits')).waitFor();
      await lead.press('common.close', lead.dialog);
      await view('statements.title');
      const month = helsinkiDay(new Date()).slice(0, 7);
      await lead.goTo(`/retention/statements?month=${month}`);
      await lead.reads(lead.words('statements.soFar'));
      const csv = await lead.takes(() => lead.press('statements.download.csv'));
      expect(csv.name).toBe(`retention-${month}.csv`);
      const pdf = await lead.takes(() => lead.press('statements.download.pdf'));
      expect(pdf.text.startsWith('%PDF-')).toBe(true);
    },
    SLOW_MS,
  );

  it('ends with nobody else asked, nothing personal in an address, and pages that fit a telephone', async () => {
    const views = ['', '/whereabouts', '/certificates', '/purges', '/statements', '/reconciliations'];
    expect(await lead.sidewaysOnTelephone([...views.map(name => `/retention${name}`), '/holds'])).toEqual([]);
    expect(lead.faults(PERSONAL)).toEqual(NO_FAULTS);
  }, 120_000);
});
