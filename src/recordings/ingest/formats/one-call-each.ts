import type { DescribedCall, ReadDocument, UnusableCall } from './document.js';
import { fault } from './faults.js';
import { isDescribed } from './read-call.js';

/**
 * One call for each external id: an exchange writes a row for each telephone that rang, and for each leg of a transfer.
 * The rows that have audio count, and make one call as long as they name the same file.
 */
export function oneCallEach(read: readonly (DescribedCall | UnusableCall)[]): ReadDocument {
  const byId = new Map<string, DescribedCall[]>();
  const unusable: UnusableCall[] = [];
  for (const one of read) {
    if (!isDescribed(one)) unusable.push(one);
    else rowsOf(byId, one.call.externalId).push(one);
  }
  const calls: DescribedCall[] = [];
  for (const rows of byId.values()) addOne(rows, calls, unusable);
  return { calls, unusable: eachIdOnce(unusable, byId) };
}

/** A row that says the id of another would be taken for it, and be lost: it goes by what stands in it. */
function eachIdOnce(unusable: readonly UnusableCall[], calls: ReadonlyMap<string, unknown>): UnusableCall[] {
  const seen = new Set<string | null>(calls.keys());
  return unusable.map(one => {
    const externalId = seen.has(one.externalId) ? null : one.externalId;
    seen.add(externalId);
    return { ...one, externalId };
  });
}

function rowsOf(byId: Map<string, DescribedCall[]>, id: string): DescribedCall[] {
  const known = byId.get(id);
  if (known) return known;
  const rows: DescribedCall[] = [];
  byId.set(id, rows);
  return rows;
}

function addOne(rows: readonly DescribedCall[], calls: DescribedCall[], unusable: UnusableCall[]): void {
  const heard = rows.filter(({ audio }) => audio.kind !== 'none');
  const [first, ...others] = heard.length > 0 ? heard : rows;
  if (!first) return;
  const strange = others.filter(other => audioKey(other) !== audioKey(first));
  calls.push(
    joined(
      first,
      others.filter(other => audioKey(other) === audioKey(first)),
    ),
  );
  for (const { line, call } of strange) {
    unusable.push({ line, externalId: call.externalId, faults: [fault('externalId', 'twice')] });
  }
}

function audioKey({ audio }: DescribedCall): string {
  return audio.kind === 'named' ? audio.names.join('/') : audio.kind;
}

/** From the first beginning to the last end. */
function joined(first: DescribedCall, others: readonly DescribedCall[]): DescribedCall {
  const all = [first, ...others].map(({ call }) => call);
  const startedAt = all.map(call => call.startedAt).reduce((a, b) => (a <= b ? a : b));
  const endedAt = all.map(call => call.endedAt).reduce((a, b) => (a >= b ? a : b));
  return { ...first, call: { ...first.call, startedAt, endedAt } };
}
