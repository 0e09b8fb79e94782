import { hash } from 'node:crypto';
import { MAX_FINDINGS, type Finding, type FindingKind } from './verification.js';

/** The findings so far: the first leaves that do not fit, and what belongs to no leaf; neither crowds the other out, and what is not listed is told by its digest. */
export class Findings {
  /** By their index. */
  readonly #ofLeaves: (Finding & { readonly leafIndex: number })[] = [];
  readonly #others: Finding[] = [];
  #count = 0;
  /** Of all of them, one after the other: another finding, listed or not, makes another digest. */
  #digest = '';

  add(kind: FindingKind, sentence: string, leafIndex: number | null = null, eventId: string | null = null): void {
    this.#count += 1;
    this.#digest = hash('sha256', `${this.#digest}\n${kind} ${leafIndex} ${sentence}`, 'hex');
    if (leafIndex !== null) this.#addOfLeaf({ kind, leafIndex, eventId, sentence });
    else if (this.#others.length < MAX_FINDINGS / 2) this.#others.push({ kind, leafIndex, eventId, sentence });
  }

  /** Whether something was found at this leaf: what follows from it needs no finding of its own. */
  has(leafIndex: number): boolean {
    return this.#ofLeaves.some(finding => finding.leafIndex === leafIndex);
  }

  list(): readonly Finding[] {
    const listed = [...this.#ofLeaves, ...this.#others];
    const more = this.#count - listed.length;
    return more === 0 ? listed : [...listed, this.#unlisted(more)];
  }

  #unlisted(more: number): Finding {
    const sentence = `${more} more are not listed; the digest of all is ${this.#digest}.`;
    return { kind: 'more', leafIndex: null, eventId: null, sentence };
  }

  #addOfLeaf(finding: Finding & { readonly leafIndex: number }): void {
    const kept = this.#ofLeaves;
    const after = kept.findIndex(({ leafIndex }) => leafIndex > finding.leafIndex);
    kept.splice(after < 0 ? kept.length : after, 0, finding);
    kept.length = Math.min(kept.length, MAX_FINDINGS / 2);
  }
}
