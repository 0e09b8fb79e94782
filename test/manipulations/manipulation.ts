import type { FindingKind, Verification } from '../../src/audit/verify/verification.js';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import type { Sql } from './prepared-database.js';
import type { WrittenLog } from './written-log.js';

/** What the verifier has to say; the finding that it names first, unless only a kind is known. */
export interface Expected {
  readonly leafIndex?: number;
  readonly eventId?: string;
  /** At least one finding is of one of these. */
  readonly kinds: readonly FindingKind[];
}

/** One way to lay hands on a log, past every right and trigger. */
export interface Manipulation {
  readonly name: string;
  /** Changes the database in the transaction of `sql`. Returns what must be found. */
  readonly apply: (sql: Sql, log: WrittenLog, random: SeededRandom) => Promise<Expected>;
}

/** What is wrong with the answer of the verifier; null where it has found and named the manipulation. */
export function missed({ outcome, findings }: Verification, expected: Expected): string | null {
  const [first] = findings;
  if (outcome === 'verified' || !first) return 'not found';
  if (!findings.some(({ kind }) => expected.kinds.includes(kind))) return `found as ${first.kind}: ${first.sentence}`;
  const { leafIndex, eventId } = expected;
  if (leafIndex !== undefined && first.leafIndex !== leafIndex) {
    return `leaf ${first.leafIndex} named instead of ${leafIndex}: ${first.sentence}`;
  }
  if (eventId !== undefined && first.eventId !== eventId) return `another event named: ${first.sentence}`;
  return null;
}
