import { describe, expect, it } from '@jest/globals';
import { fieldsFor, NOTHING_SAID, partsOf, rightsToExplain } from './letter-draft.js';

describe('a letter', () => {
  it('asks for what it lacks and can be said here, each once', () => {
    expect(fieldsFor('identity-asked', ['recipient', 'doubt', 'ways-to-identify', 'controller'])).toEqual({
      ...{ fields: ['doubt', 'ways'], others: ['controller'] },
    });
    expect(fieldsFor('extension-notice', ['extension-reason', 'lifting-reason']).fields).toEqual(['reason']);
  });

  it('that answers tells the effect of each right that is granted, or where nothing is held', () => {
    expect(fieldsFor('answer', ['effect'])).toEqual({ fields: [], others: [] });
    expect(fieldsFor('recipient-notice', ['effect']).fields).toEqual(['effect']);
    const claims = [
      { right: 'access', outcome: 'partly-granted' },
      { right: 'rectification', outcome: 'refused' },
      { right: 'erasure', outcome: null },
    ] as const;
    expect(rightsToExplain(claims)).toEqual(['access']);
  });

  it('sends only what was typed, lists by their lines', () => {
    const draft = {
      ...NOTHING_SAID,
      name: ' Testi ',
      address: 'Katu 1\n\n00100 Helsinki ',
      ways: 'Suomi.fi\n',
      doubt: ' ',
    };
    expect(partsOf(draft, new Map())).toEqual({
      to: { name: 'Testi', lines: ['Katu 1', '00100 Helsinki'] },
      ways: ['Suomi.fi'],
    });
  });

  it('says for each right what follows for the person', () => {
    const effects = new Map([
      ['access', ' Saat kopion. '],
      ['erasure', ''],
    ] as const);
    expect(partsOf(NOTHING_SAID, effects)).toEqual({ effects: { access: 'Saat kopion.' } });
  });
});
