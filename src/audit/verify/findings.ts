import { MAX_FINDINGS, type Finding, type FindingKind } from './verification.js';

/** The findings so far: the first leaves that do not fit, and what belongs to no leaf; neither crowds the other out. */
export class Findings {
  /** By their index. */
  readonly #ofLeaves: (Finding & { readonly leafIndex: number })[] = [];
  readonly #others: Finding[] = [];

  add(kind: FindingKind, sentence: string, leafIndex: number | null = null, eventId: string | null = null): void {
    if (leafIndex !== null) this.#addOfLeaf({ kind, leafIndex, eventId, sentence });
    else if (this.#others.length < MAX_FINDINGS / 2) this.#others.push({ kind, leafIndex, eventId, sentence });
  }

  /** Whether something was found at this leaf: what follows from it needs no finding of its own. */
  has(leafIndex: number): boolean {
    return this.#ofLeaves.some(finding => finding.leafIndex === leafIndex);
  }

  list(): readonly Finding[] {
    return [...this.#ofLeaves, ...this.#others];
  }

  #addOfLeaf(finding: Finding & { readonly leafIndex: number }): void {
    const kept = this.#ofLeaves;
    const after = kept.findIndex(({ leafIndex }) => leafIndex > finding.leafIndex);
    kept.splice(after < 0 ? kept.length : after, 0, finding);
    kept.length = Math.min(kept.length, MAX_FINDINGS / 2);
  }
}
