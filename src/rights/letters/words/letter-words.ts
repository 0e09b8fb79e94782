import type { Purpose } from '../../../access/index.js';
import type { RefusalGround } from '../../case/grounds.js';
import type { LetterKind } from '../letter-draft.js';
import type { LegalBasis } from '../../effects/legal-bases.js';
import type { Outcome, Right } from '../../case/rights.js';

/** The words of the letters in one language. Dates come in written out; nothing here has a place for an identity code. */
export interface LetterWords {
  readonly locale: string;
  readonly titles: Readonly<Record<LetterKind, string>>;
  readonly reference: string;
  readonly page: (page: number, pages: number) => string;
  readonly rights: Readonly<Record<Right, string>>;
  /** To the person: the request came on that day and is about these rights. */
  readonly requested: (receivedOn: string) => string;
  readonly request: string;
  readonly contacts: string;
  readonly controller: string;
  readonly dataProtectionOfficer: string;
  /** What "article" means in the letter. */
  readonly regulation: string;
  readonly protection: ProtectionWords;
  readonly clock: ClockWords;
  readonly answer: AnswerWords;
  readonly access: AccessWords;
  readonly effects: EffectWords;
  readonly others: OtherWords;
}

/** Complaint and judicial remedy (GDPR arts. 77 and 79). */
export interface ProtectionWords {
  readonly heading: string;
  readonly complaint: string;
  readonly ombudsman: string;
  readonly remedy: string;
}

/** Letters about the time of the answer. */
export interface ClockWords {
  readonly answerBy: (lastOn: string) => string;
  readonly freeOfCharge: string;
  readonly doubt: string;
  readonly ways: string;
  readonly noCopies: string;
  readonly question: string;
  readonly stopped: (stoppedOn: string) => string;
  readonly extended: (firstLastOn: string, newLastOn: string) => string;
  readonly because: Readonly<Record<'complexity' | 'number', string>>;
}

/** Decisions and the grounds of a refusal. */
export interface AnswerWords {
  readonly decision: (right: string) => string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly granted: Readonly<Record<Right, string>>;
  readonly ground: string;
  readonly grounds: Readonly<Record<RefusalGround, string>>;
  readonly reason: string;
  readonly reasonLeftOut: string;
  readonly ombudsman: string;
  readonly basisOfPurposes: string;
  readonly bases: Readonly<Record<LegalBasis, string>>;
  readonly finalOn: (finalOn: string) => string;
}

/** What GDPR art. 15(1) asks beside the copy. */
export interface AccessWords {
  readonly heading: string;
  readonly purposes: string;
  readonly purpose: Readonly<Record<Purpose, string>>;
  readonly categories: string;
  readonly recipients: string;
  readonly noRecipients: string;
  readonly retention: string;
  readonly source: string;
  readonly rights: string;
  readonly consultations: string;
  readonly noConsultations: string;
  readonly automated: string;
}

/** Letters about what follows from a right. */
export interface EffectWords {
  readonly lifting: (liftedOn: string) => string;
  readonly reason: string;
  readonly erased: (erasedOn: string) => string;
}

/** Letters to somebody else than the person. */
export interface OtherWords {
  readonly disclosed: (disclosure: string, disclosedOn: string) => string;
  readonly done: Readonly<Record<'rectification' | 'erasure' | 'restriction', string>>;
  readonly asked: string;
  readonly authorityRequest: (reference: string, requestedOn: string) => string;
  readonly provision: string;
  readonly scope: string;
  readonly files: string;
  readonly decidedBy: string;
  readonly confidential: string;
  readonly forwarded: (receivedOn: string) => string;
  readonly concerns: string;
  readonly ownAnswer: string;
}
