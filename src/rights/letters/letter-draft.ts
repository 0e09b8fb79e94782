import type { Purpose } from '../../access/index.js';
import type { Day } from '../../kernel/calendar.js';
import type { RefusalGround } from '../case/grounds.js';
import type { LegalBasis } from '../effects/legal-bases.js';
import type { Outcome, Right } from '../case/rights.js';

/** What a draft may not have yet. A blank text counts as nothing. All words are in the language of the letter. */
export type Open<T> = T | null;

/** Who somebody is and how to reach them: address, telephone, e-mail, a line each. */
export interface Contact {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Who of the house signs; the title may be empty. */
export interface Signatory {
  readonly name: string;
  readonly title: string;
}

/** What each letter has around its message. */
export interface LetterFrame {
  /** The number of the case; says nothing about a person. */
  readonly reference: Open<string>;
  readonly writtenOn: Open<Day>;
  readonly to: Open<Contact>;
  readonly controller: Open<Contact>;
  readonly dataProtectionOfficer: Open<Contact>;
  /** How to reach the Office of the Data Protection Ombudsman, whose name the template knows. */
  readonly authority: Open<readonly string[]>;
  readonly signatory: Open<Signatory>;
}

/** What was requested, and when it was received. */
export interface AboutRequest {
  readonly rights: readonly Right[];
  readonly receivedOn: Open<Day>;
}

/** Acknowledges a request; the last day is that of the answer. */
export interface ReceiptDraft extends LetterFrame, AboutRequest {
  readonly kind: 'receipt';
  readonly lastOn: Open<Day>;
}

/** Asks who the person is: why that is in doubt, and the ways to show it. The clock stands from `stoppedOn` (GDPR art. 12(6)). */
export interface IdentityDraft extends LetterFrame, AboutRequest {
  readonly kind: 'identity-asked';
  readonly doubt: Open<string>;
  readonly ways: readonly string[];
  readonly stoppedOn: Open<Day>;
}

/** Asks what the request is about; the clock stands from `stoppedOn` (GDPR recital 63). */
export interface ClarificationDraft extends LetterFrame, AboutRequest {
  readonly kind: 'clarification-asked';
  readonly question: Open<string>;
  readonly stoppedOn: Open<Day>;
}

/** Tells of the extension and its reasons within the first month (GDPR art. 12(3)). */
export interface ExtensionDraft extends LetterFrame, AboutRequest {
  readonly kind: 'extension-notice';
  readonly because: Open<'complexity' | 'number'>;
  readonly reason: Open<string>;
  readonly firstLastOn: Open<Day>;
  readonly newLastOn: Open<Day>;
}

/** Why a right, or a part of what was asked, is refused. */
export interface Refusal {
  /** One of `groundsOf` the right. */
  readonly ground: Open<RefusalGround>;
  readonly reason: Open<string>;
  /** For a ground of §34 only: why stating the reason would defeat its purpose. Is never in the letter. */
  readonly reasonLeftOutBecause: Open<string>;
  /** For `portability-no-basis`: on what basis each purpose stands. */
  readonly basisOfPurposes: readonly { readonly purpose: Purpose; readonly basis: LegalBasis }[];
}

/** What was decided about one right. */
export interface Decision {
  readonly right: Right;
  readonly outcome: Outcome;
  /** What follows for this person; for `nothing-held` what was searched and by what. */
  readonly effect: Open<string>;
  /** Of `refused` and `partly-granted`. */
  readonly refusal: Open<Refusal>;
  /** Of an erasure: the day on which the last backup of the key lapses. */
  readonly finalOn: Open<Day>;
}

/** A consultation of the data: a person's name only where it is essential (CJEU C-579/21); why is never in the letter. */
export interface Consultation {
  readonly on: Day;
  readonly purpose: Purpose;
  readonly staffName: Open<string>;
  readonly staffNameBecause: Open<string>;
}

/** What GDPR art. 15(1) asks beside the copy. An empty list says "none"; null has not been said. */
export interface AccessInformation {
  readonly purposes: readonly Purpose[];
  readonly categories: readonly string[];
  readonly recipients: Open<readonly string[]>;
  readonly retention: Open<string>;
  readonly source: Open<string>;
  readonly consultations: Open<readonly Consultation[]>;
}

/** Answers a request: a decision for each right that it claims. */
export interface AnswerDraft extends LetterFrame, AboutRequest {
  readonly kind: 'answer';
  readonly decisions: readonly Decision[];
  /** Where access is granted, wholly or in part. */
  readonly access: Open<AccessInformation>;
}

/** Informs before a restriction is lifted (GDPR art. 18(3)). */
export interface LiftingDraft extends LetterFrame, AboutRequest {
  readonly kind: 'restriction-lifting';
  readonly liftedOn: Open<Day>;
  readonly reason: Open<string>;
}

/** Tells a recipient what was done with data that it was given (GDPR art. 19). */
export interface RecipientDraft extends LetterFrame {
  readonly kind: 'recipient-notice';
  readonly right: Open<'rectification' | 'erasure' | 'restriction'>;
  readonly disclosedOn: Open<Day>;
  /** What the disclosure was known by to the recipient. */
  readonly disclosure: Open<string>;
  readonly effect: Open<string>;
}

/** Goes with what is disclosed to an authority on its written request. */
export interface DisclosureDraft extends LetterFrame {
  readonly kind: 'disclosure-cover';
  readonly authorityReference: Open<string>;
  readonly requestedOn: Open<Day>;
  readonly provision: Open<string>;
  readonly scope: Open<string>;
  /** SHA-256 in lower-case hex. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** Two people, once each; they may be called the same. */
  readonly decidedBy: readonly string[];
}

/** Tells a customer of a request about data of its own register (GDPR art. 28(3)(e)). */
export interface ForwardingDraft extends LetterFrame, AboutRequest {
  readonly kind: 'forwarding';
  readonly scope: Open<string>;
}

/** Tells on which day an erasure is final: the last backup of the key lapses then. */
export interface FinalDayDraft extends LetterFrame, AboutRequest {
  readonly kind: 'retention-final-day';
  readonly erasedOn: Open<Day>;
  readonly finalOn: Open<Day>;
}

export type LetterDraft =
  | ReceiptDraft
  | IdentityDraft
  | ClarificationDraft
  | ExtensionDraft
  | AnswerDraft
  | LiftingDraft
  | RecipientDraft
  | DisclosureDraft
  | ForwardingDraft
  | FinalDayDraft;

export type LetterKind = LetterDraft['kind'];
