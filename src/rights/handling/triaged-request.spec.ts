import { describe, expect, it } from '@jest/globals';
import type { RequestTexts } from '../case/rights-case.entity.js';
import { triage } from './handling.schemas.js';
import { triaged } from './triaged-request.js';

const OFFICER = '00000000-0000-7000-8000-000000000001';
const REPRESENTATIVE = { name: 'Edustaja Testi', mandate: 'Valtakirja 1.11.2026' };
const BEFORE: RequestTexts = { text: 'Kopio puheluista.', person: { name: 'Testi Soittaja', phone: '040 1' } };
const given = (over: object) => triage.parse({ rights: ['access'], officerId: OFFICER, ...over });

describe('a request after its triage', () => {
  it('is as it was where nothing is said of it', () => {
    const before = { ...BEFORE, representative: REPRESENTATIVE };
    expect(triaged(before, given({}))).toEqual(before);
  });

  it('has the corrected person in the place of the one it named', () => {
    expect(triaged(BEFORE, given({ person: { name: 'Testi Soittajainen' } }))).toEqual({
      text: BEFORE.text,
      person: { name: 'Testi Soittajainen' },
    });
  });

  it('takes a representative, and lets one go', () => {
    const represented = triaged(BEFORE, given({ representative: REPRESENTATIVE }));
    expect(represented.representative).toEqual(REPRESENTATIVE);
    expect(triaged(represented, given({ representative: null }))).toEqual(BEFORE);
  });

  it('keeps how identity was established, or that it was not, with the doubt', () => {
    const identity = { method: null, doubt: 'Numero on toisen henkilön.' };
    expect(triaged(BEFORE, given({ identity })).identity).toEqual(identity);
  });

  it('is of an identity by mandate only where somebody represents the person', () => {
    const identity = { method: 'mandate-and-identity' };
    const alone = expect.objectContaining({ code: 'mandate-without-representative' });
    expect(() => triaged(BEFORE, given({ identity }))).toThrow(alone);
    expect(triaged(BEFORE, given({ identity, representative: REPRESENTATIVE })).identity).toEqual(identity);
    const represented = { ...BEFORE, representative: REPRESENTATIVE };
    expect(() => triaged(represented, given({ identity, representative: null }))).toThrow(alone);
  });

  it.each(['name-and-code', 'name-and-personal-identity-code', 'copy-of-document', ''])(
    'never takes an identity that is established by %s',
    method => {
      expect(triage.safeParse({ rights: ['access'], officerId: OFFICER, identity: { method } }).success).toBe(false);
    },
  );
});
