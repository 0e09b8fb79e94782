import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/errors.js';
import { REFUSAL_GROUNDS, groundsOf, mayLeaveReasonsOut } from '../case/grounds.js';
import { assertWhole, letterIn, letterPdf } from './letter-pdf.js';
import type { LetterDraft } from './letter-draft.js';
import { missingParts, requiredParts } from './missing-parts.js';
import { FIXED_PARTS, INTERNAL_PARTS, PARTS, type Part } from './parts.js';
import { RIGHTS } from '../case/rights.js';
import { REMOVALS } from './testing/removals.js';
import { answerOf, decision, REFUSAL, SAMPLES } from './testing/sample-letters.js';

const EVERY_SAMPLE = Object.entries(SAMPLES);

function samplesWith(part: Part): LetterDraft[] {
  return Object.values(SAMPLES).filter(draft => requiredParts(draft).includes(part));
}

async function partsRefused(draft: LetterDraft): Promise<unknown> {
  const error: unknown = await letterPdf(draft, 'fi').catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error('The letter was not refused.');
  expect([error.kind, error.code]).toEqual(['unprocessable', 'letter-incomplete']);
  return error.details['parts'];
}

describe('a draft', () => {
  it.each(EVERY_SAMPLE)('lacks nothing: %s', (_, draft) => {
    expect(missingParts(draft)).toEqual([]);
  });

  it.each(PARTS)('cannot be sent without its part: %s', async part => {
    const removal = REMOVALS[part];
    const samples = samplesWith(part);
    expect(samples.length).toBeGreaterThan(0);
    expect(removal === null).toBe(FIXED_PARTS.includes(part));
    for (const draft of removal === null ? [] : samples) {
      const lacking = removal?.(draft) ?? draft;
      expect(missingParts(lacking)).toContain(part);
      expect(await partsRefused(lacking)).toEqual(missingParts(lacking));
    }
  });

  it.each(PARTS.filter(part => !INTERNAL_PARTS.includes(part)))(
    'cannot be sent where the template forgets: %s',
    part => {
      for (const draft of samplesWith(part)) {
        const blocks = letterIn(draft, 'fi');
        assertWhole(draft, blocks);
        const forgotten = blocks.filter(({ parts }) => !parts.includes(part));
        expect(forgotten.length).toBeLessThan(blocks.length);
        expect(() => {
          assertWhole(draft, forgotten);
        }).toThrow(expect.objectContaining({ code: 'letter-incomplete' }));
      }
    },
  );

  it('must decide each right that is claimed, once, and no other', () => {
    const granted = decision({ right: 'objection', outcome: 'granted', effect: 'Ei enää koulutuksiin.' });
    const answer = answerOf([granted]);
    expect(missingParts(answer)).toEqual([]);
    expect(missingParts({ ...answer, rights: ['objection', 'restriction'] })).toEqual(['decisions']);
    expect(missingParts({ ...answer, decisions: [granted, granted] })).toEqual(['decisions']);
    expect(missingParts({ ...answer, rights: ['restriction'] })).toEqual(['decisions']);
  });

  it('has two people where they are called the same', () => {
    const { disclosure } = SAMPLES;
    if (disclosure?.kind !== 'disclosure-cover') throw new Error('There is no such sample.');
    const decidedBy = ['Matti Virtanen', 'Matti Virtanen'];
    expect(missingParts({ ...disclosure, decidedBy })).toEqual([]);
    expect(missingParts({ ...disclosure, decidedBy: ['Matti Virtanen', ' '] })).toEqual(['two-people']);
  });

  it('lacks a ground where the right cannot be refused on it', () => {
    for (const right of RIGHTS)
      for (const ground of REFUSAL_GROUNDS) {
        const basisOfPurposes = [{ purpose: 'complaint', basis: 'legal-obligation' }] as const;
        const refusal = { ...REFUSAL, ground, basisOfPurposes };
        const fits = groundsOf(right).includes(ground);
        const missing = missingParts(answerOf([decision({ right, outcome: 'refused', refusal })]));
        expect([right, ground, missing]).toEqual([right, ground, fits ? [] : ['ground']]);
      }
  });

  it('may leave the reason out for §34 alone, and only when it is said why', () => {
    const without = { ...REFUSAL, reason: null, reasonLeftOutBecause: 'Esitutkinta on kesken.' };
    for (const ground of groundsOf('access')) {
      const refused = answerOf([decision({ right: 'access', outcome: 'refused', refusal: { ...without, ground } })]);
      expect([ground, missingParts(refused)]).toEqual([ground, mayLeaveReasonsOut(ground) ? [] : ['reason']]);
    }
  });

  it('cannot refuse portability for a purpose that rests on consent or contract', () => {
    const refused = (basis: 'consent' | 'contract' | 'public-task') => {
      const basisOfPurposes = [{ purpose: 'complaint', basis }] as const;
      const refusal = { ...REFUSAL, ground: 'no-consent-or-contract-20', basisOfPurposes } as const;
      return missingParts(answerOf([decision({ right: 'portability', outcome: 'refused', refusal })]));
    };
    expect(refused('consent')).toEqual(['basis-of-purposes']);
    expect(refused('contract')).toEqual(['basis-of-purposes']);
    expect(refused('public-task')).toEqual([]);
  });
});
