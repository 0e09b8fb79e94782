import { Migration } from '@mikro-orm/migrations';

/** Nothing is pruned where no row says how long events are kept: everything would count as older than that. */
export class PruneByWhatIsKept extends Migration {
  override up(): void {
    this.addSql(`
      create or replace function prune_audit_log(out pruned_from bigint, out pruned_to bigint)
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        piece constant bigint := 32 * 256;
        piece_end bigint;
        first_kept bigint;
        over_before timestamptz := now() - make_interval(months => (select kept_months from audit_retention));
      begin
        if over_before is null then
          raise exception 'nothing says how long events of the log are kept';
        end if;
        select h.pruned_to, least(h.size, h.pruned_to + piece) into pruned_from, piece_end from audit_head h for update;
        select coalesce(min(l.index), piece_end) into first_kept
          from audit_leaf l join audit_event e on e.id = l.event_id
          where l.index >= pruned_from and l.index < piece_end and e.recorded_at >= over_before;
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
  }
}
