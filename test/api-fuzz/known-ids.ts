interface Known {
  readonly id: string;
  /** Of what it is a part; empty where nobody said. */
  readonly within: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MOST_OF_A_KIND = 300;
/** What is called otherwise where it is asked for than where it is shown. */
const SAME: Readonly<Record<string, string>> = {
  staff: 'staff',
  users: 'staff',
  officers: 'staff',
  reviewers: 'staff',
  owners: 'staff',
  agents: 'staff',
  people: 'staff',
  attachments: 'documents',
  letters: 'documents',
  packages: 'documents',
  disclosures: 'rights-requests',
  cases: 'rights-requests',
  caller: 'parties',
  patients: 'parties',
  partys: 'parties',
  uploads: 'uploads',
  items: 'quarantined-items',
  units: 'certificates',
  leg: 'recordings',
  legs: 'recordings',
  candidates: 'recordings',
};

/** The ids that answers have shown so far, by what they are of. */
export class KnownIds {
  readonly #kinds = new Map<string, Known[]>();
  readonly #all: Known[] = [];
  readonly #seen = new Set<string>();

  /** Takes in what an answer to `path` shows, an example of the path itself. */
  read(path: string, body: unknown): void {
    const steps = path.split('?')[0]?.split('/').filter(Boolean) ?? [];
    const collection = steps.filter(step => !UUID.test(step)).at(-1) ?? '';
    const within = steps.filter(step => UUID.test(step)).at(-1) ?? '';
    this.#walk(body, kindOf(ofAct(collection, steps)), within, 0);
  }

  note(kind: string, id: string, within = ''): void {
    if (this.#seen.has(`${kind} ${id}`)) return;
    this.#seen.add(`${kind} ${id}`);
    const ids = this.#kinds.get(kind) ?? [];
    ids.push({ id, within });
    if (ids.length > MOST_OF_A_KIND) ids.splice(20, 1);
    this.#kinds.set(kind, ids);
    this.#all.push({ id, within });
    if (this.#all.length > 4 * MOST_OF_A_KIND) this.#all.splice(20, 1);
  }

  /** An id of what a field or path calls so; something else's where none is known. @param within what was chosen before it */
  pick(name: string, nth: number, within: string): string {
    const kind = kindOf(name.startsWith('of ') ? name.slice(3) : pluralOf(name));
    const ids = this.#kinds.get(kind) ?? this.#all;
    const fitting = nth % 4 > 0 ? ids.filter(one => one.within === within && within !== '') : [];
    const among = fitting.length > 0 ? fitting : ids;
    // what came last is most often still open
    return (
      (nth % 3 === 0 ? among[nth % among.length] : among.at(-1 - (nth % Math.min(12, among.length))))?.id ??
      '00000000-0000-7000-8000-000000000000'
    );
  }

  #walk(value: unknown, kind: string, within: string, depth: number): void {
    if (typeof value !== 'object' || value === null || depth > 6) return;
    if (Array.isArray(value)) {
      for (const one of value.slice(0, 60)) this.#walk(one, kind, within, depth + 1);
      return;
    }
    const { id } = value as { id?: unknown };
    const isId = typeof id === 'string' && UUID.test(id);
    if (isId) this.note(kind, id, id === within ? '' : within);
    for (const [name, one] of Object.entries(value)) {
      if (typeof one === 'string' && name.endsWith('Id') && UUID.test(one))
        this.note(kindOf(pluralOf(name)), one, isId ? id : within);
      else this.#walk(one, name === 'items' ? kind : kindOf(name), isId ? id : within, depth + 1);
    }
  }
}

/** What an act on something answers with is the thing itself: `/holds/<id>/approval` is a hold. */
function ofAct(last: string, steps: readonly string[]): string {
  if (steps.at(-1) !== last || last.endsWith('s') || last === 'staff' || last === 'package') return last;
  return steps.findLast((step, at) => at > 0 && UUID.test(steps[at + 1] ?? '') && step !== last) ?? last;
}

function pluralOf(name: string): string {
  const bare = name.replace(/Ids?$/, '').replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
  return bare.endsWith('s') || bare === 'staff' ? bare : `${bare}s`;
}

function kindOf(name: string): string {
  const dashed = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
  return SAME[dashed] ?? SAME[dashed.toLowerCase()] ?? dashed;
}
