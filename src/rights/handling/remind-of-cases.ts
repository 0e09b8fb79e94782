import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Notices } from '../../platform/notify/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { clockOf } from '../case/case-clock.js';
import { Stop } from '../case/case-rows.entity.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { reminderKey, remindersDue, type Reminder, type ReminderKind } from '../clock/reminders.js';
import { SaidReminder } from './said-reminder.entity.js';

/** What people are told, by the number of the case. */
const NEWS = {
  'internal-target': 'rights-request-target',
  'before-last-day': 'rights-request-due',
  'last-day': 'rights-request-last-day',
  late: 'rights-request-late',
} as const satisfies Record<ReminderKind, string>;

/** Reminds of requests whose answer comes near, or is late: each thing is said once. Any number of instances may. */
@Injectable()
export class RemindOfCases {
  constructor(
    private readonly database: Database,
    private readonly acts: ActOnCase,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /**
   * Reminder, event and messages are one transaction: a crash leaves all of them or none, and the rest for the next look.
   * @throws AggregateError of the cases of which something could not be said; one does not hold up the others
   */
  async execute(): Promise<void> {
    const waiting = { kind: 'data-subject', answeredAt: null, closedAt: null } as const;
    const cases = await this.database.entities().find(RightsCase, waiting, { orderBy: { lastOn: 'asc', id: 'asc' } });
    const each = new OneByOne();
    for (const { id } of cases) await each.try(() => this.#remind(id));
    each.assertAllDone();
  }

  async #remind(id: string): Promise<void> {
    while (await this.#remindOnce(id));
  }

  /** Whether there was something to be said; more may be. */
  #remindOnce(id: string): Promise<boolean> {
    return this.acts.ifStillDue(id, 'rights-request.reminded', async (em, rightsCase) => {
      const [reminder] = await this.#due(em, rightsCase);
      if (!reminder) return null;
      const { kind, about, days } = reminder;
      em.persist(em.create(SaidReminder, { caseId: id, key: reminderKey(reminder), saidAt: this.clock.now() }));
      const ofCase = { reference: rightsCase.number, ...(days > 0 ? { days } : {}) };
      await this.notices.tell(em, { kind: NEWS[kind], state: 'raised', ...ofCase }, id);
      return { facts: { kind, about, days } };
    });
  }

  async #due(em: EntityManager, rightsCase: RightsCase): Promise<Reminder[]> {
    const { id: caseId, answeredAt, closedAt } = rightsCase;
    if (answeredAt || closedAt) return [];
    const said = new Set((await em.find(SaidReminder, { caseId })).map(({ key }) => key));
    const stops = await em.find(Stop, { caseId });
    return remindersDue(helsinkiDay(this.clock.now()), clockOf(rightsCase, stops), said);
  }
}
