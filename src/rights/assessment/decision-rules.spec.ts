import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../kernel/errors.js';
import { CANDIDATE_STATES, COPY_DECISIONS } from '../case/case-rows.entity.js';
import { groundsOf, mayLeaveReasonsOut, REFUSAL_GROUNDS } from '../case/grounds.js';
import { OUTCOMES, RIGHTS, type Right } from '../case/rights.js';
import type { Evidence, RecordingEvidence, WantedDecision } from './decision-evidence.js';
import { checkDecision } from './decision-rules.js';
import type { LEGAL_BASES } from '../effects/legal-bases.js';
import { portability, type LegalBases } from '../effects/legal-bases.js';
import { PURPOSES } from '../../access/index.js';

const COPY: RecordingEvidence = {
  ...{ state: 'included', decision: 'copy', isConfirmed: true, hasApprovedCopy: false, isHeld: false },
};
const HELD: RecordingEvidence = { ...COPY, isHeld: true };
const REDACTED: RecordingEvidence = { ...COPY, decision: 'redacted-copy', hasApprovedCopy: true };
const WITHHELD: RecordingEvidence = { ...COPY, decision: 'withheld' };
const CANDIDATE: RecordingEvidence = { ...COPY, state: 'candidate', decision: null, isConfirmed: false };
const RELEASED: RecordingEvidence = { ...CANDIDATE, state: 'released' };

/** Something is portable, and something may rest on consent. */
const SETTLED: LegalBases = { 'internal-training': 'consent', complaint: 'legitimate-interest' };
const READY: Evidence = {
  ...{ searches: 1, recordings: [COPY, REDACTED, RELEASED], isStopped: false, isIdentified: true },
  ...{ isDirectMarketing: false, legalBases: SETTLED },
};
const GRANTED: WantedDecision = { outcome: 'granted', reasonsLeftOut: false };
const NOTHING: WantedDecision = { outcome: 'nothing-held', reasonsLeftOut: false };
const REFUSED: WantedDecision = {
  ...{ outcome: 'refused', ground: 'excessive-12-5', reasons: 'Sama pyyntö toistuu viikoittain.' },
  reasonsLeftOut: false,
};

