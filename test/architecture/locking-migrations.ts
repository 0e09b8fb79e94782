import ts from 'typescript';
import { nodesOf, placeOf, type SourceFile, type SourceTree } from './source-tree.js';

/** Migrations up to here were written while nobody had recordings yet. */
const LAST_FREE = 35;

/** Tables that grow with settings, staff and days, not with calls: a moment's lock on one is no pause. Every other is large. */
const SMALL = new Set([
  ...['announcement_text', 'arrival_day', 'audit_alarm', 'audit_copy', 'audit_head', 'audit_month', 'audit_retention'],
  ...['audit_verification', 'clock_sighting', 'credential', 'departure', 'directory_group', 'directory_group_member'],
  ...['directory_user', 'due_day', 'external_identity', 'going_live_decision', 'going_live_finding', 'grant_proposal'],
  ...['grant_template', 'ingest_alarm', 'known_key_ring', 'long_work', 'notice_version', 'passkey', 'processor'],
  ...['promise_check', 'promise_incident', 'purge_brake', 'purge_run', 'reconciliation_run', 'recovery_code'],
  ...['retention_rule', 'review_campaign', 'review_campaign_member', 'review_round', 'rights_mailbox_reminder'],
  ...['rights_mailbox_test', 'saved_search', 'service_account', 'service_token', 'sign_in_throttle', 'source', 'staff'],
  ...['study_day', 'undertaking_acknowledgement', 'undertaking_version', 'weekly_sample'],
]);

/** One statement of a migration as the rules read it: small letters, no quotes, single spaces; what is put in by code is `?`. */
interface Sql {
  readonly text: string;
  readonly node: ts.Node;
  readonly file: SourceFile;
}

/** What of a statement on a large table would stop the service for as long as the table is long; null where nothing does. */
type Judge = (text: string, earlier: readonly Sql[]) => string | null;

/**
 * Migrations that hold up others for longer than a moment on a table that may be large (docs/postgresql.md): a rewrite, a scan
 * under a lock that readers or writers wait for, a statement on every row.
 */
export function locksLong(tree: SourceTree): string[] {
  const files = [...tree.values()].filter(({ path }) => numberOf(path) !== null);
  const found: string[] = [];
  const earlier: Sql[] = [];
  for (const file of files.toSorted((one, other) => one.path.localeCompare(other.path))) {
    const statements = statementsOf(file);
    if ((numberOf(file.path) ?? 0) > LAST_FREE) found.push(...faultsOf(file, statements, earlier));
    earlier.push(...statements);
  }
  return found;
}

function faultsOf(file: SourceFile, statements: readonly Sql[], earlier: readonly Sql[]): string[] {
  const made = new Set(
    statements.flatMap(({ text }) => /^create table (?:if not exists )?([\w.]+)/.exec(text)?.[1] ?? []),
  );
  const isTransactional = !file.ast.text.includes('isTransactional');
  return statements.flatMap(({ text, node }) => {
    const fault = concurrentFault(text, isTransactional) ?? largeFault(text, made, earlier);
    return fault === null ? [] : [`${placeOf(file, node)} ${fault}`];
  });
}

/** The statement is broken off inside a transaction; outside one it may leave half an index, over which the next run must get. */
function concurrentFault(text: string, isTransactional: boolean): string | null {
  if (!/^(create|drop|re)\s?(unique )?index .*concurrently/.test(text) || !isTransactional) return null;
  return 'works concurrently inside a transaction: let isTransactional() say false';
}

function largeFault(text: string, made: ReadonlySet<string>, earlier: readonly Sql[]): string | null {
  const table = TABLE.exec(text)?.slice(1).find(Boolean);
  if (table === undefined || made.has(table) || SMALL.has(table)) return null;
  const faults = JUDGES.map(judge => judge(text, earlier)).filter(fault => fault !== null);
  return faults[0] === undefined ? null : `${faults[0]} (${table})`;
}

