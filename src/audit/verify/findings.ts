import { MAX_FINDINGS, type Finding, type FindingKind } from './verification.js';

/** The findings so far: the first leaves that do not fit, and as many others as there is room for. */
export class Findings {
  readonly #kept: Finding[] = [];

  add(kind: FindingKind, sentence: string, leafIndex: number | null = null, eventId: string | null = null): void {
    const finding = { kind, leafIndex, eventId, sentence };
    const after = this.#kept.findIndex(other => placeOf(other) > placeOf(finding));
    this.#kept.splice(after < 0 ? this.#kept.length : after, 0, finding);
    this.#kept.length = Math.min(this.#kept.length, MAX_FINDINGS);
  }

  /** Whether something was found at this leaf: what follows from it needs no finding of its own. */
  has(leafIndex: number): boolean {
    return this.#kept.some(finding => finding.leafIndex === leafIndex);
  }

  list(): readonly Finding[] {
    return this.#kept;
  }
}

function placeOf({ leafIndex }: Finding): number {
  return leafIndex ?? Number.POSITIVE_INFINITY;
}
