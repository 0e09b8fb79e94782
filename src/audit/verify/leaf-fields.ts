/** Fields of a leaf that the verifier looks into. */
export const LEAF_FIELDS: readonly string[] = [
  ...['v', 'id', 'at', 'action', 'outcome', 'actor.kind', 'actor.id', 'recordingId', 'concernsStaffId', 'purpose'],
  ...['facts.contactId', 'facts.startedAt', 'facts.queue', 'facts.agentId'],
];

export type LeafField = number;

/** The place of a field in {@link LEAF_FIELDS}. @throws RangeError for no such field */
export function fieldNamed(name: string): LeafField {
  const place = LEAF_FIELDS.indexOf(name);
  if (place < 0) throw new RangeError(`The verifier does not look into ${name}.`);
  return place;
}

/** A name in an object that is looked into: its value is a field, or an object with fields of its own. */
interface Name {
  readonly bytes: Buffer;
  readonly field: LeafField | null;
  readonly inside: Names | null;
}

/** By the length of the name in bytes. */
export type Names = readonly (readonly Name[])[];

/** The names at the top of a leaf. */
export const LEAF_NAMES: Names = namesOf(LEAF_FIELDS);

/** The name that stands in `bytes` from `start` up to `end`; null for one that is of no interest. */
export function findName(names: Names, bytes: Buffer, start: number, end: number): Name | null {
  const candidates = names[end - start];
  if (!candidates) return null;
  for (const candidate of candidates) if (isAt(candidate.bytes, bytes, start)) return candidate;
  return null;
}

function isAt(name: Buffer, bytes: Buffer, start: number): boolean {
  for (let place = 0; place < name.length; place += 1) if (name[place] !== bytes[start + place]) return false;
  return true;
}

function namesOf(paths: readonly string[], above = ''): Names {
  const byLength: Name[][] = [];
  for (const first of new Set(paths.map(path => path.replace(/\..*/, '')))) {
    const inside = paths.filter(path => path.startsWith(`${first}.`)).map(path => path.slice(first.length + 1));
    const field = inside.length === 0 ? fieldNamed(`${above}${first}`) : null;
    const name = {
      bytes: Buffer.from(first),
      field,
      inside: field === null ? namesOf(inside, `${above}${first}.`) : null,
    };
    (byLength[name.bytes.length] ??= []).push(name);
  }
  return Array.from(byLength, (names: Name[] | undefined) => names ?? []);
}
