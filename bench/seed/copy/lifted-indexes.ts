import pg from 'pg';
import type { ClientBase } from 'pg';

interface Named {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Two of them sort at a time, on as many cores as anybody has. */
const AT_ONCE = 2;

/** The indexes and keys of some tables, taken away before rows are copied in and made again behind them, as they were. */
export class LiftedIndexes {
  private constructor(
    private readonly ownerUrl: string,
    private readonly indexes: readonly Named[],
    private readonly keys: readonly Named[],
    private readonly references: readonly Named[],
  ) {}

  static async lift(client: ClientBase, ownerUrl: string, tables: readonly string[]): Promise<LiftedIndexes> {
    const named = async (text: string): Promise<Named[]> => (await client.query<Named>(text, [tables])).rows;
    const [references, keys, indexes] = [await named(REFERENCES), await named(KEYS), await named(INDEXES)];
    for (const { table, name } of [...references, ...keys])
      await client.query(`alter table ${table} drop constraint "${name}"`);
    for (const { name } of indexes) await client.query(`drop index "${name}"`);
    return new LiftedIndexes(ownerUrl, indexes, keys, references);
  }

  /** Makes them again, and throws where one is not what it was. */
  async restore(client: ClientBase, tables: readonly string[]): Promise<void> {
    await this.#make([...this.keys.map(constraint), ...this.indexes.map(({ definition }) => definition)]);
    for (const reference of this.references) await client.query(constraint(reference));
    for (const [before, text] of [
      [this.references, REFERENCES],
      [this.keys, KEYS],
      [this.indexes, INDEXES],
    ] as const) {
      const { rows } = await client.query<Named>(text, [tables]);
      if (JSON.stringify(rows) !== JSON.stringify(before)) throw new Error('an index is not what it was');
    }
  }

  async #make(statements: string[]): Promise<void> {
    const make = async () => {
      const client = new pg.Client({ connectionString: this.ownerUrl, options: '-c maintenance_work_mem=512MB' });
      await client.connect();
      try {
        for (let next = statements.shift(); next !== undefined; next = statements.shift()) await client.query(next);
      } finally {
        await client.end();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, make));
  }
}

function constraint({ table, name, definition }: Named): string {
  return `alter table ${table} add constraint "${name}" ${definition}`;
}

const CONSTRAINTS = `
  select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint`;

const REFERENCES = `
  ${CONSTRAINTS} where contype = 'f' and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[])) order by 1, 2`;

const KEYS = `${CONSTRAINTS} where contype in ('p', 'u') and conrelid = any($1::regclass[]) order by 1, 2`;

const INDEXES = `
  select indrelid::regclass::text as table, indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
  from pg_index where indrelid = any($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
  order by 1, 2`;
