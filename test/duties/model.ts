import { addDays, addMonths, type Day } from '../../src/kernel/calendar.js';

/** Who decides in the sequences: the person's manager, an administrator, the person. */
export type Decider = 'manager' | 'administrator' | 'person';
export type Kind = 'duties' | 'manager' | 'recertification' | 'recovery';
export type Decision = 'keep' | 'narrow' | 'revoke' | 'lapsed';

export interface ModelGrant {
  readonly fromOn: Day;
  readonly untilOn: Day;
  readonly ownCallsOnly: boolean;
  readonly grantedBy: Decider;
  readonly createdOn: Day;
  revoked: boolean;
  keptOn: Day | null;
  /** The reviews that suspend it. */
  readonly suspendedBy: Set<ModelReview>;
}

export interface ModelReview {
  readonly kind: Kind;
  readonly suspendOn: Day;
  readonly escalateOn: Day;
  readonly revokeOn: Day;
  readonly reviewers: readonly Decider[];
  readonly items: Map<ModelGrant, Decision | null>;
  suspended: boolean;
  outcome: 'decided' | 'lapsed' | 'overdue' | 'withdrawn' | null;
}

export interface ModelDuties {
  readonly unit: string;
  readonly title: string;
  readonly queue: string;
  readonly managerId: string | null;
}

export interface ModelChange {
  readonly wanted: Partial<ModelDuties>;
  readonly effectiveOn: Day;
  review: ModelReview | null;
  state: 'coming' | 'applied' | 'withdrawn';
}

/** Everybody's access is examined after so many months in the sequences. */
export const RECERTIFICATION_MONTHS = 2;
const MANAGER = 'manager';

/** What issue C says of grants, duties and reviews of one person, told without a database. */
export class Model {
  readonly grants: ModelGrant[] = [];
  readonly reviews: ModelReview[] = [];
  readonly changes: ModelChange[] = [];
  duties: ModelDuties = { unit: 'A', title: 'A', queue: 'A', managerId: MANAGER };
  active = true;

  constructor(public today: Day) {}

  /** The grants that work: neither revoked nor outside their days, and in no review suspended or due to be. */
  working(): ModelGrant[] {
    return this.grants.filter(
      grant => this.active && grant.fromOn <= this.today && this.#lives(grant) && !this.#isSuspended(grant),
    );
  }

