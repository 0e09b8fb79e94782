import { describe, expect, it } from '@jest/globals';
import type { RightsCase } from '../../../api/types.js';
import { draftOf, triageOf } from './triage-draft.js';

const CASE = {
  officerId: null,
  language: 'sv',
  receivedAt: '2026-11-21T07:05:00.000Z',
  request: { text: 'Hej', person: { name: 'Matti Mallikas' } },
} as unknown as RightsCase; // what is looked at
const DRAFT = draftOf(CASE, 'me');
const CHOICES = { rights: new Set(['access'] as const), contested: true, directMarketing: true, corrects: false };

describe('a triage', () => {
  it('begins with what the case says, and with whoever looks at it', () => {
    expect(DRAFT).toMatchObject({
      officerId: 'me',
      language: 'sv',
      on: '2026-11-21',
      time: '9.05',
      name: 'Matti Mallikas',
    });
    expect(draftOf({ ...CASE, officerId: 'other' }, 'me').officerId).toBe('other');
  });

  it('sends what is always settled, and nothing that stayed', () => {
    expect(triageOf(DRAFT, DRAFT, CHOICES)).toEqual({ rights: ['access'], officerId: 'me', language: 'sv' });
  });

  it('names whom of the staff it is about, or nobody, where that changed', () => {
    expect(triageOf(DRAFT, { ...DRAFT, subjectStaffId: 'maija' }, CHOICES).subjectStaffId).toBe('maija');
    const named = { ...DRAFT, subjectStaffId: 'maija' };
    expect(triageOf(named, { ...named, subjectStaffId: '' }, CHOICES).subjectStaffId).toBeNull();
    expect(triageOf(named, named, CHOICES)).not.toHaveProperty('subjectStaffId');
  });

  it('says whether it is direct marketing that is objected to', () => {
    const rights = new Set(['objection'] as const);
    expect(triageOf(DRAFT, DRAFT, { ...CHOICES, rights })).toHaveProperty('directMarketing', true);
    expect(triageOf(DRAFT, DRAFT, CHOICES)).not.toHaveProperty('directMarketing');
  });

  it('says whether accuracy is contested where rectification is asked for', () => {
    const rights = new Set(['rectification'] as const);
    expect(triageOf(DRAFT, DRAFT, { ...CHOICES, rights })).toHaveProperty('contested', true);
  });

  it('sends the identity and the true receipt where they changed', () => {
    const draft = { ...DRAFT, method: 'strong-identification', time: '8.00' };
    expect(triageOf(DRAFT, draft, CHOICES)).toMatchObject({
      identity: { method: 'strong-identification' },
      receivedAt: '2026-11-21T06:00:00.000Z',
    });
    expect(triageOf(DRAFT, { ...DRAFT, doubt: ' Eri nimi ' }, CHOICES).identity).toEqual({
      method: null,
      doubt: 'Eri nimi',
    });
  });

  it('replaces the person and the representative where they are corrected', () => {
    const corrected = { ...DRAFT, phone: '040 123', representativeName: 'Hanna', mandate: 'Huoltaja' };
    expect(triageOf(DRAFT, corrected, { ...CHOICES, corrects: true })).toMatchObject({
      person: { name: 'Matti Mallikas', phone: '040 123' },
      representative: { name: 'Hanna', mandate: 'Huoltaja' },
    });
    expect(triageOf(DRAFT, DRAFT, { ...CHOICES, corrects: true }).representative).toBeNull();
  });
});
