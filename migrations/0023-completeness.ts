import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

const ALARMS = ['source-silent', 'audio-missing', 'sequence-gap', 'audio-silent', 'audio-unannounced'];
const COUNTED: readonly (readonly [column: string, when: string])[] = [
  ['announced', 'announced_at is not null'],
  ['with_audio', 'audio_at is not null'],
  ['filed', `outcome = 'filed'`],
  ['quarantined', `outcome = 'quarantined'`],
  ['refused', `outcome = 'refused'`],
  ['destroyed', `outcome = 'destroyed'`],
  ['explained', `outcome = 'explained'`],
  // Whatever is still awaited when its line is forgotten has not come.
  ['missing', `outcome = 'awaited'`],
  ['unannounced', 'audio_at is not null and announced_at is null'],
  ['silent', 'silent'],
];

/** The number of a line that goes, an erased call's for instance, is not missing, however seldom its source has calls. */
const KNOWN_NUMBERS = `insert into arrival_gap (source, sequence, found_at, closed_at)
      select source, sequence, seen_at, seen_at from gone
      where sequence is not null and seen_at > (select max(seen_at) from arrival) - interval '61 days'
      order by source, sequence on conflict do nothing;`;

/** Daily figures and alarms of arrivals, and messages that wait to be sent. */
export class Completeness extends Migration {
  override up(): void {
    this.#lines();
    this.#figures();
    this.#countWhatIsForgotten();
    this.#gaps();
    this.#alarms();
    this.#notices();
  }

  #lines(): void {
    this.addSql(`alter table "arrival"
      add column "seen_at" timestamptz(3) null,
      add column "missed_at" timestamptz(3) null,
      add column "silent" boolean not null default false`);
    this.addSql(
      `update "arrival" set "seen_at" = coalesce(least("announced_at", "audio_at"), "started_at", "call_on")`,
    );
    this.addSql(`alter table "arrival" alter column "seen_at" set not null`);
    this.addSql(`create index "arrival_seen_at" on "arrival" ("seen_at")`);
    this.addSql(`create index "arrival_last_seen" on "arrival" ("source", "seen_at")`);
    this.addSql(`create index "arrival_sequence" on "arrival" ("source", "sequence") where sequence is not null`);
    this.addSql(`create index "arrival_open" on "arrival" ("source") where outcome in ('awaited', 'quarantined')`);
    this.addSql(`create index "arrival_silent" on "arrival" ("source", "audio_at") where silent`);
    this.addSql(`create index "arrival_audio_at" on "arrival" ("audio_at")`);
  }

  #figures(): void {
    const columns = COUNTED.map(([column]) => `"${column}" int not null default 0`).join(', ');
    this.addSql(`create table "arrival_day" (
      "source" text not null, "call_on" date not null, ${columns}, primary key ("source", "call_on"))`);
    this.addSql(`create index "arrival_day_call_on" on "arrival_day" ("call_on")`);
    this.addSql(`create table "arrival_hour" (
      "source" text not null, "day" date not null, "hour" smallint not null, "calls" int not null,
      primary key ("source", "day", "hour"))`);
    this.addSql(`create index "arrival_hour_day" on "arrival_hour" ("day")`);
    this.#grant('arrival_day', 'arrival_hour');
  }

  /** Purges, erasures and the sweeping of lines all delete them: each line is counted once, in the statement that deletes it. */
  #countWhatIsForgotten(): void {
    const columns = COUNTED.map(([column]) => column).join(', ');
    const counts = COUNTED.map(([, when]) => `count(*) filter (where ${when})`).join(', ');
    const sums = COUNTED.map(([column]) => `${column} = d.${column} + excluded.${column}`).join(', ');
    this.addSql(`create function count_forgotten_arrivals() returns trigger language plpgsql as $$ begin
      insert into arrival_day as d (source, call_on, ${columns})
      select source, call_on, ${counts} from gone group by source, call_on
      order by source, call_on
      on conflict (source, call_on) do update set ${sums};
      ${KNOWN_NUMBERS}
      return null;
    end $$`);
    this.addSql(`create trigger arrival_forgotten after delete on "arrival" referencing old table as gone
      for each statement execute function count_forgotten_arrivals()`);
  }

  #gaps(): void {
    this.addSql(`create table "arrival_gap" (
      "source" text not null,
      "sequence" bigint not null,
      "found_at" timestamptz(3) not null,
      "closed_at" timestamptz(3) null,
      "reason" text not null default '',
      primary key ("source", "sequence")
    )`);
    this.addSql(`create index "arrival_gap_open" on "arrival_gap" ("source") where closed_at is null`);
    this.#grant('arrival_gap');
  }

  #alarms(): void {
    this.addSql(`create table "ingest_alarm" (
      "id" uuid not null,
      "kind" text not null,
      "source" text not null,
      "raised_at" timestamptz(3) not null,
      "cleared_at" timestamptz(3) null,
      "told_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.#oneOf('ingest_alarm', 'kind', ALARMS);
    this.addSql(`create index "ingest_alarm_raised_at" on "ingest_alarm" ("raised_at")`);
    this.addSql(`create unique index "ingest_alarm_one_open" on "ingest_alarm" ("kind", "source")
      where cleared_at is null`);
    this.#grant('ingest_alarm');
  }

  #notices(): void {
    this.addSql(`create table "notice" (
      "id" uuid not null,
      "way" text not null,
      "facts" jsonb not null,
      "about_id" uuid not null,
      "created_at" timestamptz(3) not null,
      "next_at" timestamptz(3) not null,
      "attempts" smallint not null default 0,
      "sent_at" timestamptz(3) null,
      "given_up_at" timestamptz(3) null,
      "fault" text not null default '',
      primary key ("id")
    )`);
    this.#oneOf('notice', 'way', ['mail', 'webhook']);
    this.addSql(`create index "notice_waiting" on "notice" ("next_at")
      where sent_at is null and given_up_at is null`);
    this.addSql(`create index "notice_about" on "notice" ("about_id")`);
    this.#grant('notice');
  }

  #grant(...tables: readonly string[]): void {
    for (const table of tables) this.addSql(grantToApplication('select, insert, update, delete', table));
  }

  #oneOf(table: string, column: string, values: readonly string[]): void {
    const list = values.map(value => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${list}))`);
  }
}
