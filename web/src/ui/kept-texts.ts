/** Who does not come back to a form soon after signing in again does without. */
const KEPT_AFTER_MS = 10 * 60_000;

/**
 * What was typed into forms when a session ended by itself, for the same person who signs in again. It lives in the memory of the
 * page alone: session storage would be nearer, but browsers write it to the disk to restore a window, where it outlives the
 * tab. What a person leaves by signing out, what another one comes to, and secrets are not kept.
 */
export class KeptTexts {
  readonly #texts = new Map<string, unknown>();
  #ownerId: string | null = null;
  #isOver = false;

  /** The session of `ownerId` is over: the forms that go now are kept. */
  sessionOver(ownerId: string): void {
    if (this.#ownerId !== ownerId) this.#texts.clear();
    this.#ownerId = ownerId;
    this.#isOver = true;
  }

  /** Somebody is signed in. */
  signedIn(id: string): void {
    if (this.#ownerId !== id) this.#texts.clear();
    if (this.#isOver) {
      setTimeout(() => {
        if (!this.#isOver) this.#texts.clear();
      }, KEPT_AFTER_MS);
    }
    this.#ownerId = id;
    this.#isOver = false;
  }

  /** The person has left by their own doing. */
  forget(): void {
    this.#texts.clear();
    this.#ownerId = null;
    this.#isOver = false;
  }

  /** A form goes; nothing is kept while the session lives, or of what holds a secret. */
  keep(form: string, values: unknown): void {
    if (this.#isOver && !/password|recoveryCode|token/i.test(form)) this.#texts.set(form, values);
  }

  /** What was typed into the form, once. */
  take(form: string): unknown {
    const values = this.#texts.get(form);
    this.#texts.delete(form);
    return values;
  }
}

export const keptTexts = new KeptTexts();
