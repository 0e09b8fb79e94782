import { Migration } from '@mikro-orm/migrations';

/** Changes of access are told to every instance at once, by id alone, when their transaction is committed (ADR 0012). */
export class Streams extends Migration {
  override up(): void {
    this.#tell('staff', 'access_epoch, status', RIGHTS_CHANGED);
    this.#tell('session', 'ended_at', HAS_ENDED);
    this.#tell('recording', 'restricted, due_on, hold_purposes', MAY_BE_CLOSED);
  }

  /** Not more than may stop an answer: transactions that notify wait for each other at their commit. */
  #tell(table: string, columns: string, condition: string): void {
    this.addSql(`
      create function tell_change_of_${table}() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        perform pg_notify('tallenne_access', '${table}:' || new.id);
        return null;
      end $$`);
    this.addSql(`
      create trigger ${table}_tells_change after update of ${columns} on "${table}"
      for each row when (${condition}) execute function tell_change_of_${table}()`);
  }
}

const RIGHTS_CHANGED = 'old.access_epoch is distinct from new.access_epoch or old.status is distinct from new.status';
const HAS_ENDED = 'old.ended_at is null and new.ended_at is not null';
const MAY_BE_CLOSED = `new.restricted and not old.restricted or new.due_on < old.due_on
  or new.hold_purposes is distinct from old.hold_purposes`;
