import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import type { CallToGive } from '../../recordings/index.js';
import { disclosureJson } from '../disclosure/disclosure-data.js';
import { contentsJson } from '../package/package-contents.js';
import type { LetterFacts } from './letter-facts.js';
import { packageDataOf, type PackageSources } from './package-data.js';

const AT = new Date('2026-11-24T07:00:00Z');
const TODAY = parseDay('2026-11-24');
const CODE = '311299-998D';
const PERSON = { name: 'Testi Soittaja', phone: '+358401234567' };

function factsOf(said: string): LetterFacts {
  const contact = { name: 'Esimerkki Oy', lines: ['33100 Tampere'] };
  const call: CallToGive = {
    ...{ recordingId: 'recording', contactId: 'contact', callOn: TODAY, startedAt: AT, endedAt: AT },
    ...{ direction: 'inbound', queue: `tuki ${said}`, unit: `yksikkö ${said}`, source: 'vaihde' },
    ...{ notice: { version: `2 ${said}`, language: 'fi' }, dueOn: TODAY, rule: '61 days', keptBy: null },
    ...{ container: 'wav', sha256: 'ab'.repeat(32), restricted: false },
  };
  return {
    ...{ rightsCase: { id: 'case', number: 'RR-2026-0001' }, receivedOn: TODAY, today: TODAY, calls: [call], uses: [] },
    ...{ request: { text: CODE, person: PERSON }, claims: [], legalBases: new Map(), signatory: null },
    clock: { receivedOn: TODAY, stops: [], extendedOn: null },
    contacts: { controller: contact, dataProtectionOfficer: contact, authority: contact.lines },
    ...{ staffNames: new Map(), files: [], decidedBy: [] },
  } as unknown as LetterFacts; // a package looks at no more
}

function sourcesOf(said: string): PackageSources {
  const fields = { ...PERSON, email: `a${said}@example.org`, organisation: said };
  return {
    ...{ madeAt: AT, rightsAnswered: ['access'], sounds: [] },
    access: {
      ...{ purposes: ['complaint'], categories: ['ääni'], recipients: [], retention: '61 vrk', source: 'puhelu' },
      consultations: [],
    },
    parties: new Map([['contact', [{ kind: 'caller', provenance: 'pbx', fields }]]]),
    statements: new Map([['recording', [{ id: 's', text: `En ole ${said}.`, addedAt: AT.toISOString() }]]]),
  };
}

const packed = (said: string) => packageDataOf(factsOf(said), sourcesOf(said));

describe('the data of a package', () => {
  it('are what is held', () => {
    const [recording] = packed('x').recordings;
    expect(recording?.supplementaryStatements).toEqual([{ on: TODAY, text: 'En ole x.', redactedBecause: null }]);
    expect(recording).toMatchObject({ queue: 'tuki x', unit: 'yksikkö x', announcement: { version: '2 x' } });
    expect(recording?.held.map(({ value }) => value)).toContain('x');
  });

  it('are given whatever is stored: where it holds an identity code, that it is held and why it is left out', () => {
    const data = packed(` ${CODE}`);
    const text = contentsJson(data).toString();
    expect(text).not.toContain(CODE);
    const because = expect.stringContaining('§29');
    expect(data.recordings[0]).toMatchObject({
      ...{ queue: 'held', unit: 'held', announcement: { version: 'held', language: 'fi' } },
      supplementaryStatements: [{ on: TODAY, text: 'held', redactedBecause: because }],
    });
    expect(data.recordings[0]?.held).toEqual([
      { field: 'name', value: PERSON.name, providedBy: 'pbx', redactedBecause: null },
      { field: 'phone', value: PERSON.phone, providedBy: 'pbx', redactedBecause: null },
      { field: 'email', value: 'held', providedBy: 'pbx', redactedBecause: because },
      { field: 'organisation', value: 'held', providedBy: 'pbx', redactedBecause: because },
    ]);
  });

  it('are given to an authority the same', () => {
    const facts = factsOf(CODE);
    const sounds = facts.calls.map(call => ({ name: 'puhelu-1.wav', call, sound: { copy: null }, decoded: false }));
    const text = disclosureJson(facts, sounds as unknown as Parameters<typeof disclosureJson>[1], AT).toString();
    expect(text).not.toContain(CODE);
    expect(JSON.parse(text)).toMatchObject({ recordings: [{ queue: 'held', unit: 'held', source: 'vaihde' }] });
  });
});
