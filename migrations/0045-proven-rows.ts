import { Migration } from '@mikro-orm/migrations';

/** What the watch over the log keeps is signed (ADR 0032), an alarm says what was found, and alarms are found in the log itself. */
export class ProvenRows extends Migration {
  override up(): void {
    this.addSql(`alter table "audit_alarm" add column if not exists "finding" text null`);
    this.addSql(`alter table "audit_alarm" add column if not exists "clearance" text null`);
    this.addSql(`alter table "audit_verification" add column if not exists "note" text null`);
    this.addSql('set lock_timeout = 0');
    this.addSql('drop index concurrently if exists "audit_event_alarm"');
    this.addSql(
      `create index concurrently "audit_event_alarm" on "audit_event" ("id") where action = 'log.alarm-raised'`,
    );
    this.addSql(`set lock_timeout = '5s'`);
  }

  override isTransactional(): boolean {
    return false;
  }
}