/** The code that a decision is refused with; null where it stands. */
function codeOf(right: Right, decision: WantedDecision, evidence: Evidence = READY): string | null {
  try {
    checkDecision(right, decision, evidence);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const every = (basis: (typeof LEGAL_BASES)[number]): LegalBases =>
  Object.fromEntries(PURPOSES.filter(purpose => purpose !== 'rights-request').map(purpose => [purpose, basis]));

/** What the grounds that rest on the bases of purposes need. */
const STANDS: Partial<Record<(typeof REFUSAL_GROUNDS)[number], Partial<Evidence>>> = {
  'no-consent-or-contract-20': { legalBases: every('legitimate-interest') },
  'no-consent-7-3': { legalBases: every('legitimate-interest') },
};

describe('a refusal', () => {
  it('stands with a ground that fits and reasons in words', () => {
    for (const right of RIGHTS) {
      for (const ground of groundsOf(right)) {
        const evidence = { ...READY, ...STANDS[ground], recordings: [ground === 'under-hold-17' ? HELD : WITHHELD] };
        expect(codeOf(right, { ...REFUSED, ground }, evidence)).toBeNull();
      }
    }
  });

  it.each(['refused', 'partly-granted'] as const)('needs its ground and its reasons where it is %s', outcome => {
    expect(codeOf('access', { ...REFUSED, outcome, ground: undefined })).toBe('ground-missing');
    expect(codeOf('access', { ...REFUSED, outcome, ground: 'compelling-grounds-21' })).toBe('ground-does-not-fit');
    expect(codeOf('access', { ...REFUSED, outcome, reasons: undefined })).toBe('reasons-missing');
    expect(codeOf('access', { ...REFUSED, outcome, reasons: ' \n' })).toBe('reasons-missing');
  });

  it('may leave its reasons out on a ground of §34 alone, and writes them down all the same', () => {
    const left: WantedDecision = { ...REFUSED, ground: 'security-or-crime-dpa-34', reasonsLeftOut: true };
    expect(codeOf('access', left)).toBeNull();
    expect(codeOf('access', { ...left, reasons: undefined })).toBe('reasons-missing');
    expect(codeOf('access', { ...left, ground: 'excessive-12-5' })).toBe('reasons-may-not-be-left-out');
  });

  it('for others’ rights looks at each recording first', () => {
    const refused: WantedDecision = { ...REFUSED, ground: 'rights-of-others-15-4' };
    const unconfirmed = { ...WITHHELD, isConfirmed: false };
    expect(codeOf('access', refused, { ...READY, recordings: [WITHHELD] })).toBeNull();
    expect(codeOf('access', refused, { ...READY, recordings: [unconfirmed] })).toBe('recordings-unassessed');
    expect(codeOf('access', REFUSED, { ...READY, recordings: [unconfirmed] })).toBeNull();
  });
});

describe('what is no refusal', () => {
  it.each(['granted', 'nothing-held', 'withdrawn'] as const)('has no ground: %s', outcome => {
    expect(codeOf('erasure', { outcome, ground: 'excessive-12-5', reasonsLeftOut: false })).toBe('ground-not-needed');
    expect(codeOf('erasure', { outcome, reasonsLeftOut: true })).toBe('ground-not-needed');
  });
});

describe('that nothing is held', () => {
  it('is known after a search that left nothing', () => {
    expect(codeOf('access', NOTHING, { ...READY, recordings: [RELEASED] })).toBeNull();
    expect(codeOf('access', NOTHING, { ...READY, searches: 0, recordings: [] })).toBe('nothing-searched');
    expect(codeOf('access', NOTHING, { ...READY, recordings: [CANDIDATE] })).toBe('candidates-untriaged');
    expect(codeOf('access', NOTHING, { ...READY, recordings: [COPY] })).toBe('recordings-included');
  });
});

describe.each(['access', 'portability'] as const)('%s that is granted', right => {
  it('rests on recordings that are sorted out, assessed and confirmed', () => {
    expect(codeOf(right, GRANTED)).toBeNull();
    expect(codeOf(right, GRANTED, { ...READY, recordings: [COPY, CANDIDATE] })).toBe('candidates-untriaged');
    expect(codeOf(right, GRANTED, { ...READY, recordings: [RELEASED] })).toBe('nothing-included');
    const unassessed = { ...COPY, decision: null };
    expect(codeOf(right, GRANTED, { ...READY, recordings: [COPY, unassessed] })).toBe('recordings-unassessed');
    const unconfirmed = { ...COPY, isConfirmed: false };
    expect(codeOf(right, GRANTED, { ...READY, recordings: [COPY, unconfirmed] })).toBe('recordings-unassessed');
  });

  it('withholds nothing, and has each redacted copy approved', () => {
    expect(codeOf(right, GRANTED, { ...READY, recordings: [COPY, WITHHELD] })).toBe('recordings-withheld');
    const unapproved = { ...REDACTED, hasApprovedCopy: false };
    expect(codeOf(right, GRANTED, { ...READY, recordings: [COPY, unapproved] })).toBe('copies-unapproved');
  });

  it('in part may withhold a recording, and asks the same of the rest', () => {
    const partly: WantedDecision = { ...REFUSED, outcome: 'partly-granted', ground: 'rights-of-others-15-4' };
    expect(codeOf(right, partly, { ...READY, recordings: [COPY, WITHHELD] })).toBeNull();
    const unapproved = { ...REDACTED, hasApprovedCopy: false };
    expect(codeOf(right, partly, { ...READY, recordings: [WITHHELD, unapproved] })).toBe('copies-unapproved');
  });
});

describe('while a question to the person is open', () => {
  const stopped = { ...READY, recordings: [RELEASED], isStopped: true };

  it('only that itself ends the matter: nobody can tell who it is, or nothing is asked for any more', () => {
    expect(codeOf('access', { ...REFUSED, ground: 'not-identifiable-12-2' }, stopped)).toBeNull();
    expect(codeOf('access', { outcome: 'withdrawn', reasonsLeftOut: false }, stopped)).toBeNull();
    for (const decision of [GRANTED, NOTHING, REFUSED])
      expect(codeOf('erasure', decision, stopped)).toBe('clock-stopped');
  });

  it('nothing is given, not even in part to somebody who cannot be identified', () => {
    const partly: WantedDecision = { ...REFUSED, outcome: 'partly-granted', ground: 'not-identifiable-12-2' };
    expect(codeOf('access', partly, { ...READY, isStopped: true })).toBe('clock-stopped');
    expect(codeOf('access', partly)).toBeNull();
  });
});

describe('somebody whose identity nobody has established', () => {
  const unknown = { ...READY, isIdentified: false };

  it.each(RIGHTS)('is granted nothing: %s', right => {
    expect(codeOf(right, GRANTED, unknown)).toBe('identity-not-established');
    const [ground] = groundsOf(right);
    const code = right === 'consent-withdrawal' ? 'cannot-be-refused' : 'identity-not-established';
    expect(codeOf(right, { ...REFUSED, outcome: 'partly-granted', ground }, unknown)).toBe(code);
  });

  it('may be told that nothing is held, or be refused', () => {
    expect(codeOf('access', NOTHING, { ...unknown, recordings: [RELEASED] })).toBeNull();
    expect(codeOf('access', REFUSED, unknown)).toBeNull();
  });
});

describe('what nothing outweighs', () => {
  it.each(['refused', 'partly-granted'] as const)(
    'is not %s: an objection to direct marketing (art. 21(3))',
    outcome => {
      const marketing = { ...READY, isDirectMarketing: true };
      for (const ground of groundsOf('objection').filter(one => one !== 'not-identifiable-12-2'))
        expect(codeOf('objection', { ...REFUSED, outcome, ground }, marketing)).toBe('cannot-be-refused');
      const weighed: WantedDecision = { ...REFUSED, outcome, ground: 'compelling-grounds-21' };
      expect(codeOf('objection', weighed)).toBeNull();
      expect(codeOf('objection', GRANTED, marketing)).toBeNull();
    },
  );

  it('is refused all the same to somebody whom nobody can tell (art. 12(2)), and never in part', () => {
    const marketing = { ...READY, isDirectMarketing: true };
    const unknown: WantedDecision = { ...REFUSED, ground: 'not-identifiable-12-2' };
    expect(codeOf('objection', unknown, marketing)).toBeNull();
    expect(codeOf('objection', { ...unknown, outcome: 'partly-granted' }, marketing)).toBe('cannot-be-refused');
  });

  it('is not refused: a withdrawal of consent, unless every purpose is settled to stand on something else', () => {
    const refusal: WantedDecision = { ...REFUSED, ground: 'no-consent-7-3' };
    for (const legalBases of [{}, SETTLED, every('consent')])
      expect(codeOf('consent-withdrawal', refusal, { ...READY, legalBases })).toBe('cannot-be-refused');
    const legalBases = every('legitimate-interest');
    expect(codeOf('consent-withdrawal', refusal, { ...READY, legalBases })).toBeNull();
    expect(codeOf('consent-withdrawal', REFUSED, { ...READY, legalBases })).toBe('cannot-be-refused');
  });
});

describe('portability', () => {
  it('is refused where no purpose is portable, and on that ground', () => {
    const ground = 'no-consent-or-contract-20';
    for (const legalBases of [{}, every('public-task')]) {
      const evidence = { ...READY, legalBases };
      expect(codeOf('portability', GRANTED, evidence)).toBe('nothing-portable');
      expect(codeOf('portability', { ...REFUSED, outcome: 'partly-granted', ground }, evidence)).toBe(
        'nothing-portable',
      );
      expect(codeOf('portability', REFUSED, evidence)).toBe('nothing-portable');
      expect(codeOf('portability', { ...REFUSED, ground }, evidence)).toBeNull();
    }
  });

  it('is not refused on that ground where a purpose is, but for the others', () => {
    const refusal: WantedDecision = { ...REFUSED, ground: 'no-consent-or-contract-20' };
    expect(codeOf('portability', refusal)).toBe('something-portable');
    expect(codeOf('portability', { ...refusal, outcome: 'partly-granted' })).toBeNull();
    expect(codeOf('portability', GRANTED)).toBeNull();
  });
});

describe('an erasure', () => {
  const UNDER_HOLD: WantedDecision = { ...REFUSED, ground: 'under-hold-17' };
  const PARTLY: WantedDecision = { ...UNDER_HOLD, outcome: 'partly-granted' };
  const of = (...recordings: RecordingEvidence[]) => ({ ...READY, recordings });

  it('that is granted is of recordings that were taken up, and of none that somebody else holds', () => {
    expect(codeOf('erasure', GRANTED, of(COPY, RELEASED))).toBeNull();
    expect(codeOf('erasure', GRANTED, of(COPY, CANDIDATE))).toBe('candidates-untriaged');
    expect(codeOf('erasure', GRANTED, of(RELEASED))).toBe('nothing-included');
    expect(codeOf('erasure', GRANTED, of(COPY, HELD))).toBe('recordings-held');
  });

  it('is refused for a hold, wholly or in part, as far as there is one', () => {
    expect(codeOf('erasure', PARTLY, of(COPY, HELD))).toBeNull();
    expect(codeOf('erasure', UNDER_HOLD, of(HELD))).toBeNull();
    expect(codeOf('erasure', PARTLY, of(HELD))).toBe('everything-kept');
    expect(codeOf('erasure', PARTLY, of(COPY))).toBe('nothing-kept');
    expect(codeOf('erasure', UNDER_HOLD, of(COPY))).toBe('nothing-kept');
  });
});

/** Mostly what comes to pass, so that much of it stands; sometimes anything at all. */
const recording = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(COPY, REDACTED, WITHHELD, RELEASED, HELD) },
  {
    weight: 1,
    arbitrary: fc.record({
      state: fc.constantFrom(...CANDIDATE_STATES),
      decision: fc.constantFrom(null, ...COPY_DECISIONS),
      isConfirmed: fc.boolean(),
      hasApprovedCopy: fc.boolean(),
      isHeld: fc.boolean(),
    }),
  },
);
const evidences = fc.record({
  searches: fc.nat(2),
  recordings: fc.array(recording, { maxLength: 4 }),
  isStopped: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() }),
  isIdentified: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.boolean() }),
  isDirectMarketing: fc.boolean(),
  legalBases: fc.constantFrom({}, SETTLED, every('legitimate-interest'), every('consent')),
});
const decisions = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  ground: fc.oneof(fc.constant(undefined), fc.constantFrom(...REFUSAL_GROUNDS)),
  reasons: fc.constantFrom(undefined, ' ', 'Syy.', 'Muu syy.'),
  reasonsLeftOut: fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() }),
});
const rights = fc.constantFrom(...RIGHTS, 'access' as const, 'portability' as const);

