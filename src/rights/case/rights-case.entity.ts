import { defineEntity, p } from '@mikro-orm/core';

/** Where a case is (domain.md §3). `extended` and `forwarded` are moments, not states. */
export const CASE_STATES = [
  'received',
  'triaged',
  'identity-pending',
  'clarification-pending',
  'searching',
  'assessing',
  'redacting',
  'in-review',
  'decided',
  'answered',
  'recipients-notified',
  'closed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** A request of a person in the recordings, or one of an authority (disclosure). */
export const CASE_KINDS = ['data-subject', 'authority'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** How a request came: any channel counts; an oral one is written down. */
export const RECEIPT_CHANNELS = ['e-mail', 'post', 'oral', 'on-site', 'portal', 'authority'] as const;
export type ReceiptChannel = (typeof RECEIPT_CHANNELS)[number];

export const ANSWER_LANGUAGES = ['fi', 'sv', 'en'] as const;
export type AnswerLanguage = (typeof ANSWER_LANGUAGES)[number];

const schema = defineEntity({
  name: 'RightsCase',
  tableName: 'rights_case',
  uniques: [{ name: 'rights_case_number', properties: ['number'] }],
  indexes: [
    { name: 'rights_case_urgency', properties: ['lastOn', 'id'], where: { closedAt: null } },
    { name: 'rights_case_newest', properties: ['registeredAt', 'id'] },
  ],
  properties: {
    /** The id of its dossier as well. */
    id: p.uuid().primary(),
    /** Names the case everywhere outside; nothing personal. */
    number: p.text(),
    kind: p.enum(CASE_KINDS),
    state: p.enum(CASE_STATES),
    /** True time of receipt, and its Helsinki day, from which the clock runs. */
    receivedAt: p.datetime(3),
    receivedOn: p.date(),
    channel: p.enum(RECEIPT_CHANNELS),
    language: p.enum(ANSWER_LANGUAGES),
    registeredBy: p.uuid(),
    registeredAt: p.datetime(3),
    /** Who handles it; null before triage. */
    officerId: p.uuid().nullable(),
    /** The member of staff whom the case is about; empty where it is nobody of the staff. */
    subjectStaffId: p.text().default(''),
    /** Of an authority's request: who prepared the disclosure that waits for its second person; empty where none does. */
    preparedBy: p.text().default(''),
    /** The last day of the answer, extension and stops counted; see `rights/clock`. */
    lastOn: p.date(),
    lastOnWithoutStops: p.date(),
    /** Whether a doubt about identity or a clarification stops the clock now. */
    stopped: p.boolean().default(false),
    extendedAt: p.datetime(3).nullable(),
    /** When the customer was informed, to whose register patient data belong (GDPR art. 28(3)(e)). */
    forwardedAt: p.datetime(3).nullable(),
    /** Requests that belong together have the same. */
    linkedGroup: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    answeredAt: p.datetime(3).nullable(),
    /** Of a case that came back when a hold had ended: the day, from which its clock runs, and when it was answered the first time. */
    returnedOn: p.date().nullable(),
    firstAnsweredAt: p.datetime(3).nullable(),
    closedAt: p.datetime(3).nullable(),
    /** When the search at receipt ran by itself; null: it has not, or the named person was corrected since. */
    searchedAt: p.datetime(3).nullable(),
    /** Of a closed case whose holds were told so: their last day. */
    holdsEndOn: p.date().nullable(),
    /** {@link RequestTexts} as JSON, under the dossier's data key. */
    sealedRequest: p.blob(),
  },
});

/** A request of a data subject under GDPR arts. 7 and 15 to 22, or of an authority, from its receipt to its close. */
export class RightsCase extends schema.class {}

schema.setClass(RightsCase);

/** A person as somebody who asks names them. */
export interface NamedPerson {
  readonly name?: string | undefined;
  readonly personalIdentityCode?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
  readonly unit?: string | undefined;
}

/**
 * How it can be established that somebody is who they say. A closed list: name and personal identity code alone prove nothing
 * (domain.md §3), and of a document that was seen no copy is kept.
 */
export const IDENTITY_METHODS = [
  'strong-identification',
  'in-person-document-seen',
  'known-contact-channel',
  'callback-to-registered-number',
  'mandate-and-identity',
] as const;
export type IdentityMethod = (typeof IDENTITY_METHODS)[number];

/** What is personal in a request. */
export interface RequestTexts {
  /** What was asked, in its words, or as it was written down. */
  readonly text: string;
  readonly person: NamedPerson;
  /** Who asks for somebody else, and by what mandate. */
  readonly representative?:
    { readonly name: string; readonly mandate: string; readonly contact?: string | undefined } | undefined;
  /** Of an authority: who, by which provision, for what. */
  readonly authority?:
    | {
        readonly name: string;
        /** Its own number of the matter. */
        readonly reference: string;
        /** Address and other ways to reach it, a line each. */
        readonly contact: string;
        readonly provision: string;
        readonly scope: string;
      }
    | undefined;
  /** Set at triage: how identity was established, or what is doubted about it. Never a copy of a document. */
  readonly identity?: { readonly method: IdentityMethod | null; readonly doubt?: string | undefined } | undefined;
}
