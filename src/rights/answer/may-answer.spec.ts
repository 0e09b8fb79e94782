import { describe, expect, it } from '@jest/globals';
import { CLAIM_STATES } from '../case/case-rows.entity.js';
import { OUTCOMES } from '../case/rights.js';
import { CASE_STATES } from '../case/rights-case.entity.js';
import { checkBroughtAbout, checkMayAnswer, checkMayRelease } from './may-answer.js';

const GRANTED = { rightKind: 'access', state: 'confirmed', outcome: 'granted' } as const;
const DECIDED = { kind: 'data-subject', state: 'decided' } as const;

describe('an answer', () => {
  it.each(CLAIM_STATES)('goes out by the state of its claims: %s', state => {
    const ask = () => {
      checkMayAnswer(DECIDED, [GRANTED, { ...GRANTED, rightKind: 'erasure', state }]);
    };
    if (state === 'confirmed' || state === 'waiting') expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: 'claims-not-confirmed' }));
  });

  it('is none to a request without a right, or with one that has no outcome', () => {
    for (const claims of [[], [{ ...GRANTED, outcome: null }]]) {
      expect(() => {
        checkMayAnswer(DECIDED, claims);
      }).toThrow(expect.objectContaining({ code: 'claims-not-confirmed' }));
    }
  });

  it('tells of nothing that was granted and not done', () => {
    const tell = (rights: readonly ('objection' | 'restriction')[]) => () => {
      checkBroughtAbout(rights);
    };
    expect(tell([])).not.toThrow();
    const details = { rights: ['objection', 'restriction'] };
    expect(tell(['objection', 'restriction'])).toThrow(expect.objectContaining({ code: 'effects-missing', details }));
  });

  it('goes out of a decided case, and of no earlier or closed one', () => {
    const open = CASE_STATES.filter(state => {
      try {
        checkMayAnswer({ state }, [GRANTED]);
        return true;
      } catch {
        return false;
      }
    });
    expect(open).toEqual(['decided', 'answered', 'recipients-notified']);
  });
});

describe('a package', () => {
  it.each(OUTCOMES)('leaves by the outcome of access: %s', outcome => {
    const ask = () => {
      checkMayRelease(DECIDED, [{ ...GRANTED, outcome }]);
    };
    if (outcome === 'granted' || outcome === 'partly-granted') expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: 'nothing-to-give' }));
  });

  it('leaves for portability, and for no other right', () => {
    const ask = (rightKind: 'portability' | 'erasure') => () => {
      checkMayRelease(DECIDED, [{ ...GRANTED, rightKind }]);
    };
    expect(ask('portability')).not.toThrow();
    expect(ask('erasure')).toThrow(expect.objectContaining({ code: 'nothing-to-give' }));
  });

  it('leaves to an authority once its disclosure is decided, without any claim', () => {
    const ask = (state: 'in-review' | 'decided') => () => {
      checkMayRelease({ kind: 'authority', state }, []);
    };
    expect(ask('decided')).not.toThrow();
    expect(ask('in-review')).toThrow(expect.objectContaining({ code: 'wrong-state' }));
  });
});
