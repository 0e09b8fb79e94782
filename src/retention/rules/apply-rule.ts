import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { dueOn } from '../../kernel/retention-rule.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { isForCall, MoveDueDay, RetentionRules, type AdoptedRule } from '../../recordings/index.js';
import { HoldsOf } from '../holds/holds-of.js';

/** A recording that is to be kept by another version of the rule. */
export interface RecordingOfRule {
  readonly id: string;
  readonly endedAt: Date;
  readonly ordinaryDueOn: Day;
}

/** Another instance has moved the recording by this version, or a newer one is for it: that one moves it. */
class MovedAlready extends DomainError {
  constructor() {
    super('conflict', 'rule-applied', 'The recording is kept by this rule, or a newer one, already.');
  }
}

/** What can become of a recording while it waits for its turn: then there is nothing to move any more. */
const GONE = ['rule-applied', 'not-found', 'day-closed'];

/** Brings recordings to the last day that a version of the rule gives them. Each is a transaction, and may be repeated. */
@Injectable()
export class ApplyRule {
  constructor(
    private readonly database: Database,
    private readonly rules: RetentionRules,
    private readonly moveDueDay: MoveDueDay,
    private readonly holds: HoldsOf,
    private readonly clock: Clock,
  ) {}

  /**
   * A crash within leaves the rest to the next look: what is moved says by which version.
   * @returns why some could not be moved; one of them does not hold up those after it
   */
  async execute({ version, rule }: AdoptedRule, recordings: readonly RecordingOfRule[]): Promise<unknown[]> {
    const [same, other] = [[] as RecordingOfRule[], [] as RecordingOfRule[]];
    for (const recording of recordings)
      (dueOn(recording.endedAt, rule) === recording.ordinaryDueOn ? same : other).push(recording);
    if (same.length > 0) await this.#keepDays(version, same);
    const failures: unknown[] = [];
    for (const { id } of other) await this.#move(id, { version, rule }).catch((error: unknown) => failures.push(error));
    return failures;
  }

  async #keepDays(version: number, recordings: readonly RecordingOfRule[]): Promise<void> {
    await this.database.transaction(em => this.rules.keepDay(em, version, recordings));
  }

  async #isOvertaken(em: EntityManager, version: number, endedAt: Date): Promise<boolean> {
    const newer = await this.rules.adoptedAfter(em, version);
    const [endedOn, today] = [helsinkiDay(endedAt), helsinkiDay(this.clock.now())];
    return newer.some(rule => isForCall(rule, endedOn, today));
  }

  async #move(id: string, { version, rule }: Pick<AdoptedRule, 'version' | 'rule'>): Promise<void> {
    try {
      await this.moveDueDay.execute(
        id,
        async (em, recording) => {
          if (recording.ruleVersion >= version) throw new MovedAlready();
          // A version that was overtaken since the look began may be shorter, and what is destroyed by it does not come back.
          if (await this.#isOvertaken(em, version, recording.endedAt)) throw new MovedAlready();
          const [from, to] = [parseDay(recording.ordinaryDueOn), dueOn(recording.endedAt, rule)];
          em.assign(recording, { ordinaryDueOn: to, ruleVersion: version });
          if (from !== to) await this.rules.countMoved(em, version, to < from ? 'earlier' : 'later');
          return this.holds.destination(em, id, to);
        },
        THE_SYSTEM,
      );
    } catch (error) {
      if (!(error instanceof DomainError) || !GONE.includes(error.code)) throw error;
    }
  }
}
