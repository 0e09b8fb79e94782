import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { isLost } from '../../recordings/index.js';
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

/** A row that is given without what is sealed in it: the key of its recording is lost. */
export interface UnreadableRow {
  readonly kind: 'hold';
  readonly unitId: string;
}

/** Certificates, holds with what was said for them, and the versions of the retention rule. */
@Injectable()
export class ExportRows {
  constructor(
    private readonly database: Database,
    private readonly texts: HoldTexts,
  ) {}

  async *files(today: Day): AsyncGenerator<RowsFile | UnreadableRow> {
    yield* this.#pages('certificates', CERTIFICATES, [], ({ value }) => Promise.resolve({ value, unreadable: [] }));
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
    take: (row: Row) => Promise<TakenRow>,
  ): AsyncGenerator<RowsFile | UnreadableRow> {
    let rows = await this.database.query<Row>(statement, [NOTHING, LINES, ...more]);
    for (let page = 1; rows.length > 0 || page === 1; page += 1) {
      const taken: TakenRow[] = [];
      for (const row of rows) taken.push(await take(row));
      yield* taken.flatMap(({ unreadable }) => unreadable);
      yield fileOf(
        kind,
        page,
        taken.map(({ value }) => value),
      );
      rows = await this.database.query<Row>(statement, [rows.at(-1)?.id ?? NOTHING, LINES, ...more]);
      if (taken.length === 0) return;
    }
  }

  /** The hold with its texts in clear, of a recording that is taken along; without them where that cannot be opened. */
  async #hold(row: Row): Promise<TakenRow> {
    const texts = (await this.#texts(row, row.due_on)) ?? (await this.#textsWhereItIsNow(row));
    if (texts) return { value: { ...row.value, ...texts }, unreadable: [] };
    return {
      value: { ...row.value, necessity: null, endReason: null },
      unreadable: [{ kind: 'hold', unitId: row.id }],
    };
  }

  async #texts({ id, recording_id, sealed_necessity, sealed_end_reason }: Row, dueOn: string) {
    const recording = { id: recording_id, dueOn };
    try {
      return {
        necessity: await this.texts.open(recording, { id, name: 'necessity' }, sealed_necessity),
        endReason: await this.texts.open(recording, { id, name: 'end-reason' }, sealed_end_reason),
      };
    } catch (error) {
      if (isLost(error)) return null;
      throw error;
    }
  }

  /** The end of a hold may have moved the recording since its page was read. */
  async #textsWhereItIsNow(row: Row) {
    const [recording] = await this.database.query<{ due_on: string }>(DAY_NOW, [row.recording_id]);
    return recording ? this.#texts(row, recording.due_on) : null;
  }
}

interface TakenRow {
  readonly value: unknown;
  readonly unreadable: readonly UnreadableRow[];
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

const DAY_NOW: Statement = { name: 'export-day-of-held', text: 'select due_on from recording where id = $1' };

const RULES: Statement = {
  name: 'export-rules',
  text: 'select null::uuid as id, to_jsonb(r) as value from retention_rule r order by version',
};
