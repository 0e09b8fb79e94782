import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { HoldTexts } from '../holds/hold-texts.js';

/** So many lines in one file. */
const LINES = 10_000;
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** Rows of the retention as lines of JSON. */
export interface RowsFile {
  readonly name: string;
  readonly kind: 'certificates' | 'holds' | 'rules';
  readonly sizeBytes: number;
  readonly bytes: () => AsyncIterable<Buffer>;
}

/** Certificates, holds with what was said for them, and the versions of the retention rule. */
@Injectable()
export class ExportRows {
  constructor(
    private readonly database: Database,
    private readonly texts: HoldTexts,
  ) {}

  async *files(today: Day): AsyncGenerator<RowsFile> {
    yield* this.#pages('certificates', CERTIFICATES, [], row => Promise.resolve(row.value));
    yield* this.#pages('holds', HOLDS, [today], row => this.#hold(row));
    const rules = await this.database.query<Row>(RULES);
    yield fileOf(
      'rules',
      1,
      rules.map(({ value }) => value),
    );
  }

  async *#pages(
    kind: RowsFile['kind'],
    statement: Statement,
    more: readonly unknown[],
    valueOf: (row: Row) => Promise<unknown>,
  ): AsyncGenerator<RowsFile> {
    let rows = await this.database.query<Row>(statement, [NOTHING, LINES, ...more]);
    for (let page = 1; rows.length > 0 || page === 1; page += 1) {
      const values: unknown[] = [];
      for (const row of rows) values.push(await valueOf(row));
      yield fileOf(kind, page, values);
      rows = await this.database.query<Row>(statement, [rows.at(-1)?.id ?? NOTHING, LINES, ...more]);
      if (values.length === 0) return;
    }
  }

  /** The hold with its texts in clear, of a recording that is taken along. */
  async #hold({ id, value, recording_id, due_on, sealed_necessity, sealed_end_reason }: Row): Promise<unknown> {
    const recording = { id: recording_id, dueOn: due_on };
    return {
      ...value,
      necessity: await this.texts.open(recording, { id, name: 'necessity' }, sealed_necessity),
      endReason: await this.texts.open(recording, { id, name: 'end-reason' }, sealed_end_reason),
    };
  }
}

interface Row {
  readonly id: string;
  readonly value: object;
  readonly recording_id: string;
  readonly due_on: string;
  readonly sealed_necessity: Buffer | null;
  readonly sealed_end_reason: Buffer | null;
}

function fileOf(kind: RowsFile['kind'], page: number, values: readonly unknown[]): RowsFile {
  const bytes = Buffer.from(values.map(value => `${JSON.stringify(value)}\n`).join(''));
  const name = `${kind}-${String(page).padStart(4, '0')}.ndjson`;
  return { name, kind, sizeBytes: bytes.length, bytes: () => Readable.from([bytes]) };
}

const CERTIFICATES: Statement = {
  name: 'export-certificates',
  text: `
    select unit_id as id, to_jsonb(c) as value from deletion_certificate c where unit_id > $1 order by unit_id limit $2`,
};

const HOLDS: Statement = {
  name: 'export-holds',
  text: `
    select h.id, h.recording_id, r.due_on, h.sealed_necessity, h.sealed_end_reason,
           to_jsonb(h) - 'sealed_necessity' - 'sealed_end_reason' as value
    from hold h join recording r on r.id = h.recording_id
    where h.id > $1 and r.due_on >= $3 order by h.id limit $2`,
};

const RULES: Statement = {
  name: 'export-rules',
  text: 'select null::uuid as id, to_jsonb(r) as value from retention_rule r order by version',
};
