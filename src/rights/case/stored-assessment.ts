/** How a recording is of the person of a case. */
export const RELATIONS = ['caller', 'patient', 'employee', 'mentioned'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Whose data are heard in a recording. */
export const WHOSE = ['requester', 'patient', 'third-person', 'staff'] as const;
export type Whose = (typeof WHOSE)[number];

/** What is sealed of the assessment of a recording, as JSON; place: row `recording`, its id, field `assessment`. */
export interface StoredAssessment {
  readonly relation?: Relation | undefined;
  /** Why it was taken up or released. */
  readonly triageReason?: string | undefined;
  readonly whose?: readonly Whose[] | undefined;
  /** Why it, or a part of it, is withheld. */
  readonly reasons?: string | undefined;
  /** Why a second person sent the assessment back. */
  readonly sentBack?: string | undefined;
}