/** The table that a statement is about. */
const TABLE =
  /^(?:alter table (?:if exists )?(?:only )?([\w.?]+)|create (?:unique )?index .*? on (?:only )?([\w.?]+)|update (?:only )?([\w.?]+) |delete from (?:only )?([\w.?]+)|lock (?:table )?(?:only )?([\w.?]+)|(?:cluster|vacuum full|reindex table) ([\w.?]+))/;

const JUDGES: readonly Judge[] = [
  text => (/^create (unique )?index (?!concurrently)/.test(text) ? 'makes an index without "concurrently"' : null),
  text => (/^(lock|cluster|vacuum full|reindex table (?!concurrently))/.test(text) ? 'locks the whole table' : null),
  text => (/^(update|delete) /.test(text) && !/ where /.test(text) ? 'writes every row' : null),
  text => (/alter (column )?[\w?]+ (set data )?type /.test(text) ? 'changes the type of a column' : null),
  text => (volatileDefault(text) ? 'adds a column whose default is computed for every row' : null),
  text =>
    /add column .*(generated (always|by default) as|\b(small|big)?serial\b)/.test(text)
      ? 'adds a column that is computed for every row'
      : null,
  text =>
    /(add constraint .*(foreign key|check)|add column .* references )/.test(text) && !/ not valid\b/.test(text)
      ? 'checks every row: add it "not valid", and validate it in a later migration'
      : null,
  text =>
    /add (constraint [\w?]+ )?(unique|primary key|exclude)/.test(text) && !/ using index /.test(text)
      ? 'builds an index under a lock: build it concurrently, then add it "using index"'
      : null,
  notNullFault,
  validationFault,
];

/** A call in a default is computed anew for each row, but for the time of the transaction. */
function volatileDefault(text: string): boolean {
  const defaults = [...text.matchAll(/add column .*? default ((?:[^,(]|\([^)]*\))*)/g)].map(([, value]) => value ?? '');
  return defaults.some(value => /\w\(/.test(value.replace(/\b(now|varchar|numeric|timestamptz|timestamp)\(/g, '')));
}

/** PostgreSQL passes over the rows only where a check that is validated already says the same. */
function notNullFault(text: string, earlier: readonly Sql[]): string | null {
  const [, table, column] =
    /^alter table (?:only )?([\w.?]+) .*?alter (?:column )?([\w?]+) set not null/.exec(text) ?? [];
  if (table === undefined || column === undefined) return null;
  const checked = `alter table ${table} add constraint `;
  const condition = `check (${column} is not null)`;
  const names = earlier
    .filter(({ text: said }) => said.startsWith(checked) && said.includes(condition))
    .map(({ text: said }) => said.slice(checked.length).split(' ')[0] ?? '');
  const isProven = names.some(name => earlier.some(({ text: said }) => said.includes(`validate constraint ${name}`)));
  return isProven ? null : 'looks at every row for null: add a check "not valid", validate it, and then set it';
}

/** Adding a constraint locks the table until its transaction ends; to look at every row meanwhile is what "not valid" is against. */
function validationFault(text: string, earlier: readonly Sql[]): string | null {
  const [, name] = /validate constraint (\w+)/.exec(text) ?? [];
  if (name === undefined || earlier.some(({ text: said }) => said.includes(`add constraint ${name} `))) return null;
  return 'validates a constraint that no earlier migration has added';
}

/** Every text of a migration that begins like a statement, also one that a function of its own makes. */
function statementsOf(file: SourceFile): Sql[] {
  return [...nodesOf(file.ast)].flatMap(node => {
    const text = textOf(node);
    return text === null ? [] : text.split(';').map(part => ({ text: plain(part), node, file }));
  });
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `?${literal.text}`).join('');
}

function plain(sql: string): string {
  return sql.replace(/["`]/g, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

function numberOf(path: string): number | null {
  const [, number] = /^migrations\/(\d{4})-/.exec(path) ?? [];
  return number === undefined ? null : Number(number);
}
