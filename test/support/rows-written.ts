/** A statement as the superuser. */
type Sql = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** A row that was changed or taken away by another connection's application than had written it before. */
export interface SharedRow {
  readonly table: string;
  readonly by: readonly string[];
  readonly ways: readonly string[];
  readonly rows: number;
}

/** Notes who inserts, updates and deletes each row of a database, told apart by `application_name`. */
export class RowsWritten {
  private constructor(private readonly sql: Sql) {}

  static async watch(sql: Sql): Promise<RowsWritten> {
    for (const statement of [TABLE, NOTE, ON_EVERY_TABLE]) await sql(statement);
    return new RowsWritten(sql);
  }

  /** How many rows each of the applications whose names begin with `prefix` has written. */
  async counts(prefix: string): Promise<Readonly<Record<string, number>>> {
    const rows = await this.sql<{ by: string; rows: number }>(
      `select by, count(*)::int as rows from watch.written where by like $1 || '%' group by by order by by`,
      [prefix],
    );
    return Object.fromEntries(rows.map(({ by, rows: count }) => [by, count]));
  }

  /** The tables of which several of these applications wrote one and the same row. */
  shared(prefix: string): Promise<SharedRow[]> {
    return this.sql<SharedRow>(SHARED, [prefix]);
  }
}

const TABLE = `
  create schema watch;
  create unlogged table watch.written (relation text not null, key text not null, way text not null, by text not null)`;

/** With the superuser's rights, since the application may not even see the schema. */
const NOTE = `
  create function watch.note() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  declare
    line jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  begin
    insert into watch.written (relation, key, way, by)
    values (tg_table_name, (select string_agg(line ->> part, '/') from unnest(tg_argv) as part), tg_op, current_setting('application_name'));
    return null;
  end $$`;

/** Each with the columns of its primary key. */
const ON_EVERY_TABLE = `
  do $$
  declare
    found record;
  begin
    for found in
      select c.conrelid::regclass as relation, string_agg(quote_literal(a.attname), ', ' order by a.attnum) as key
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'p' and c.connamespace = 'public'::regnamespace group by 1
    loop
      execute format('create trigger watch_rows after insert or update or delete on %s for each row execute function watch.note(%s)',
        found.relation, found.key);
    end loop;
  end $$`;

const SHARED = `
  select relation as "table", array_agg(distinct who order by who) as by, array_agg(distinct how order by how) as ways, count(distinct key)::int as rows
  from (
    select relation, key, array_agg(distinct by) as whos, array_agg(distinct way) as hows
    from watch.written where by like $1 || '%' group by relation, key having count(distinct by) > 1
  ) s, unnest(whos) as who, unnest(hows) as how
  group by relation order by relation`;
