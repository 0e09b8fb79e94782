import { Injectable, Logger } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { failureNames } from '../../kernel/failure-names.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { EndWithCase } from './end-with-case.js';
import { KeepCandidates } from './keep-candidates.js';
import { PROTECTED_RIGHTS, protectedSql } from './protected-case.js';
import { SearchAtReceipt } from './search-at-receipt.js';

/** Does what cases need without anybody asking: the search at receipt, and the holds of what was found. */
@Injectable()
export class LookAtCases {
  readonly #logger = new Logger(LookAtCases.name);

  constructor(
    private readonly database: Database,
    private readonly searchAtReceipt: SearchAtReceipt,
    private readonly keep: KeepCandidates,
    private readonly endWithCase: EndWithCase,
  ) {}

  /** Right after a case was registered, which must not fail for this any more: what is left is taken up within the minute. */
  async soon(caseId: string): Promise<void> {
    try {
      await this.searchAtReceipt.execute(caseId);
    } catch (error) {
      this.#logger.warn(`couldn't search at receipt (${failureNames(error)}); it is tried again`);
      return;
    }
    await this.keep.soon(caseId, THE_SYSTEM);
  }

  /** Each minute. @throws AggregateError of what failed; no case holds up the others, and no step those behind it */
  async execute(): Promise<void> {
    const steps = new OneByOne();
    await steps.try(() => this.#each(UNSEARCHED, id => this.searchAtReceipt.execute(id)));
    await steps.try(() => this.#each(UNKEPT, id => this.keep.execute(id, THE_SYSTEM)));
    await steps.try(() => this.#each(CLOSED, id => this.endWithCase.execute(id)));
    steps.assertAllDone();
  }

  /** Each night: holds of open cases go on, and what somebody ended beside the case is held again. */
  async goOn(): Promise<void> {
    await this.#each(KEEPING, id => this.keep.execute(id, THE_SYSTEM));
  }

  async #each(which: Statement, act: (caseId: string) => Promise<void>): Promise<void> {
    const cases = new OneByOne();
    const values = which === CLOSED ? [] : [PROTECTED_RIGHTS];
    for (const { id } of await this.database.query<{ id: string }>(which, values)) {
      await cases.try(() => act(id));
    }
    cases.assertAllDone();
  }
}

const PROTECTED = protectedSql('$1');

const UNSEARCHED: Statement = {
  name: 'rights-cases-unsearched',
  text: `
    select c.id from rights_case c
    where c.kind = 'data-subject' and c.searched_at is null and c.closed_at is null and ${PROTECTED} order by c.id`,
};

/** With a candidate that nothing holds yet, with something released that a hold still keeps, or open again after a close. */
const UNKEPT: Statement = {
  name: 'rights-cases-unkept',
  text: `
    select c.id from rights_case c
    where c.closed_at is null and (c.holds_end_on is not null or exists (
      select from rights_recording r where r.case_id = c.id and (
        (r.state = 'released' and r.hold_id is not null)
        or (r.state <> 'released' and r.hold_id is null and r.hold_refusal is null and ${PROTECTED}))))
    order by c.id`,
};

const KEEPING: Statement = {
  name: 'rights-cases-keeping',
  text: `
    select c.id from rights_case c
    where c.closed_at is null and exists (select from rights_recording where case_id = c.id) and ${PROTECTED} order by c.id`,
};

const CLOSED: Statement = {
  name: 'rights-cases-closed',
  text: `select c.id from rights_case c where c.closed_at is not null and c.holds_end_on is null order by c.id`,
};
