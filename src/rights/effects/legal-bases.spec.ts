import { describe, expect, it } from '@jest/globals';
import { PURPOSES } from '../../access/index.js';
import { LEGAL_BASES, parseLegalBases, portability } from './legal-bases.js';

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
