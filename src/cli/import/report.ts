import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { isMissing } from '../../platform/files/durable.js';
import type { FoundCall } from './found-call.js';

/** What became of one call. */
export interface ReportLine {
  readonly number: number;
  readonly externalId: string;
  readonly sizeBytes: number;
  readonly outcome: ImportOutcome;
  /** Codes of what was refused, or names of what is wrong. */
  readonly code: string;
  readonly id: string;
  readonly dueOn: string;
}

export const IMPORT_OUTCOMES = [
  ...(['filed', 'known', 'quarantined', 'refused', 'failed'] as const),
  ...(['not-usable', 'no-audio', 'not-announced', 'would-be-sent'] as const),
] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

const HEADER = 'number,externalId,sizeBytes,outcome,code,id,dueOn\n';
/** What need not be tried again. */
const SETTLED = new Set<string>(['filed', 'known', 'quarantined', 'refused']);

/** The report of an import: a line a call, with ids and codes alone. */
export class ImportReport {
  readonly counts = new Map<ImportOutcome, number>();
  readonly #settled = new Set<string>();

  private constructor(private readonly path: string | null) {}

  /** Begins a report, or goes on with one: what it calls settled is passed over. */
  static async open(path: string | null, resume: boolean): Promise<ImportReport> {
    const report = new ImportReport(path);
    const before = path !== null && resume ? await readIfThere(path) : '';
    for (const [, externalId = '', , outcome = ''] of rowsOf(before)) {
      if (SETTLED.has(outcome)) report.#settled.add(unguarded(externalId));
    }
    if (path !== null) await begin(path, before);
    return report;
  }

  isSettled({ externalId }: FoundCall): boolean {
    return externalId !== '' && this.#settled.has(externalId);
  }

  async add(line: ReportLine): Promise<void> {
    this.counts.set(line.outcome, (this.counts.get(line.outcome) ?? 0) + 1);
    if (this.path === null) return;
    const { number, externalId, sizeBytes, outcome, code, id, dueOn } = line;
    const fields = [number, quoted(externalId), sizeBytes, outcome, quoted(code), id, dueOn];
    await appendFile(this.path, `${fields.join(',')}\n`);
  }
}

/** A report whose last line was cut off by a crash goes on with a line of its own. */
async function begin(path: string, before: string): Promise<void> {
  if (before === '') await writeFile(path, HEADER, { mode: 0o600 });
  else if (!before.endsWith('\n')) await appendFile(path, '\n');
}

/** The lines after the first; one that was cut off is none. */
function rowsOf(report: string): string[][] {
  return report
    .split('\n')
    .slice(1)
    .flatMap(line => {
      try {
        return parse(line);
      } catch {
        return [];
      }
    });
}

/** A field as RFC 4180 writes it; line breaks, which are in no id, become spaces, and no table takes it for a formula. */
function quoted(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  const line = safe.replaceAll(/[\r\n]/g, ' ');
  return /[",;]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

function unguarded(field: string): string {
  return /^'/.test(field) && FORMULA.test(field) ? field.slice(1) : field;
}

/** What a table calculates, behind any number of the marks that say that it is text. */
const FORMULA = /^'*[=+\-@\t]/;

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}
