import { subject } from '@casl/ability';
import type pg from 'pg';
import { reach } from '../../src/access/index.js';
import type { AppAbility } from '../../src/access/subjects.js';
import { KINDS, questionsOf, type Facts, type Question } from './kinds.js';

/** What both sides said of one thing. */
export interface Judgement {
  readonly question: Question;
  /** Which of the things. */
  readonly place: number;
  readonly inMemory: boolean;
  readonly inSql: boolean;
}

/** Asks everything that there is about `things` of a kind: of the rules in memory, and of PostgreSQL by the same rules. */
export async function judgeBothWays(
  client: pg.Client,
  ability: AppAbility,
  kind: string,
  things: readonly Facts[],
): Promise<Judgement[]> {
  const questions = questionsOf(kind);
  const inSql = await judgeInSql(client, ability, questions, things);
  return questions.flatMap((question, column) =>
    things.map((thing, place) => ({
      question,
      place,
      inMemory: judge(ability, question, thing),
      inSql: inSql[place]?.[column] ?? false,
    })),
  );
}

/** Makes the relations that the rows of each kind are read as; they last as long as the connection. */
export async function prepareRelations(client: pg.Client): Promise<void> {
  for (const [name, { relation }] of Object.entries(KINDS)) {
    await client.query(
      `create temporary table ${tableOf(name)} as select 0 as place, * from (${relation}) one with no data`,
    );
  }
}

function judge(ability: AppAbility, { verb, kind, field }: Question, thing: Facts): boolean {
  return ability.can(verb as never, subject(kind as never, { ...thing }), field); // all of the vocabulary
}

/** A column a question, a row a thing. */
async function judgeInSql(
  client: pg.Client,
  ability: AppAbility,
  questions: readonly Question[],
  things: readonly Facts[],
): Promise<boolean[][]> {
  const [{ kind } = { kind: '' }] = questions;
  const columns = KINDS[kind]?.columns ?? {};
  const values: unknown[] = [JSON.stringify(things.map((thing, place) => ({ place, ...asColumns(thing, kind) })))];
  const conditions = questions.map(question => {
    const within = reach(ability, question, columns, values.length);
    values.push(...(within?.values ?? []));
    return within ? `(${within.sql}) is true` : 'false';
  });
  const text = `select array[${conditions.join(', ')}] as allowed
    from jsonb_populate_recordset(null::${tableOf(kind)}, $1) order by place`;
  return (await client.query<{ allowed: boolean[] }>(text, values)).rows.map(({ allowed }) => allowed);
}

function asColumns(thing: Facts, kind: string): Facts {
  const { columns = {}, asRow } = KINDS[kind] ?? {};
  if (asRow) return asRow(thing);
  return Object.fromEntries(
    Object.entries(thing).map(([name, value]) => [(columns[name]?.sql ?? name).replaceAll('"', ''), value]),
  );
}

function tableOf(kind: string): string {
  return `sample_${kind.toLowerCase()}`;
}
