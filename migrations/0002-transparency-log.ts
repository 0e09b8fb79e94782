import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** The log becomes a transparency log: tiles, head, the watch over it, and its own retention (ADR 0009). */
export class TransparencyLog extends Migration {
  override up(): void {
    this.#searchedFacts();
    this.#tree();
    this.#watch();
    this.#guardTree();
    this.#retention();
    this.#rights();
  }

  #searchedFacts(): void {
    this.addSql(`
      alter table "audit_event" add column "contact_id" uuid null, add column "call_started_at" timestamptz(3) null,
        add column "queue" text null, add column "agent_id" uuid null`);
    this.addSql(
      `create index "audit_event_call" on "audit_event" ("call_started_at", "id") where call_started_at is not null`,
    );
    this.addSql(
      `create index "audit_event_agent" on "audit_event" ("agent_id", "recorded_at", "id") where agent_id is not null`,
    );
  }

  #tree(): void {
    this.addSql(`create table "audit_tile" (
      "level" smallint not null,
      "index" bigint not null,
      "hashes" bytea not null,
      "root" bytea not null,
      primary key ("level", "index")
    )`);
    this.addSql(`comment on table "audit_tile" is 'insert-only: the full tiles of the Merkle tree'`);
    this.addSql(`alter table "audit_tile" alter column "hashes" set storage external`);
    this.addSql(`create table "audit_head" (
      "only" boolean not null,
      "origin" text not null,
      "size" bigint not null,
      "root" bytea not null,
      "checkpoint" text not null,
      "signed_at" timestamptz(3) not null,
      "pruned_to" bigint not null,
      primary key ("only")
    )`);
    this.addSql(`alter table "audit_head" add constraint "audit_head_only_check" check ("only")`);
    this.addSql(`comment on table "audit_head" is 'one row: the last signed checkpoint, compared and swapped'`);
    // Rows come and go all day: what is dead is cleared away before the claims have to walk over it.
    this.addSql(
      `alter table "audit_pending" set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`,
    );
  }

  #watch(): void {
    this.addSql(`create table "audit_alarm" (
      "id" uuid not null,
      "kind" text not null,
      "raised_at" timestamptz(3) not null,
      "event_id" uuid null,
      "leaf_index" bigint null,
      "cleared_at" timestamptz(3) null,
      "cleared_by" uuid null,
      primary key ("id")
    )`);
    this.addSql(`create index "audit_alarm_latched" on "audit_alarm" ("kind") where cleared_at is null`);
    this.addSql(`create table "audit_copy" (
      "place" text not null,
      "size" bigint not null,
      "copied_at" timestamptz(3) not null,
      primary key ("place")
    )`);
    this.addSql(`create table "audit_verification" (
      "id" uuid not null,
      "night" date not null,
      "started_at" timestamptz(3) not null,
      "finished_at" timestamptz(3) null,
      "size" bigint null,
      "outcome" text null,
      "finding" text null,
      primary key ("id")
    )`);
    this.addSql(`alter table "audit_verification" add constraint "audit_verification_night_unique" unique ("night")`);
    this.addSql(
      `alter table "audit_verification" add constraint "audit_verification_outcome_check" check ("outcome" in ('verified', 'finding', 'failed'))`,
    );
  }

  /** The tree only grows. */
  #guardTree(): void {
    this.addSql(`
      create trigger audit_tile_insert_only before update or delete or truncate on audit_tile
      for each statement execute function refuse_change_of_log()`);
    this.addSql(`
      create trigger audit_head_insert_only before delete or truncate on audit_head
      for each statement execute function refuse_change_of_log()`);
    this.addSql(`
      create function refuse_shrinking_head() returns trigger language plpgsql as $$
      begin
        if new.size < old.size or new.pruned_to < old.pruned_to or new.origin <> old.origin
           or (new.size = old.size and new.root <> old.root) then
          raise exception 'the head of the log only moves on' using errcode = 'insufficient_privilege';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger audit_head_moves_on before update on audit_head
      for each row execute function refuse_shrinking_head()`);
  }

  /**
   * The owner's two functions are the only way out of the log, and take nothing but what is over: events older than the
   * owner's number of months, in whole tiles from the beginning, and the texts of months whose last day has ended.
   */
  #retention(): void {
    this.addSql(`create table "audit_retention" (
      "only" boolean not null,
      "kept_months" int not null,
      primary key ("only")
    )`);
    this.addSql(`alter table "audit_retention" add constraint "audit_retention_only_check" check ("only")`);
    this.addSql(
      `alter table "audit_retention" add constraint "audit_retention_kept_months_check" check ("kept_months" >= 24)`,
    );
    this.addSql(`insert into "audit_retention" ("only", "kept_months") values (true, 60)`);
    this.addSql(`
      create or replace function refuse_change_of_log() returns trigger language plpgsql as $$
      begin
        if tg_table_name = 'audit_event' and tg_op = 'DELETE' and current_setting('tallenne.pruning', true) = 'on'
           and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
          return null;
        end if;
        raise exception 'the audit log is insert-only' using errcode = 'insufficient_privilege';
      end $$`);
    this.addSql(`
      create function prune_audit_log(out pruned_from bigint, out pruned_to bigint)
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        first_kept bigint;
        over_before timestamptz := now() - make_interval(months => (select kept_months from audit_retention));
      begin
        select h.pruned_to, h.size into pruned_from, first_kept from audit_head h for update;
        select coalesce(min(l.index), first_kept) into first_kept
          from audit_leaf l join audit_event e on e.id = l.event_id
          where l.index >= pruned_from and e.recorded_at >= over_before;
        pruned_to := first_kept - first_kept % 256;
        if pruned_to <= pruned_from then
          pruned_to := pruned_from;
          return;
        end if;
        perform set_config('tallenne.pruning', 'on', true);
        delete from audit_event e using audit_leaf l
          where l.event_id = e.id and l.index >= pruned_from and l.index < prune_audit_log.pruned_to;
        perform set_config('tallenne.pruning', 'off', true);
        update audit_head h set pruned_to = prune_audit_log.pruned_to;
      end $$`);
    this.addSql(`
      create function forget_audit_texts(today date) returns bigint
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        forgotten bigint;
      begin
        delete from audit_text t using audit_month m
          where m.unit_id = t.unit_id and m.due_on < least(today, (now() at time zone 'Europe/Helsinki')::date);
        get diagnostics forgotten = row_count;
        return forgotten;
      end $$`);
  }

  #rights(): void {
    this.addSql(grantToApplication('select, insert', 'audit_tile'));
    this.addSql(grantToApplication('select, insert, update (size, root, checkpoint, signed_at)', 'audit_head'));
    for (const table of ['audit_alarm', 'audit_copy', 'audit_verification']) {
      this.addSql(grantToApplication('select, insert, update', table));
    }
    this.addSql(grantToApplication('select', 'audit_retention'));
    for (const called of ['prune_audit_log()', 'forget_audit_texts(date)']) {
      this.addSql(`revoke all on function ${called} from public`);
      this.addSql(grantToApplication('execute', `function ${called}`));
    }
  }
}
