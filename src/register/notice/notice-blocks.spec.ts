import { describe, expect, it } from '@jest/globals';
import { PURPOSES } from '../../access/index.js';
import { LANGUAGES } from '../../kernel/languages.js';
import { EARLIER_OF_61_DAYS_AND_2_MONTHS } from '../../kernel/retention-rule.js';
import { differencesOf } from '../papers/differences.js';
import { linesOf } from '../papers/text-block.js';
import { missingFacts } from './missing-facts.js';
import { noticeBlocks } from './notice-blocks.js';
import type { NoticeFacts } from './notice-facts.js';
import { CHANGED_FACTS } from './testing/changed-facts.js';
import { factsOf } from './testing/sample-facts.js';

function textOf(facts: NoticeFacts, language: (typeof LANGUAGES)[number] = 'fi'): string {
  return noticeBlocks(facts, language).flatMap(linesOf).join('\n');
}

const withBasis = (basis: NoticeFacts['purposes'][number]['basis']) =>
  factsOf({ purposes: factsOf().purposes.map(one => ({ ...one, basis })) });

describe('the privacy notice', () => {
  it.each(LANGUAGES)('has the same blocks in %s as in Finnish, each once', language => {
    const ids = noticeBlocks(factsOf(), language).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(noticeBlocks(factsOf(), 'fi').map(({ id }) => id));
  });

  it.each(LANGUAGES)('numbers sections 3 to 15 as the published notice does, in %s', language => {
    const numbers = noticeBlocks(factsOf(), language).flatMap(block => (block.kind === 'heading' ? [block.text] : []));
    expect(numbers.map(text => Number.parseInt(text))).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
  });

  it('tells retention in the terms of the rule', () => {
    expect(textOf(factsOf())).toContain('säilytetään 61 vuorokautta.');
    const rule = EARLIER_OF_61_DAYS_AND_2_MONTHS;
    expect(textOf(factsOf({ retention: { rule, clause: '6 §, 12 §' } }))).toContain(
      'säilytetään 61 vuorokautta tai 2 kuukautta sen mukaan, kumpi aika päättyy ensin.',
    );
  });

  it.each(CHANGED_FACTS)(
    'says otherwise in every language what depends on %s, and nothing else',
    (_, more, changed) => {
      for (const language of LANGUAGES) {
        const differences = differencesOf(noticeBlocks(factsOf(), language), noticeBlocks(factsOf(more), language));
        expect(differences.map(({ id }) => id).sort()).toEqual([...changed].sort());
      }
    },
  );

  it('names the sections of a rule in each language, and any other clause as it was written', () => {
    const periods = (clause: string) =>
      LANGUAGES.map(language => textOf(factsOf({ retention: { rule: { kind: 'days', days: 61 }, clause } }), language));
    const [fi, sv, en] = periods('Tietosuojaseloste 6 §, 12 §');
    expect(fi).toContain('61 vuorokautta (peruste: tietosuojaselosteen kohdat 6 ja 12)');
    expect(sv).toContain('61 dygn (grund: dataskyddsbeskrivningens punkter 6 och 12)');
    expect(en).toContain('61 days (source: sections 6 and 12 of the privacy notice)');
    for (const text of periods('Johtoryhmän päätös 7')) expect(text).toContain(': Johtoryhmän päätös 7)');
  });

  it('says that a source brings codes and patients into fields of their own, where it may', () => {
    const sources = factsOf().sources.map(one => ({ ...one, keepsIdentityCodes: true }));
    const [fi, sv, en] = LANGUAGES.map(language => textOf(factsOf({ sources }), language));
    expect(fi).toContain('Henkilötunnus ja potilaan tiedot voidaan kirjata myös erillisiin tietokenttiin');
    expect(sv).toContain('Personbeteckningen och uppgifter om en patient kan också föras in');
    expect(en).toContain('The personal identity code and data about a patient may also be entered');
  });

  it('says nothing of transfers while somebody is outside the EEA', () => {
    const blocks = noticeBlocks(factsOf({ outsideParties: [{ party: 'mail', country: 'US' }] }), 'fi');
    expect(blocks.find(({ id }) => id === 'transfers.none')).toMatchObject({ text: 'ei ole vahvistettu' });
  });

  it('refers to sections by the numbers that they have', () => {
    const text = textOf(factsOf());
    expect(text).toContain('kohdassa 15 tarkoitettuja oikeuksia');
    expect(text).toContain('on kuvattu kohdassa 6');
    expect(text).toContain('tietosuojavastaavalle (kohta 4)');
  });

  it('gives the rights that the legal bases give', () => {
    expect(textOf(withBasis('consent'))).toContain('peruuttaa suostumuksensa');
    expect(textOf(withBasis('consent'))).not.toContain(
      'Oikeutta siirtää tiedot järjestelmästä toiseen (20 artikla) ei ole',
    );
    expect(textOf(withBasis('contract'))).toContain('Käsittely ei perustu suostumukseen');
    expect(textOf(withBasis('legal-obligation'))).toContain('Muilta osin käsittelyn oikeusperusteisiin ei liity');
    expect(textOf(withBasis('legitimate-interest'))).toContain('Oikeutta siirtää tiedot järjestelmästä toiseen');
  });
});

describe('what a notice lacks', () => {
  it('is nothing where everything is settled', () => {
    expect(missingFacts(factsOf())).toEqual([]);
  });

  it.each<[string, Partial<NoticeFacts>, object]>([
    ['a controller', { controller: null }, { fact: 'controller', of: null }],
    ['an officer', { dataProtectionOfficer: null }, { fact: 'data-protection-officer', of: null }],
    ['an authority', { authority: null }, { fact: 'authority', of: null }],
    ['an announcement', { announcements: [] }, { fact: 'announcement', of: null }],
    [
      'its words',
      { announcements: [{ version: '2', language: 'sv', saidBy: 'system', text: null }] },
      { fact: 'announcement-text', of: '2 (sv)' },
    ],
    ['a store’s country', { stores: [{ store: 'keys', country: null }] }, { fact: 'store-in-finland', of: 'keys' }],
    ['a store in Finland', { stores: [{ store: 'keys', country: 'SE' }] }, { fact: 'store-in-finland', of: 'keys' }],
    [
      'a party in the EEA',
      { outsideParties: [{ party: 'mail', country: 'US' }] },
      { fact: 'party-in-eea', of: 'mail' },
    ],
  ])('is told: %s', (_, more, missing) => {
    expect(missingFacts(factsOf(more))).toEqual([missing]);
  });

  it('is the legal basis and the condition of each purpose that has none', () => {
    const open = factsOf().purposes.map(one => ({ ...one, basis: null, condition: null }));
    const missing = missingFacts(factsOf({ purposes: open }));
    expect(missing.map(({ of }) => of)).toEqual([...PURPOSES, ...PURPOSES]);
    expect(textOf(factsOf({ purposes: open }))).toContain('ei ole vahvistettu');
  });
});
