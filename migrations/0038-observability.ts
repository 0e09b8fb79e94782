import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** What is measured is kept counted, and a stream of the log knows how far it has got. */
export class Observability extends Migration {
  override up(): void {
    this.#tally();
    this.#stream();
    // Whether an instance is ready, it looks up there.
    this.addSql(grantToApplication('select', 'mikro_orm_migrations'));
  }

  /** Changes are added beside the sums, so that deliveries at once never wait for each other; who reads folds them. What there was before, 0039 counts. */
  #tally(): void {
    this.addSql(`create table "arrival_tally" (
      "source" text not null,
      "outcome" text not null,
      "lines" bigint not null,
      primary key ("source", "outcome")
    )`);
    this.addSql(`create table "arrival_change" (
      "id" uuid not null default gen_random_uuid(),
      "source" text not null,
      "outcome" text not null,
      "lines" bigint not null,
      primary key ("id")
    )`);
    for (const table of ['arrival_tally', 'arrival_change'])
      this.addSql(grantToApplication('select, insert, update, delete', table));
    this.#count('added', 'insert', `select source, outcome, 1 as lines from added`);
    this.#count('gone', 'delete', `select source, outcome, -1 as lines from gone`);
    this.#count(
      'changed',
      'update',
      `select source, outcome, 1 as lines from added union all select source, outcome, -1 from gone`,
    );
  }

  #count(name: string, event: 'insert' | 'update' | 'delete', lines: string): void {
    this.addSql(`create function tally_arrivals_${name}() returns trigger language plpgsql as $$ begin
      insert into arrival_change (source, outcome, lines)
      select source, outcome, sum(lines) from (${lines}) l group by source, outcome having sum(lines) <> 0;
      return null;
    end $$`);
    const tables = [event === 'delete' ? '' : 'new table as added', event === 'insert' ? '' : 'old table as gone'];
    this.addSql(`create trigger arrival_tally_${name} after ${event} on "arrival" referencing ${tables.join(' ')}
      for each statement execute function tally_arrivals_${name}()`);
  }

  #stream(): void {
    this.addSql(`create table "log_stream" (
      "destination" text not null,
      "next_index" bigint not null,
      "begun_at" timestamptz(3) not null,
      "sent_at" timestamptz(3) null,
      primary key ("destination"),
      constraint "log_stream_next_index_check" check ("next_index" >= 0)
    )`);
    this.addSql(grantToApplication('select, insert, update', 'log_stream'));
  }
}
