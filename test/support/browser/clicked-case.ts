import { expect } from '@jest/globals';
import type { Colleague } from './colleague.js';
import type { Caller } from './rights-desk.js';

/** A right as the client names it. */
export type RightName =
  'access' | 'rectification' | 'erasure' | 'restriction' | 'portability' | 'objection' | 'consent-withdrawal';

/** One request from its receipt to its close, clicked by whoever takes it in and by two rights officers. */
export class ClickedCase {
  #path = '';
  number = '';

  constructor(
    private readonly agent: Colleague,
    readonly officer: Colleague,
    readonly second: Colleague,
  ) {}

  /** What a page of the case says next, in bold above everything else. */
  async next(who: Colleague, step: string): Promise<void> {
    const guide = who.page.getByRole('region', { name: who.words('rights.guide.title') });
    await guide.getByText(who.words(`rights.next.${step}`)).waitFor();
  }

  /** Whoever registers sees the number and the last day, and nothing else afterwards. */
  async register(right: RightName, caller: Caller, text: string): Promise<void> {
    const { agent } = this;
    await agent.goTo('/register-request');
    await agent.press('rights.register.now');
    await agent.type('rights.register.text', text);
    await agent.tick(`rights.right.${right}.name`);
    await agent.type('rights.person.name', caller.name);
    await agent.type('rights.person.phone', caller.phone);
    await agent.type('rights.person.address', 'Esimerkkikatu 1\n00100 Helsinki');
    await agent.press('rights.register.send');
    const done = agent.page.getByRole('region', { name: agent.words('rights.register.done') });
    this.number = (await done.getByText(/^RR-\d{4}-\d{4}$/).textContent()) ?? '';
    expect(await done.getByText(/\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} \w+ \d{4}/).count()).toBeGreaterThan(0);
    expect(await done.getByRole('link', { name: this.number }).count()).toBe(0);
  }

  /** Both officers open it from the board. */
  async open(): Promise<void> {
    for (const who of [this.officer, this.second]) {
      await who.goTo('/rights-requests');
      await who.page.getByRole('link', { name: this.number, exact: true }).click();
      await who.page.getByRole('heading', { level: 1, name: this.number }).waitFor();
      this.#path = new URL(who.page.url()).pathname;
    }
  }

  /** The view of the case, as it is now. */
  async view(who: Colleague, name: string): Promise<void> {
    await who.goTo(name === 'request' ? this.#path : `${this.#path}/${name}`);
    await who.page.getByRole('heading', { level: 1, name: this.number }).waitFor();
  }

  async triage(method: string): Promise<void> {
    const { officer } = this;
    await this.next(officer, 'triage');
    await officer.press('rights.acts.triage');
    const method_ = officer.words(`rights.identityMethods.${method}`);
    await officer.choose('rights.triage.method', method_, officer.dialog);
    await officer.press('rights.send.triage', officer.dialog);
    await officer.reads(officer.words('rights.done.triage'));
    await this.next(officer, 'search');
  }

  async search(): Promise<void> {
    const { officer } = this;
    await officer.page
      .getByRole('link', { name: officer.words('rights.guide.go', { view: officer.words('rights.views.recordings') }) })
      .click();
    await officer.press('rights.search.send');
    await officer.page.getByRole('status').getByText('1', { exact: false }).first().waitFor();
    await this.next(officer, 'sort-recordings');
  }

  /** Takes the one recording that was found up, and goes on to the assessment. */
  async include(): Promise<void> {
    const { officer } = this;
    await this.#openRecording(officer);
    await officer.press('rights.recordings.acts.triage', officer.dialog);
    await officer.type('fields.reason', 'Numero ja aika täsmäävät.', officer.dialog);
    await officer.press('rights.recordings.sendTriage.included', officer.dialog);
    await this.next(officer, 'begin-assessment');
    await officer.press('rights.acts.move');
    await officer.press('rights.send.move', officer.dialog);
    await officer.reads(officer.words('rights.done.move'));
  }

  async #openRecording(who: Colleague): Promise<void> {
    await who.page
      .getByRole('button', { name: `${who.words('log.open')}: ` })
      .first()
      .click();
    await who.dialog.waitFor();
  }

  /** One says what of the recording is given, the other one confirms. */
  async assess(decision: 'copy' | 'redacted-copy'): Promise<void> {
    const { officer, second } = this;
    await this.next(officer, 'assess');
    await this.#openRecording(officer);
    await officer.press('rights.recordings.acts.assess', officer.dialog);
    await officer.pick(`rights.recordings.decisions.${decision}`, officer.dialog);
    if (decision === 'redacted-copy') await officer.type('fields.reason', 'Taustalta kuuluu toinen.', officer.dialog);
    await officer.press('rights.recordings.sendAssessment', officer.dialog);
    await officer.reads(officer.words('rights.recordings.done.assess'));
    await this.view(second, 'recordings');
    await this.next(second, 'confirm-assessments');
    await this.#openRecording(second);
    await second.press('rights.recordings.acts.confirm', second.dialog);
    await second.press('rights.confirm.send', second.dialog);
    await second.reads(second.words('rights.recordings.done.confirm'));
  }

  /** Marks by keyboard alone, and makes the copy; the second person hears it to its end and approves. */
  async cover(): Promise<void> {
    const { officer, second } = this;
    await this.view(officer, 'copies');
    await this.next(officer, 'redact');
    await officer.page.getByRole('table').getByRole('link').first().click();
    await officer.press('rights.copies.sendBegin');
    const { keyboard } = officer.page;
    await officer.button('rights.copies.addMark').press('Enter');
    await officer.page.locator('input:focus').waitFor(); // what is typed before the new row is there goes nowhere
    await keyboard.type('00:00.500');
    await keyboard.press('Tab');
    await keyboard.type('00:01.000');
    await officer.button('rights.copies.render').focus();
    await keyboard.press('Enter');
    await officer.reads(officer.words('rights.copies.rendered'));
    await this.next(officer, 'await-copies');
    await this.view(second, 'copies');
    await this.next(second, 'review-copies');
    await second.page.getByRole('table').getByRole('link').first().click();
    expect(await second.button('rights.copies.approve').getAttribute('aria-disabled')).toBe('true');
    await second.press('rights.copies.listenCopy');
    await second.button('player.pause').waitFor();
    await second.button('player.play').waitFor();
    await second.press('player.finish');
    await second.reads(second.words('rights.copies.heard'));
    await second.press('rights.copies.approve');
    await second.reads(second.words('rights.copies.approved'));
  }

  async decide(right: RightName, outcome: string, refusal?: { ground: string; reasons: string }): Promise<void> {
    const { officer, second } = this;
    const act = (who: Colleague, name: 'decide' | 'confirm') =>
      who.page.getByRole('button', {
        name: `${who.words(`rights.decisions.buttons.${name}`)}: ${who.words(`rights.right.${right}.name`)}`,
      });
    await this.view(officer, 'decisions');
    if (!refusal) await this.next(officer, 'decide'); // what is refused need not be assessed
    await act(officer, 'decide').click();
    await officer.pick(`rights.outcomes.${outcome}`, officer.dialog);
    if (refusal) {
      await officer.choose('fields.ground', officer.words(`rights.grounds.${refusal.ground}`), officer.dialog);
      await officer.type('fields.reason', refusal.reasons, officer.dialog);
    }
    await officer.press('rights.decisions.send', officer.dialog);
    await officer.reads(officer.words('rights.decisions.done.decide'));
    await this.next(officer, 'await-decisions');
    expect(await act(officer, 'confirm').count()).toBe(0);
    await this.view(second, 'decisions');
    await this.next(second, 'confirm-decisions');
    await act(second, 'confirm').click();
    await second.press('rights.confirm.send', second.dialog);
    await second.reads(second.words('rights.decisions.done.confirm'));
  }

  /** Opens the form of an effect, lets `fill` fill it, and sends it. */
  async effect(act: string, fill: (who: Colleague) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const { officer } = this;
    await this.view(officer, 'effects');
    await officer.press(`rights.effects.acts.${act}`);
    await fill(officer);
    await officer.press(`rights.effects.send.${act}`, officer.dialog);
    await officer.reads(officer.words(`rights.effects.done.${act}`));
  }

  /** The second person confirms what waits among the effects. */
  async confirmEffect(): Promise<void> {
    const { second } = this;
    await this.view(second, 'effects');
    await second.press('rights.decisions.buttons.confirm');
    await second.press('rights.confirm.send', second.dialog);
    await second.reads(second.words('rights.effects.confirmed'));
  }

  /** Writes the answer and reads it; `effect` tells the person what follows. */
  async write(right: RightName, effect: string | null): Promise<void> {
    const { officer } = this;
    await this.view(officer, 'answer');
    await this.next(officer, 'write-answer');
    if (effect !== null) {
      const label = officer.words('rights.letters.effectOf', { right: officer.words(`rights.right.${right}.name`) });
      await officer.page.getByRole('textbox', { name: label }).fill(effect);
    }
    await officer.press('rights.letters.send');
    await officer.reads(officer.words('rights.letters.made'));
    const download = officer.page.waitForEvent('download');
    await officer.press('rights.letters.read');
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  }

  /** Makes the package; its code. */
  async pack(): Promise<string> {
    const { officer } = this;
    await this.next(officer, 'pack');
    await officer.pick('rights.package.channels.zip');
    await officer.press('rights.package.send');
    return (await officer.page.getByText(/^(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}$/).textContent()) ?? '';
  }

  /** Sends the newest letter or package, and says that the request is answered with it. */
  async deliver(): Promise<void> {
    const { officer } = this;
    await this.next(officer, 'deliver');
    await officer.press('rights.deliveries.open');
    await officer.type('rights.deliveries.to', 'turvaposti, pyytäjän osoite', officer.dialog);
    await officer.press('rights.deliveries.send', officer.dialog);
    await officer.reads(officer.words('rights.deliveries.done'));
    await officer.button('rights.deliveries.isAnswer').last().click();
    await officer.reads(officer.words('rights.deliveries.answered'));
  }

  /** The erasure that was granted has begun by itself, or is begun here; it is over when the page says so. */
  async erased(): Promise<void> {
    const { officer } = this;
    await this.view(officer, 'effects');
    const begin = officer.button('rights.effects.acts.erasure');
    const row = officer.page.getByRole('row', { name: officer.words('rights.effects.kinds.erasure') });
    await begin.or(row).first().waitFor();
    if (await begin.isVisible()) {
      await begin.click();
      await officer.press('rights.effects.send.erasure', officer.dialog);
    }
    await row.getByText(officer.words('rights.effects.states.done')).waitFor();
  }

  /** An officer takes in the written request of an authority. */
  async registerOfAuthority(): Promise<void> {
    const { officer, second } = this;
    await officer.goTo('/register-disclosure');
    await officer.type('rights.disclosure.authorityName', 'Itä-Esimerkin poliisilaitos');
    await officer.type('rights.authorityReference', '8010/R/1/26');
    await officer.type('rights.disclosure.contact', 'PL 1\n70101 Kuopio');
    await officer.type('rights.provision', 'poliisilaki 4 luku 3 §');
    await officer.type('rights.scope', 'Yksi puhelu 26.11.2026');
    await officer.type('rights.disclosure.text', 'Pyydämme puhelun tallenteen.');
    await officer.press('rights.disclosure.send');
    const heading = officer.page.getByRole('heading', { level: 1, name: /RR-\d{4}-\d{4}/ });
    this.number = /RR-\d{4}-\d{4}/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
    this.#path = new URL(officer.page.url()).pathname;
    await second.goTo('/rights-requests?kind=authority');
    await second.page.getByRole('link', { name: this.number, exact: true }).click();
  }

  async nameRecording(id: string): Promise<void> {
    const { officer } = this;
    await this.view(officer, 'recordings');
    await this.next(officer, 'name-recordings');
    await officer.type('rights.disclosure.links', `/recordings/${id}`);
    await officer.press('rights.disclosure.sendNames');
    await officer.reads(officer.words('rights.disclosure.named'));
  }

  async decideDisclosure(): Promise<void> {
    const { officer, second } = this;
    await this.view(officer, 'decisions');
    await this.next(officer, 'prepare-disclosure');
    await officer.press('rights.disclosure.prepare');
    await this.next(officer, 'await-disclosure');
    expect(await officer.button('rights.decisions.buttons.confirm').count()).toBe(0);
    await this.view(second, 'decisions');
    await this.next(second, 'confirm-disclosure');
    await second.press('rights.decisions.buttons.confirm');
    await second.press('rights.confirm.send', second.dialog);
    await second.reads(second.words('rights.disclosure.decided'));
  }

  async writeCover(): Promise<void> {
    const { officer } = this;
    await this.view(officer, 'answer');
    await this.next(officer, 'write-cover');
    await officer.press('rights.letters.send');
    await officer.reads(officer.words('rights.letters.made'));
  }

  /** Nobody else has received the recordings: that is said, and on record. */
  async tellRecipients(): Promise<void> {
    const { officer } = this;
    await this.view(officer, 'effects');
    await this.next(officer, 'notify');
    await officer.press('rights.recipients.all');
    await officer.reads(officer.words('rights.recipients.allDone'));
  }

  async end(): Promise<void> {
    const { officer } = this;
    await this.next(officer, 'close');
    await officer.press('rights.acts.close');
    await officer.press('rights.send.close', officer.dialog);
    await officer.reads(officer.words('rights.done.close'));
    await officer.page.getByText(officer.words('rights.states.closed'), { exact: true }).first().waitFor();
  }
}
