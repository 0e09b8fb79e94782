import type { DayRow, LateRow, MatrixRow, ReportedGrant, UnusedRow } from './reports.schemas.js';

/** A report as a table: the names of its columns, and the cells of a row's lines. */
export interface Lines<Row> {
  readonly header: readonly string[];
  readonly cells: (row: Row) => string[][];
}

const PERSON = ['staffId', 'displayName', 'unit', 'title'] as const;
const GRANT = ['grantId', 'role', 'queues', 'units', 'ownCallsOnly', 'purposes', 'fromOn', 'untilOn'] as const;

export const MATRIX_LINES: Lines<MatrixRow> = {
  header: [...PERSON, ...GRANT, 'state', 'bound'],
  cells: row => row.grants.map(grant => [...personCells(row), ...grantCells(grant), grant.state, String(row.bound)]),
};

export const DAY_LINES: Lines<DayRow> = {
  header: [...PERSON, ...GRANT, 'worked', 'because'],
  cells: row => [[...personCells(row), ...grantCells(row.grant), row.worked, row.because.join('; ')]],
};

export const LATE_LINES: Lines<LateRow> = {
  header: [
    ...['reviewId', 'kind', 'staffId', 'displayName', 'reviewerName'],
    ...['openedAt', 'lastOn', 'closedAt', 'outcome', 'daysLate'],
  ],
  cells: row => [
    [
      ...[row.reviewId, row.kind, row.staffId, row.displayName, row.reviewerName ?? ''],
      ...[row.openedAt, row.lastOn, row.closedAt ?? '', row.outcome ?? '', String(row.daysLate)],
    ],
  ],
};

export const UNUSED_LINES: Lines<UnusedRow> = {
  header: [...PERSON, ...GRANT, 'lastPlaybackAt'],
  cells: row => [[...personCells(row), ...grantCells(row.grant), row.lastPlaybackAt ?? '']],
};

function personCells({ staffId, displayName, unit, title }: Record<(typeof PERSON)[number], string>): string[] {
  return [staffId, displayName, unit, title];
}

function grantCells({ id, role, queues, units, ownCallsOnly, purposes, fromOn, untilOn }: ReportedGrant): string[] {
  return [id, role, named(queues), named(units), String(ownCallsOnly), purposes.join('; '), fromOn, untilOn];
}

function named(names: 'all' | readonly string[]): string {
  return names === 'all' ? names : names.join('; ');
}