/** Says something of each decision that stands. @returns of how many it had anything to say */
function ofWhatStands(says: (right: Right, decision: WantedDecision, evidence: Evidence) => boolean): number {
  let stood = 0;
  fc.assert(
    fc.property(rights, decisions, evidences, (right, decision, evidence) => {
      if (codeOf(right, decision, evidence) !== null) return;
      if (says(right, decision, evidence)) stood += 1;
    }),
    { numRuns: 20_000 },
  );
  return stood;
}

describe('whatever stands', () => {
  it('has ground and reasons exactly where something is refused, and tells them unless §34 lets it not', () => {
    const stood = ofWhatStands((right, { outcome, ground, reasons, reasonsLeftOut }) => {
      const isRefusal = outcome === 'refused' || outcome === 'partly-granted';
      expect(ground !== undefined).toBe(isRefusal);
      if (ground === undefined) return false;
      expect(groundsOf(right)).toContain(ground);
      expect(reasons?.trim()).toBeTruthy();
      if (reasonsLeftOut) expect([right, mayLeaveReasonsOut(ground)]).toEqual(['access', true]);
      return true;
    });
    expect(stood).toBeGreaterThan(100);
  });

  it('gives no copy that two people have not answered for', () => {
    const stood = ofWhatStands((right, { outcome }, { recordings: all, isStopped, isIdentified }) => {
      if ((right !== 'access' && right !== 'portability') || !outcome.includes('granted')) return false;
      const included = all.filter(({ state }) => state === 'included');
      expect([isStopped, isIdentified]).toEqual([false, true]);
      expect(all.every(({ state }) => state !== 'candidate')).toBe(true);
      expect(included.length).toBeGreaterThan(0);
      expect(included.every(one => one.isConfirmed && one.decision !== null)).toBe(true);
      expect(included.every(one => one.decision !== 'redacted-copy' || one.hasApprovedCopy)).toBe(true);
      if (outcome === 'granted') expect(included.every(one => one.decision !== 'withheld')).toBe(true);
      return true;
    });
    expect(stood).toBeGreaterThan(100);
  });

  it('grants no portability that no basis gives, and keeps nothing that somebody else does not', () => {
    const stood = ofWhatStands((right, { outcome, ground }, { legalBases, recordings: all }) => {
      const held = all.filter(({ state, isHeld }) => state === 'included' && isHeld).length;
      if (right === 'erasure') {
        if (outcome === 'granted') expect(held).toBe(0);
        if (ground === 'under-hold-17') expect(held).toBeGreaterThan(0);
        return outcome.includes('granted') || ground === 'under-hold-17';
      }
      if (right !== 'portability' || !outcome.includes('granted')) return false;
      expect(portability(legalBases).refusal).toBeNull();
      return true;
    });
    expect(stood).toBeGreaterThan(100);
  });

  it('does not depend on the order in which recordings were found, or on what was released', () => {
    fc.assert(
      fc.property(rights, decisions, evidences, (right, decision, evidence) => {
        const other = { ...evidence, recordings: [RELEASED, ...evidence.recordings.toReversed()] };
        expect(codeOf(right, decision, other)).toBe(codeOf(right, decision, evidence));
      }),
    );
  });
});
