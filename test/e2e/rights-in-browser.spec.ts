import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ClickedCase } from '../support/browser/clicked-case.js';
import type { Colleague } from '../support/browser/colleague.js';
import { RightsDesk } from '../support/browser/rights-desk.js';
import type { Language } from '../support/browser/words.js';
import { checkCustody } from '../custody/check-custody.js';
import { describeWith } from '../support/optional-tool.js';

describeWith('chromium', 'a request of a person, clicked from receipt to close', executablePath => {
  let desk: RightsDesk;
  let maija: Colleague;
  let oili: Colleague;
  let satu: Colleague;

  beforeAll(async () => {
    desk = await RightsDesk.open(executablePath);
    maija = await desk.colleague('maija.malli', 'fi');
    oili = await desk.colleague('oili.oikeus', 'fi');
    satu = await desk.colleague('satu.sijainen', 'fi');
  });

  afterAll(async () => {
    await desk.close();
  });

  async function caseIn(language: Language): Promise<ClickedCase> {
    for (const who of [maija, oili, satu]) if (who.language !== language) await who.speak(language);
    return new ClickedCase(maija, oili, satu);
  }

  it('gives a redacted copy to who asks for access', async () => {
    const caller = { name: 'Aatu Artikla', phone: '+358400000151' };
    await desk.call(caller);
    const one = await caseIn('fi');
    await one.register('access', caller, 'Haluan kopion puhelustani.');
    await one.open();
    await one.triage('callback-to-registered-number');
    await one.search();
    await one.include();
    await one.assess('redacted-copy');
    await one.cover();
    await one.decide('access', 'granted');
    await one.write('access', 'Saat kopion puhelustasi ja tiedot siitä.');
    await one.pack();
    await one.deliver();
    await one.end();
  });
});
