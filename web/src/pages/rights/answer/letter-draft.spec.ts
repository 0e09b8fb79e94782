import { describe, expect, it } from '@jest/globals';
import {
  fieldsFor,
  finalDayOf,
  firstLetter,
  lettersOf,
  NOTHING_SAID,
  partsOf,
  rightsToExplain,
} from './letter-draft.js';

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

  it('is the one that the case most likely wants', () => {
    const one = { kind: 'data-subject', state: 'assessing', decidedAt: null, extended: false } as const;
    expect(firstLetter(one)).toBe('receipt');
    expect(firstLetter({ ...one, extended: true })).toBe('extension-notice');
    expect(firstLetter({ ...one, state: 'identity-pending' })).toBe('identity-asked');
    expect(firstLetter({ ...one, state: 'decided', decidedAt: '2026-11-27T10:00:00Z' })).toBe('answer');
    expect(lettersOf({ kind: 'authority' })).toEqual(['disclosure-cover']);
    expect(lettersOf(one)).not.toContain('disclosure-cover');
  });

  it('tells of an erasure the last of the days on which a backup lapses', () => {
    const result = { recordingIds: [], notHeld: [], erasures: [], offered: null, refusal: null };
    const effects = [
      { result: null },
      ...['2026-12-31', '2027-01-02'].map(finalOn => ({ result: { ...result, finalOn } })),
    ];
    expect(finalDayOf(effects)).toBe('2027-01-02');
    expect(finalDayOf([])).toBe('');
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
