import { describe, expect, it } from '@jest/globals';
import { PURPOSES } from '../../access/index.js';
import { basesToTell, LEGAL_BASES, mayRestOnConsent, parseLegalBases, portability } from './legal-bases.js';

describe('the legal bases of purposes', () => {
  it('are none until the controller has settled them', () => {
    expect(parseLegalBases('')).toEqual({});
  });

  it('are read by purpose', () => {
    const bases = parseLegalBases('internal-training=consent, complaint = legitimate-interest');
    expect(bases).toEqual({ 'internal-training': 'consent', complaint: 'legitimate-interest' });
  });

  it.each([
    'marketing=consent',
    'complaint=habit',
    'complaint',
    'complaint=consent,complaint=contract',
    'rights-request=consent',
  ])('refuse %s', text => {
    expect(() => parseLegalBases(text)).toThrow(RangeError);
  });
});

describe('portability (GDPR art. 20(1))', () => {
  it('is refused on its ground where nothing is settled', () => {
    const { purposes, refusal } = portability({});
    expect(refusal).toBe('no-consent-or-contract-20');
    expect(purposes.map(({ purpose }) => purpose)).toEqual([...PURPOSES]);
    expect(purposes.filter(({ portable }) => portable)).toEqual([]);
  });

  it.each(LEGAL_BASES)('by the basis of %s', basis => {
    const { purposes, refusal } = portability({ complaint: basis });
    const portable = basis === 'consent' || basis === 'contract';
    expect(purposes.find(({ purpose }) => purpose === 'complaint')).toEqual({ purpose: 'complaint', basis, portable });
    expect(refusal).toBe(portable ? null : 'no-consent-or-contract-20');
  });

  it('never reaches what is kept by duty under the law', () => {
    const { purposes } = portability({ 'rights-request': 'consent' });
    expect(purposes.find(({ purpose }) => purpose === 'rights-request')).toMatchObject({ portable: false });
  });
});

describe('the bases that a refusal of portability tells', () => {
  const said = [{ purpose: 'complaint', basis: 'legitimate-interest' }] as const;

  it('are those that an officer says where nobody has settled any', () => {
    expect(basesToTell({}, said)).toEqual(said);
    expect(basesToTell({}, [])).toEqual([]);
  });

  it('are the settled ones of what is not portable, and of what an officer says those alone that are open', () => {
    const bases = parseLegalBases('internal-training=consent, complaint=public-task');
    const open = { purpose: 'service-level-study', basis: 'legitimate-interest' } as const;
    const told = basesToTell(bases, [...said, open, { purpose: 'internal-training', basis: 'public-task' }]);
    expect(told).toEqual([
      { purpose: 'complaint', basis: 'public-task' },
      { purpose: 'rights-request', basis: 'legal-obligation' },
      open,
    ]);
  });

  it('may hold a consent until each purpose is settled to stand on something else', () => {
    const settled = 'complaint=contract,internal-training=public-task,service-development=public-task';
    expect(mayRestOnConsent(parseLegalBases(settled))).toBe(true);
    expect(mayRestOnConsent(parseLegalBases(`${settled},service-level-study=consent`))).toBe(true);
    expect(mayRestOnConsent(parseLegalBases(`${settled},service-level-study=legitimate-interest`))).toBe(false);
  });
});
