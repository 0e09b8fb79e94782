import { Injectable, Logger } from '@nestjs/common';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import type { RestrictionGround } from '../../recordings/index.js';
import { failureNames } from '../../kernel/failure-names.js';
import { PrepareEffect } from './prepare-effect.js';
import { GROUND_OF_CLAIM, IS_WEIGHED } from './weighed.js';

/**
 * Restrictions that begin by themselves: while accuracy is contested (GDPR art. 18(1)(a)), and while an objection is weighed
 * (art. 18(1)(d)), of every recording that the case has taken up and was not restricted for that before.
 */
@Injectable()
export class StartRestrictions {
  readonly #logger = new Logger(StartRestrictions.name);

  constructor(
    private readonly database: Database,
    private readonly prepare: PrepareEffect,
  ) {}

  /** Of every open case. One that fails does not keep the others back. */
  async execute(): Promise<void> {
    const due = await this.database.query<DueRow>(DUE, [null]);
    for (const { id, ground } of due) await this.#attempt(() => this.#start(id, ground));
  }

  /** Of one case, at once, after an act that is committed and must not fail for this any more: what is left begins within the minute. */
  soon(caseId: string): Promise<void> {
    return this.#attempt(async () => {
      for (const { id, ground } of await this.database.query<DueRow>(DUE, [caseId])) await this.#start(id, ground);
    });
  }

  async #attempt(start: () => Promise<void>): Promise<void> {
    try {
      await start();
    } catch (error) {
      this.#logger.warn(`couldn't restrict what is contested (${failureNames(error)}); it is tried again`);
    }
  }

  async #start(caseId: string, ground: RestrictionGround): Promise<void> {
    const effect = { kind: 'restriction', wanted: { ground, words: '' } } as const;
    await this.prepare.byItself(caseId, { effect, recordingIds: em => stillDue(em, caseId, ground) });
  }
}

interface DueRow {
  readonly id: string;
  readonly ground: RestrictionGround;
}

/**
 * A claim that is confirmed is not weighed any more. What another look has begun and not brought about yet is under way, or is taken up
 * when it was interrupted: it is not begun again.
 */
const WEIGHED = `
  rights_case c join rights_claim k on k.case_id = c.id and ${IS_WEIGHED}
  cross join lateral (select ${GROUND_OF_CLAIM} as ground) g
  join rights_recording r on r.case_id = c.id and r.state = 'included'
  join recording x on x.id = r.recording_id
  where c.closed_at is null
    and not exists (select from restriction s
      where s.recording_id = x.id and s.reference = c.number and s.ground = g.ground)
    and not exists (select from rights_effect e
      where e.case_id = c.id and e.kind = 'restriction' and e.state = 'begun' and x.id = any(e.recording_ids))`;

const DUE: Statement = {
  name: 'rights-restrictions-due',
  text: `select distinct c.id, g.ground from ${WEIGHED} and ($1::uuid is null or c.id = $1)`,
};

async function stillDue(em: EntityManager, caseId: string, ground: string): Promise<string[]> {
  const text = `select x.id from ${WEIGHED} and c.id = ? and g.ground = ? order by x.id`;
  return (await em.execute<{ id: string }[]>(text, [caseId, ground])).map(({ id }) => id);
}
