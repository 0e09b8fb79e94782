import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { PURPOSES } from '../purposes.js';
import { NEVER_HEARS, PURPOSES_OF_ROLE, ROLES, type Role } from '../roles.js';
import { checkCompatible, checkDays, checkNotSuspended, checkPurposes, type GrantBeside } from './grant-checks.js';

const TODAY = parseDay('2026-11-24');
const other = (role: Role, over: Partial<GrantBeside> = {}): GrantBeside => ({
  ...{ role, fromOn: '2026-01-01', untilOn: '2026-12-31', suspended: false },
  ...over,
});
const wanted = (role: Role) => ({ role, fromOn: '2026-11-24', untilOn: '2027-11-24' });

describe('a wished grant', () => {
  it('has purposes of its role only', () => {
    for (const role of ROLES) {
      expect(() => {
        checkPurposes({ role, purposes: [...PURPOSES_OF_ROLE[role]] });
      }).not.toThrow();
      for (const purpose of PURPOSES.filter(one => !PURPOSES_OF_ROLE[role].includes(one))) {
        expect(() => {
          checkPurposes({ role, purposes: [purpose] });
        }).toThrow('purposes');
      }
    }
  });

  it.each([
    ['for the longest that is allowed', '2026-11-24', '2027-11-24', true],
    ['a day longer', '2026-11-24', '2027-11-25', false],
    ['on its last day', '2025-12-01', '2026-11-24', true],
    ['the day after', '2025-12-01', '2026-11-23', false],
  ])('is given %s: %s to %s', (_, fromOn, untilOn, given) => {
    const check = () => {
      checkDays({ fromOn, untilOn }, TODAY, 12);
    };
    if (given) expect(check).not.toThrow();
    else expect(check).toThrow();
  });

  it('that hears goes not together with one that never does, nor administering with overseeing, whichever comes first', () => {
    for (const one of ROLES) {
      for (const two of ROLES) {
        const both = [one, two];
        const hears = both.some(role => NEVER_HEARS.has(role)) && both.some(role => PURPOSES_OF_ROLE[role].length > 0);
        const oversees =
          both.includes('administrator') && (both.includes('auditor') || both.includes('data-protection-officer'));
        const clash = hears || oversees;
        const check = () => {
          checkCompatible(wanted(one), [other(two)]);
        };
        if (clash) expect(check).toThrow('may not also hear');
        else expect(check).not.toThrow();
      }
    }
  });

  it('may follow one that is over before it begins', () => {
    const before = other('agent', { untilOn: '2026-11-23' });
    expect(() => {
      checkCompatible(wanted('auditor'), [before]);
    }).not.toThrow();
    expect(() => {
      checkCompatible(wanted('auditor'), [other('agent', { untilOn: '2026-11-24' })]);
    }).toThrow('may not also hear');
  });

  it('waits while anything of the person is suspended, unless that is over', () => {
    const suspended = other('agent', { suspended: true });
    expect(() => {
      checkNotSuspended([other('agent'), suspended], TODAY);
    }).toThrow('being examined');
    expect(() => {
      checkNotSuspended([{ ...suspended, untilOn: '2026-11-23' }, other('trainer')], TODAY);
    }).not.toThrow();
  });

  it.each([
    [
      'a purpose that is not of its role',
      'unprocessable',
      'purpose-not-of-role',
      () => {
        checkPurposes({ role: 'agent', purposes: ['service-development', 'complaint'] });
      },
    ],
    [
      'days that have passed',
      'unprocessable',
      'grant-over',
      () => {
        checkDays({ fromOn: '2026-01-01', untilOn: '2026-11-23' }, TODAY, 12);
      },
    ],
    [
      'more days than the house lets anybody give',
      'unprocessable',
      'grant-too-long',
      () => {
        checkDays({ fromOn: '2026-11-24', untilOn: '2027-02-25' }, TODAY, 3);
      },
    ],
    [
      'what another grant of the person is suspended for',
      'conflict',
      'access-suspended',
      () => {
        checkNotSuspended([other('agent', { suspended: true, untilOn: TODAY })], TODAY);
      },
    ],
    [
      'a role that may not hear, beside one that does',
      'conflict',
      'incompatible-roles',
      () => {
        checkCompatible(wanted('auditor'), [other('agent')]);
      },
    ],
  ] as const)('is refused for %s, in words of its own: %s %s', (_, kind, code, check) => {
    expect(check).toThrow(expect.objectContaining({ kind, code }));
  });

  it('is told how long a grant may last, where it would last longer', () => {
    expect(() => {
      checkDays({ fromOn: '2026-11-24', untilOn: '2027-02-25' }, TODAY, 3);
    }).toThrow(expect.objectContaining({ message: 'A grant does not last for so long.', details: { months: 3 } }));
  });
});
