import { describe, expect, it } from '@jest/globals';
import { journalDetails } from './journal-details.js';

describe('the details of a journal entry', () => {
  it('are what people wrote, then facts, named by their paths', () => {
    expect(
      journalDetails({ kind: 'identity', question: 'Kuka?', after: { language: 'sv', rights: ['access', 'erasure'] } }),
    ).toEqual({
      texts: [{ name: 'question', text: 'Kuka?' }],
      facts: [
        { name: 'kind', text: 'identity' },
        { name: 'after.language', text: 'sv' },
        { name: 'after.rights', text: 'access, erasure' },
      ],
    });
  });

  it('never repeat a personal identity code', () => {
    const { facts } = journalDetails({ person: { name: 'Matti', personalIdentityCode: '240688U9367' } });
    expect(facts).toEqual([
      { name: 'person.name', text: 'Matti' },
      { name: 'person.personalIdentityCode', text: '••••••' },
    ]);
  });

  it('tell of a change only what became another', () => {
    const detail = { before: { text: 'Kopio', language: 'fi' }, after: { text: 'Kopio', language: 'sv' } };
    expect(journalDetails(detail)).toEqual({
      texts: [],
      facts: [
        { name: 'before.language', text: 'fi' },
        { name: 'after.language', text: 'sv' },
      ],
    });
  });

  it('number what is listed and leave out what is empty', () => {
    const { facts } = journalDetails({
      marks: [{ fromMs: 0, toMs: 10 }, { fromMs: 20 }],
      officerId: null,
      note: '',
      none: [],
    });
    expect(facts.map(({ name, text }) => `${name} ${text}`)).toEqual([
      'marks.1.fromMs 0',
      'marks.1.toMs 10',
      'marks.2.fromMs 20',
    ]);
  });
});
