import { describe, expect, it } from '@jest/globals';
import { checkedFacts, NOTICE_KINDS, type NoticeFacts } from './notice-facts.js';
import { mailOf } from './notice-words.js';

const AT = '2026-11-24T07:00:00.000Z';
const late: NoticeFacts = { kind: 'rights-request-late', state: 'raised', at: AT, reference: 'RR-2026-0001', days: 2 };

describe('a message about a request of a data subject', () => {
  it('says which case it is, and how many days, in three languages', () => {
    expect(mailOf(late, 'https://tallenne.example.org')).toEqual({
      subject: 'Tallenne: rekisteröidyn pyyntöön ei ole vastattu määräajassa (RR-2026-0001, 2 päivää)',
      text: [
        'rekisteröidyn pyyntöön ei ole vastattu määräajassa (RR-2026-0001, 2 päivää)',
        'en registrerads begäran har inte besvarats inom tidsfristen (RR-2026-0001, 2 dagar)',
        'a data subject’s request was not answered in time (RR-2026-0001, 2 days)',
        '',
        AT,
        'https://tallenne.example.org/rights-requests\n',
      ].join('\n'),
    });
    expect(mailOf({ ...late, days: 1 }, null).text).toMatch(/, 1 päivä\)\n.*, 1 dag\)\n.*, 1 day\)\n/);
  });

  it('names the case by its number and by nothing else', () => {
    expect(checkedFacts(late)).toEqual(late);
    for (const reference of ['Testi Soittaja', 'rr-2026-0001', 'RR-2026-0001 Soittaja', '240688U9367']) {
      expect(() => checkedFacts({ ...late, reference })).toThrow(RangeError);
    }
  });
});

describe('every message', () => {
  it.each(NOTICE_KINDS)('has words and a page of its own: %s', kind => {
    const { subject, text } = mailOf({ kind, state: 'raised', at: AT }, 'https://tallenne.example.org');
    expect(subject).toMatch(/^Tallenne: \S/);
    expect(text.split('\n').filter(line => line === 'undefined' || line === '')).toHaveLength(2);
    expect(text).toMatch(/https:\/\/tallenne\.example\.org\/[a-z-]+\n$/);
  });
});