  give(grant: Pick<ModelGrant, 'fromOn' | 'untilOn' | 'ownCallsOnly' | 'grantedBy'>): 'given' | 'access-suspended' {
    if (this.grants.some(other => this.#lives(other) && this.#isSuspended(other))) return 'access-suspended';
    this.grants.push(this.#newGrant(grant));
    return 'given';
  }

  /** Returns what it opens; undefined where nothing is new. */
  change(wanted: Partial<ModelDuties>, on: Day, firstTime: readonly string[]): ModelReview | null | undefined {
    const effectiveOn = on > this.today ? on : this.today;
    const coming = this.changes.filter(change => change.state === 'coming' && change.effectiveOn <= effectiveOn);
    const expected = inOrder(coming).reduce<ModelDuties>(
      (duties, { wanted: news }) => ({ ...duties, ...news }),
      this.duties,
    );
    const fields = (Object.keys(wanted) as (keyof ModelDuties)[]).filter(field => wanted[field] !== expected[field]);
    if (fields.length === 0) return undefined;
    const news = Object.fromEntries(fields.map(field => [field, wanted[field]])) as Partial<ModelDuties>;
    const change: ModelChange = { wanted: news, effectiveOn, review: null, state: 'coming' };
    this.changes.push(change);
    const counted = fields.filter(field => !firstTime.includes(field));
    const manager = news.managerId ?? this.duties.managerId;
    if (counted.some(field => field !== 'managerId')) change.review = this.open('duties', effectiveOn, manager);
    else if (counted.length > 0 && news.managerId) change.review = this.open('manager', effectiveOn, manager);
    if (effectiveOn <= this.today) this.#apply(change);
    return change.review;
  }

  /** Opens exactly one review, about every grant that is neither revoked nor over; none about nothing. */
  open(kind: Kind, effectiveOn = this.today, manager = this.duties.managerId): ModelReview | null {
    const grants = this.grants.filter(grant => this.#lives(grant));
    if (grants.length === 0) return null;
    const patient = kind === 'manager' || kind === 'recertification';
    const suspendOn = patient ? addDays(effectiveOn, 30) : effectiveOn;
    const review: ModelReview = {
      kind,
      suspendOn,
      escalateOn: addDays(suspendOn, patient ? -7 : 5),
      revokeOn: addDays(suspendOn, 14),
      reviewers: manager === MANAGER ? ['manager'] : ['administrator'],
      items: new Map(grants.map(grant => [grant, null])),
      suspended: false,
      outcome: null,
    };
    this.reviews.push(review);
    if (suspendOn <= this.today) this.#suspend(review);
    return review;
  }

  withdraw(change: ModelChange): 'withdrawn' | 'duties-in-effect' {
    if (change.state !== 'coming' || change.effectiveOn <= this.today) return 'duties-in-effect';
    change.state = 'withdrawn';
    if (change.review && !change.review.outcome) this.#close(change.review, 'withdrawn');
    return 'withdrawn';
  }

  /** Whether the decision goes through, and if not, why. */
  decide(review: ModelReview, grant: ModelGrant, decision: 'keep' | 'narrow' | 'revoke', by: Decider): string {
    if (!review.outcome) this.#actOnDays(review);
    const named = review.reviewers.includes(by);
    if (by === 'person' || (by === 'manager' && !named)) return 'not-found';
    if (review.outcome) return 'review-closed';
    const item = review.items.get(grant);
    if (item === undefined) return 'grant-not-in-review';
    if (grant.grantedBy === by && decision !== 'revoke') return 'granter-alone';
    const escalated = review.escalateOn <= this.today;
    if (!named && !(by === 'administrator' && (escalated || decision === 'revoke'))) return 'not-reviewer';
    if (item !== null) return 'already-decided';
    if (decision === 'narrow' && grant.ownCallsOnly) return 'not-narrower';
    review.items.set(grant, decision);
    if (decision === 'keep') grant.keptOn = this.today;
    if (decision === 'narrow') this.#narrow(grant, by);
    if (decision !== 'keep') this.revoke(grant);
    this.#closeIfDecided(review);
    return 'decided';
  }

  revoke(grant: ModelGrant): void {
    if (grant.revoked) return;
    grant.revoked = true;
    for (const review of this.reviews.filter(({ outcome, items }) => !outcome && items.get(grant) === null)) {
      review.items.set(grant, 'lapsed');
      this.#closeIfDecided(review);
    }
  }

  deactivate(): void {
    this.active = false;
    for (const grant of this.grants) this.revoke(grant);
    for (const change of this.changes) if (change.state === 'coming') change.state = 'withdrawn';
  }

  /** What the job does in one look. */
  runJob(): void {
    if (!this.active) return;
    for (const change of inOrder(this.changes)) {
      if (change.state === 'coming' && change.effectiveOn <= this.today) this.#apply(change);
    }
    const open = this.reviews.filter(({ outcome }) => !outcome);
    for (const review of [...open].sort((a, b) => (a.suspendOn < b.suspendOn ? -1 : a.suspendOn > b.suspendOn ? 1 : 0)))
      if (!review.outcome) this.#actOnDays(review);
    if (this.#recertificationIsDue()) this.open('recertification');
  }

  #actOnDays(review: ModelReview): void {
    for (const [grant, decision] of review.items) {
      if (decision === null && !this.#lives(grant)) review.items.set(grant, 'lapsed');
    }
    if (this.#closeIfDecided(review)) return;
    if (!review.suspended && review.suspendOn <= this.today) this.#suspend(review);
    if (review.revokeOn > this.today) return;
    const undecided = [...review.items].filter(([, decision]) => decision === null).map(([grant]) => grant);
    for (const grant of undecided) review.items.set(grant, 'revoke');
    for (const grant of undecided) this.revoke(grant);
    this.#close(review, 'overdue');
  }

  #suspend(review: ModelReview): void {
    review.suspended = true;
    for (const [grant, decision] of review.items) if (decision === null) grant.suspendedBy.add(review);
  }

  #closeIfDecided(review: ModelReview): boolean {
    const decisions = [...review.items.values()];
    if (review.outcome || decisions.includes(null)) return false;
    this.#close(review, decisions.some(decision => decision !== 'lapsed') ? 'decided' : 'lapsed');
    return true;
  }

  #close(review: ModelReview, outcome: NonNullable<ModelReview['outcome']>): void {
    for (const [grant, decision] of review.items) if (decision === null) review.items.set(grant, 'lapsed');
    review.outcome = outcome;
    for (const grant of this.grants) grant.suspendedBy.delete(review);
  }

  /** The narrower grant stays under what examines and suspends the old one. */
  #narrow(whole: ModelGrant, grantedBy: Decider): void {
    const fromOn = whole.fromOn > this.today ? whole.fromOn : this.today;
    const grant = this.#newGrant({ fromOn, untilOn: whole.untilOn, ownCallsOnly: true, grantedBy });
    for (const review of whole.suspendedBy) grant.suspendedBy.add(review);
    for (const { items, outcome } of this.reviews) if (!outcome && items.get(whole) === null) items.set(grant, null);
    this.grants.push(grant);
  }

  #apply(change: ModelChange): void {
    change.state = 'applied';
    this.duties = { ...this.duties, ...change.wanted };
  }

  #recertificationIsDue(): boolean {
    const before = addMonths(this.today, -RECERTIFICATION_MONTHS);
    const soon = addDays(this.today, 30);
    if (this.reviews.some(({ outcome, suspendOn }) => !outcome && suspendOn <= soon)) return false;
    return this.grants.some(
      grant => this.#lives(grant) && grant.createdOn <= before && (grant.keptOn === null || grant.keptOn <= before),
    );
  }

  #newGrant(grant: Pick<ModelGrant, 'fromOn' | 'untilOn' | 'ownCallsOnly' | 'grantedBy'>): ModelGrant {
    return { ...grant, createdOn: this.today, revoked: false, keptOn: null, suspendedBy: new Set() };
  }

  #lives({ revoked, untilOn }: ModelGrant): boolean {
    return !revoked && this.today <= untilOn;
  }

  #isSuspended(grant: ModelGrant): boolean {
    return (
      grant.suspendedBy.size > 0 ||
      this.reviews.some(
        ({ outcome, items, suspendOn }) => !outcome && items.get(grant) === null && suspendOn <= this.today,
      )
    );
  }
}

function inOrder(changes: readonly ModelChange[]): ModelChange[] {
  return [...changes].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0));
}
