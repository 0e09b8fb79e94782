import { DomainError } from '../../../kernel/errors.js';
import type { Run, Statement } from '../../../platform/database/index.js';
import type { Period } from '../period.js';
import { flaggedEvents, type FlaggedRow } from '../questions/flagged-events.js';
import { QUESTIONS } from '../questions/questions.js';
import { drawSample } from './draw-sample.js';
import { eachOnce, type CollectedItem, type WantedEvent } from './each-once.js';

/** More than this of one question nobody looks through: the period is too long. */
const MOST_FLAGGED = 2000;

/**
 * What a round over the first `treeSize` leaves looks at: the sample, and every event that a question flags in the period.
 * @throws DomainError `too-many-flagged`
 */
export async function collectItems(
  run: Run,
  period: Period,
  frozen: { readonly seed: string; readonly treeSize: number; readonly sampleSize: number },
): Promise<CollectedItem[]> {
  await run(ONE_SNAPSHOT);
  const sampled = await drawSample(run, period, frozen);
  const wanted: WantedEvent[] = sampled.map(event => ({ event, why: { because: 'sample', facts: {} } }));
  for (const question of QUESTIONS) {
    const query = flaggedEvents(question, period, { treeSize: frozen.treeSize, limit: MOST_FLAGGED + 1 });
    const rows = await run<FlaggedRow>(query.statement, query.values);
    if (rows.length > MOST_FLAGGED) throw tooMany(question.name);
    wanted.push(...rows.map(event => ({ event, why: { because: question.name, facts: event.why } })));
  }
  return eachOnce(wanted);
}

const ONE_SNAPSHOT: Statement = {
  name: 'review-snapshot',
  onceOnly: true,
  text: 'set transaction isolation level repeatable read, read only',
};

function tooMany(question: string): DomainError {
  const sentence = 'A question flags more events than a round can look at; take fewer days.';
  return new DomainError('unprocessable', 'too-many-flagged', sentence, { question });
}
