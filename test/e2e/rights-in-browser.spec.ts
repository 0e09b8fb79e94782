import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { ClickedCase, type RightName } from '../support/browser/clicked-case.js';
import type { Colleague } from '../support/browser/colleague.js';
import { RightsDesk, type Caller } from '../support/browser/rights-desk.js';
import type { Language } from '../support/browser/words.js';
import { checkCustody } from '../custody/check-custody.js';
import { describeWith } from '../support/describe-with.js';

describeWith('chromium', 'a request of a person, clicked from receipt to close', executablePath => {
  let desk: RightsDesk;
  let agent: Colleague;
  let officer: Colleague;
  let second: Colleague;

  beforeAll(async () => {
    desk = await RightsDesk.open(executablePath);
    agent = await desk.colleague({ role: 'agent', purposes: ['service-development'] }, 'fi');
    officer = await desk.colleague({ role: 'rights-officer', purposes: ['rights-request'] }, 'fi');
    second = await desk.colleague({ role: 'rights-officer', purposes: ['rights-request'] }, 'fi');
  });

  afterAll(async () => {
    await desk.close();
  });

  async function caseIn(language: Language): Promise<ClickedCase> {
    for (const who of [agent, officer, second]) if (who.language !== language) await who.speak(language);
    return new ClickedCase(agent, officer, second);
  }

  /** From receipt to the point where the right itself is decided. */
  async function taken(right: RightName, caller: Caller, language: Language): Promise<ClickedCase> {
    await desk.call(caller);
    const one = await caseIn(language);
    await one.register(right, caller, 'Soitin teille marraskuussa.');
    await one.open();
    await one.triage('callback-to-registered-number');
    await one.search();
    await one.include();
    return one;
  }

  it('gives a redacted copy to who asks for access', async () => {
    const one = await taken('access', { name: 'Aatu Artikla', phone: '+358400000151' }, 'fi');
    await one.assess('redacted-copy');
    await one.cover();
    await one.decide('access', 'granted');
    await one.write('access', 'Saat kopion puhelustasi ja tiedot siitä.');
    await one.pack();
    await one.deliver();
    await one.end();
  });

  it('refuses in English what is unfounded, with ground and reasons', async () => {
    const one = await taken('access', { name: 'Urho Uutterus', phone: '+358400000152' }, 'en');
    await one.decide('access', 'refused', { ground: 'unfounded-12-5', reasons: 'The same copy was given last week.' });
    await one.write('access', null);
    await one.deliver();
    await one.end();
  });

  it('corrects what is kept, and adds what the person has to say', async () => {
    const one = await taken('rectification', { name: 'Oiva Oikaisu', phone: '+358400000153' }, 'fi');
    await one.decide('rectification', 'granted');
    await one.view(officer, 'effects');
    await one.next(officer, 'carry-out');
    await one.effect('correction', async who => {
      await who.type('rights.effects.rightValue', 'Oiva Oikaistu', who.dialog);
      await who.type('fields.reason', 'Nimi oli kirjattu väärin.', who.dialog);
    });
    await one.effect('statement', async who => {
      await who.type('rights.effects.statement', 'En sanonut niin.', who.dialog);
    });
    await one.write('rectification', 'Nimesi on oikaistu.');
    await one.deliver();
    await one.tellRecipients();
    await one.end();
  });

  it('erases what two people have granted to erase', async () => {
    const one = await taken('erasure', { name: 'Pirkko Poisto', phone: '+358400000154' }, 'fi');
    await one.decide('erasure', 'granted');
    await one.erased();
    await one.write('erasure', 'Puhelusi on poistettu.');
    await one.deliver();
    await one.tellRecipients();
    await one.end();
  });

  it('restricts in Swedish, excepts and lifts by two, and only after the person was told', async () => {
    const one = await taken('restriction', { name: 'Reija Rajoitus', phone: '+358400000155' }, 'sv');
    await one.decide('restriction', 'granted');
    await one.effect('restriction', who => who.type('fields.reason', 'Personen har begärt det.', who.dialog));
    await one.effect('exception', async who => {
      await who.type('rights.effects.exceptionUntil', theDay(7), who.dialog);
      await who.type('fields.reason', 'Personen samtycker.', who.dialog);
    });
    await one.confirmEffect();
    await one.effect('lifting', async who => {
      await who.press('rights.effects.send.lifting', who.dialog);
      await who.dialog.getByText(who.words('form.day')).waitFor();
      await who.type('rights.effects.informedOn', theDay(0), who.dialog);
      await who.type('fields.reason', 'Frågan är utredd.', who.dialog);
    });
    await one.confirmEffect();
    await one.write('restriction', 'Behandlingen begränsades.');
    await one.deliver();
    await one.tellRecipients();
    await one.end();
  });

  it('gives what is portable as data and sound', async () => {
    const one = await taken('portability', { name: 'Siiri Siirto', phone: '+358400000156' }, 'fi');
    await one.assess('copy');
    await one.view(officer, 'decisions');
    await officer.reads(officer.words('rights.portability.some'));
    await one.decide('portability', 'granted');
    await one.write('portability', 'Saat tietosi koneellisesti luettavassa muodossa.');
    await one.pack();
    await one.deliver();
    await one.end();
  });

  it('blocks the purpose that the person objects to, and unblocks it by two', async () => {
    const one = await taken('objection', { name: 'Vieno Vastustus', phone: '+358400000157' }, 'fi');
    await one.decide('objection', 'granted');
    await one.effect('block', async who => {
      await who.tick('purposes.internal-training.name', who.dialog);
      await who.type('fields.reason', 'Vastustaa koulutuskäyttöä.', who.dialog);
    });
    await one.effect('unblock', async who => {
      await who.tick('purposes.internal-training.name', who.dialog);
      await who.type('fields.reason', 'Perui vastustuksensa.', who.dialog);
    });
    await one.confirmEffect();
    await one.write('objection', 'Puhelua ei käytetty koulutukseen.');
    await one.deliver();
    await one.next(officer, 'lift');
    await one.effect('lifting', async who => {
      await who.type('rights.effects.informedOn', theDay(0), who.dialog);
      await who.type('fields.reason', 'Vastustus on ratkaistu.', who.dialog);
    });
    await one.confirmEffect();
    await one.view(officer, 'effects');
    await one.end();
  });

  it('follows at once who withdraws a consent', async () => {
    const one = await taken('consent-withdrawal', { name: 'Suvi Suostumus', phone: '+358400000158' }, 'fi');
    await one.decide('consent-withdrawal', 'granted');
    await one.effect('block', async who => {
      await who.tick('purposes.internal-training.name', who.dialog);
      await who.type('fields.reason', 'Perui suostumuksensa.', who.dialog);
    });
    await one.write('consent-withdrawal', 'Puhelua ei enää käytetä koulutukseen.');
    await one.deliver();
    await one.end();
  });

  it('gives an authority what two people decided', async () => {
    const id = await desk.call({ name: 'Ville Viranomainen', phone: '+358400000159' });
    const one = await caseIn('fi');
    await one.registerOfAuthority();
    await one.nameRecording(id);
    await one.decideDisclosure();
    await one.writeCover();
    await one.pack();
    await one.deliver();
    await one.end();
  });

  it('is taken out whole, counted in the year, and its mailbox is tried', async () => {
    await caseIn('fi');
    expect(await officer.downloadsCaseFile()).toMatch(/^RR-\d{4}-\d{4}\.json$/);
    await officer.goTo('/rights-requests/statistics');
    const figures = officer.page.getByRole('region', { name: officer.words('rights.year.byRight') });
    await figures
      .getByRole('row', { name: officer.words('rights.right.access.name') })
      .getByText('2')
      .waitFor();
    await officer.goTo('/rights-requests/mailbox');
    await officer.reads(officer.words('rights.mailbox.never'));
    await officer.press('rights.mailbox.open');
    await officer.type('rights.mailbox.note', 'Ulkopuolisesta osoitteesta', officer.dialog);
    await officer.press('rights.mailbox.send', officer.dialog);
    await officer.page.getByRole('row', { name: officer.name }).waitFor();
  });

  it('fits a narrow screen, wherever one looks', async () => {
    await officer.page.setViewportSize({ width: 320, height: 800 });
    await officer.goTo('/rights-requests?which=closed');
    const address = await officer.page.getByRole('table').getByRole('link').last().getAttribute('href');
    const views = ['', '/recordings', '/copies', '/decisions', '/effects', '/answer', '/journal'];
    const pages = [
      '/rights-requests',
      '/rights-requests/statistics',
      '/rights-requests/mailbox',
      '/register-disclosure',
    ];
    const tooWide: string[] = [];
    for (const path of [...pages, ...views.map(view => `${address ?? ''}${view}`)]) {
      await officer.goTo(path);
      await officer.page.getByRole('heading', { level: 1 }).waitFor();
      await officer.page.waitForLoadState('networkidle');
      const width = await officer.page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > 320) tooWide.push(`${path}: ${width}`);
    }
    await officer.page.setViewportSize({ width: 1280, height: 900 });
    expect(tooWide).toEqual([]);
  });

  it('says nothing personal in any address, and asks no other origin', () => {
    expect(desk.visited.length).toBeGreaterThan(200);
    expect(desk.visited.filter(url => new URL(url).origin !== desk.origin)).toEqual([]);
    const personal = desk.callers.flatMap(({ name, phone }) => [...name.split(' '), phone, phone.slice(1)]);
    const told = desk.visited.map(url => decodeURIComponent(url));
    expect(personal.filter(word => told.some(url => url.includes(word)))).toEqual([]);
  });

  it('leaves the custody whole', async () => {
    await checkCustody(desk.beside);
  });
});

/** A day that many days from today, as people write it. */
function theDay(daysAhead: number): string {
  const [year, month, day] = addDays(helsinkiDay(new Date()), daysAhead).split('-').map(Number);
  return `${day}.${month}.${year}`;
}
