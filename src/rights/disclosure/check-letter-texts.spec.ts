import { describe, expect, it } from '@jest/globals';
import { checkLetterTexts } from './check-letter-texts.js';

const ASKED = {
  authority: { name: 'Itä-Esimerkin poliisilaitos', reference: '5500/R/1/26', contact: 'PL 1\n00100 Helsinki' },
  provision: 'poliisilaki 4 luku 3 §',
  scope: 'yksi puhelutallenne\t24.11.2026',
};

/** The same with `text` in one of its fields. */
const FIELDS: readonly (readonly [string, (text: string) => typeof ASKED])[] = [
  ['authority.name', name => ({ ...ASKED, authority: { ...ASKED.authority, name } })],
  ['authority.reference', reference => ({ ...ASKED, authority: { ...ASKED.authority, reference } })],
  ['authority.contact', contact => ({ ...ASKED, authority: { ...ASKED.authority, contact } })],
  ['provision', provision => ({ ...ASKED, provision })],
  ['scope', scope => ({ ...ASKED, scope })],
];

describe('what the cover letter repeats of the request of an authority', () => {
  it('is taken in as it is', () => {
    expect(() => {
      checkLetterTexts(ASKED);
    }).not.toThrow();
  });

  it.each(FIELDS)('holds no personal identity code: %s', (field, asked) => {
    for (const text of ['asianosainen 311299-998D', '240688\u00adU9367', '010100A901J'])
      expect(() => {
        checkLetterTexts(asked(text));
      }).toThrow(
        expect.objectContaining({
          code: 'text-holds-identity-code',
          details: { fields: [expect.stringMatching(`^${field}: `)] },
        }),
      );
  });

  it.each(FIELDS)('can be printed: %s', (field, asked) => {
    expect(() => {
      checkLetterTexts(asked('sopii 👍'));
    }).toThrow(
      expect.objectContaining({
        code: 'text-unprintable',
        details: { fields: [expect.stringMatching(`^${field}: `)] },
      }),
    );
  });
});
