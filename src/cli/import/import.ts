import { readFile, stat } from 'node:fs/promises';
import { DomainError } from '../../kernel/errors.js';
import { readDeclaredConfig } from '../../platform/config/index.js';
import { SIDECAR, sourceForm, SOURCE_NAME, type SourceForm } from '../../recordings/index.js';
import { Progress, type Screen } from '../demo/progress.js';
import { orderly } from '../orderly.js';
import { DeliveryClient } from './delivery-client.js';
import { findCalls } from './find-calls.js';
import type { FoundCall } from './found-call.js';
import { ImportReport, type ReportLine } from './report.js';

export interface ImportOptions {
  readonly source: string;
  readonly url?: string;
  readonly tokenFile?: string;
  readonly form?: string;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly resume?: boolean;
}

const CALLS_AT_ONCE = 4;

/** `tallenne import <folder>`: delivers an old stock to a running server. */
export async function importFolder(folder: string, options: ImportOptions): Promise<void> {
  await orderly(async ({ say }) => {
    if (options.dryRun !== true) readDeclaredConfig(process.env);
    const report = await runImport(folder, options, process.stdout);
    say(summaryOf(report, options));
    const failed = (report.counts.get('failed') ?? 0) + (report.counts.get('refused') ?? 0);
    if (failed > 0) process.exitCode = 1;
  });
}

/**
 * Reads the stock and delivers it, several calls at once. Each call is settled in the report when the server has answered; a crash in
 * between has it delivered again, which the server answers `200`.
 * @throws DomainError `import-wrong-option`, `import-not-permitted`
 */
export async function runImport(folder: string, options: ImportOptions, screen: Screen): Promise<ImportReport> {
  if (!SOURCE_NAME.test(options.source)) throw wrong('--source is a name of small letters, digits, . _ -');
  if (options.resume === true && options.report === undefined) throw wrong('--resume goes on with a --report: name it');
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw wrong('There is no such folder.');
  const form = await formOf(options);
  const client = options.dryRun === true ? null : await clientOf(options);
  const report = await ImportReport.open(options.report ?? null, options.resume === true);
  const progress = new Progress(screen, 'Importing');
  const calls = findCalls(folder, options.source, form);
  let done = 0;
  const worker = async (): Promise<void> => {
    for await (const call of calls) {
      if (report.isSettled(call)) continue;
      await report.add(await lineOf(call, client));
      done += 1;
      if (done % 100 === 0) progress.say(`${done} calls`);
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker));
  progress.end();
  return report;
}

async function lineOf(call: FoundCall, client: DeliveryClient | null): Promise<ReportLine> {
  const { number, externalId, sizeBytes } = call;
  const named = { number, externalId, sizeBytes, id: '', dueOn: '' };
  if (call.kind !== 'call') return { ...named, outcome: call.kind, code: call.faults.join(' ') };
  if (!client) return { ...named, outcome: 'would-be-sent', code: '' };
  return { ...named, ...(await client.deliver(call)) };
}

async function formOf({ form }: ImportOptions): Promise<SourceForm> {
  if (form === undefined) return SIDECAR;
  const parsed = sourceForm.safeParse(await readJson(form));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(`--form: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}`);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw wrong('--form names no file of JSON that can be read');
  }
}

async function clientOf({ url, tokenFile }: ImportOptions): Promise<DeliveryClient> {
  if (url === undefined || !URL.canParse(url))
    throw wrong('--url is needed: where the server is, such as https://tallenne.example.org');
  if (tokenFile === undefined) throw wrong('--token-file is needed: a file with the token of a service account');
  const token = await readFile(tokenFile, 'utf8').catch(() => {
    throw wrong('--token-file names no file that can be read');
  });
  return new DeliveryClient(url, token.trim());
}

function summaryOf({ counts }: ImportReport, { dryRun }: ImportOptions): string {
  const said = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return `${dryRun === true ? 'Nothing was sent. ' : ''}${said === '' ? 'There was nothing to do.' : said}`;
}

function wrong(sentence: string): DomainError {
  return new DomainError('invalid', 'import-wrong-option', sentence);
}
