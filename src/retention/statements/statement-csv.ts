import { csvRecord } from '../../audit/index.js';
import type { Statement } from './statements.schemas.js';

const HEADER = ['section', 'what', 'of', 'value'] as const;
type Row = readonly [section: string, what: string, of: string, value: string | number];

/** A statement as CSV (RFC 4180): a record for each number, in stable English codes. */
export function statementCsv(statement: Statement): string {
  const rows = [
    ...headOf(statement),
    ...deletedRows(statement),
    ...heldRows(statement),
    ...listeningRows(statement),
    ...faultRows(statement),
  ];
  return [HEADER, ...rows].map(cells => csvRecord(cells.map(String))).join('');
}

function headOf({ month, from, to, madeAt, isOver }: Statement): Row[] {
  return [
    ['statement', 'month', '', month],
    ['statement', 'from', '', from],
    ['statement', 'to', '', to],
    ['statement', 'made-at', '', madeAt],
    ['statement', 'is-over', '', String(isOver)],
  ];
}

function deletedRows({ deleted }: Statement): Row[] {
  return [
    ['deleted', 'in-time', '', deleted.inTime],
    ['deleted', 'late', '', deleted.late],
    ['deleted', 'erased', '', deleted.erased],
    ['deleted', 'bytes', '', deleted.bytes],
  ];
}

function heldRows({ held }: Statement): Row[] {
  const now = Object.entries(held.recordingsNowFor).map(([kind, times]): Row => ['held', 'now', kind, times]);
  const decisions = held.decisions.map(({ decision, kind, times }): Row => ['held', decision, kind, times]);
  return [['held', 'now', 'all', held.recordingsNow], ...now, ...decisions];
}

function listeningRows({ listening }: Statement): Row[] {
  return [
    ['listening', 'playbacks', 'all', listening.playbacks],
    ['listening', 'people', 'all', listening.people],
    ...listening.byPurpose.flatMap(({ purpose, playbacks, people }): Row[] => [
      ['listening', 'playbacks', purpose, playbacks],
      ['listening', 'people', purpose, people],
    ]),
    ...(listening.byPerson ?? []).map(({ staffId, displayName, purpose, playbacks }): Row => {
      return ['listening', displayName ?? staffId, purpose, playbacks];
    }),
  ];
}

function faultRows({ lateReviews, brakes, incidents }: Statement): Row[] {
  return [
    ['late-reviews', 'late', '', lateReviews.late],
    ['late-reviews', 'still-open', '', lateReviews.stillOpen],
    ...brakes.map(({ reason, raisedAt, releasedAt }): Row => ['brake', reason, raisedAt, releasedAt ?? '']),
    ...incidents.map(({ dueOn, units, until }): Row => ['incident', dueOn, until ?? '', units]),
  ];
}
