import { Migration } from '@mikro-orm/migrations';

const INDEXES = [
  [
    'arrival_missing',
    `create index concurrently "arrival_missing" on "arrival" ("source") where outcome = 'awaited' and missed_at is not null`,
  ],
  [
    'notice_given_up',
    `create index concurrently "notice_given_up" on "notice" ("given_up_at") where given_up_at is not null`,
  ],
  [
    'audit_event_backup',
    `create index concurrently "audit_event_backup" on "audit_event" ("recorded_at") where action = 'backup.taken'`,
  ],
] as const;

/** Indexes for what is measured, and the arrivals from before they were counted. All of it beside the service, and again after it was broken off. */
export class ObservabilityOfBefore extends Migration {
  override up(): void {
    this.addSql('set lock_timeout = 0');
    for (const [name, create] of INDEXES) {
      this.addSql(`drop index concurrently if exists "${name}"`);
      this.addSql(create);
    }
    this.addSql(`set lock_timeout = '5s'`);
    // One statement sees rows and their counts as of one moment: what is not counted yet came before the triggers.
    this.addSql(`insert into arrival_change (source, outcome, lines)
      select source, outcome, sum(lines) from (
        select source, outcome, count(*) as lines from arrival group by source, outcome
        union all select source, outcome, -lines from arrival_tally
        union all select source, outcome, -lines from arrival_change
      ) l group by source, outcome having sum(lines) <> 0`);
  }

  override isTransactional(): boolean {
    return false;
  }
}
