import { DomainError } from '../../kernel/errors.js';
import { groundsOf, mayLeaveReasonsOut } from '../case/grounds.js';
import type {
  AboutRequest,
  AccessInformation,
  AnswerDraft,
  Contact,
  Decision,
  DisclosureDraft,
  LetterDraft,
  LetterFrame,
  RecipientDraft,
  Refusal,
} from './letter-draft.js';
import { FIXED_PARTS, inOrder, type Part } from './parts.js';
import { isPortable } from '../effects/legal-bases.js';
import type { Right } from '../case/rights.js';

/** A part that a letter must have, and whether the draft has it. */
type State = readonly [part: Part, stands: boolean];

/** The parts that a letter from `draft` must have. */
export function requiredParts(draft: LetterDraft): Part[] {
  return inOrder(statesOf(draft).map(([part]) => part));
}

/** The parts that `draft` must have and has not, or not for each of its decisions; nothing else can keep it from being sent. */
export function missingParts(draft: LetterDraft): Part[] {
  return inOrder(
    statesOf(draft)
      .filter(([, stands]) => !stands)
      .map(([part]) => part),
  );
}

/** Says which parts a letter lacks; has nothing of what it says. */
export function letterIncomplete(parts: readonly Part[]): DomainError {
  return new DomainError('unprocessable', 'letter-incomplete', 'The letter lacks parts that it must have.', { parts });
}

function statesOf(draft: LetterDraft): State[] {
  return [...frame(draft), ...message(draft)];
}

function frame(draft: LetterFrame): State[] {
  const { signatory } = draft;
  return [
    ['recipient', isNamed(draft.to)],
    ['written-on', draft.writtenOn !== null],
    ['reference', isSaid(draft.reference)],
    ['controller', isReachable(draft.controller)],
    ['data-protection-officer', isReachable(draft.dataProtectionOfficer)],
    ['signatory', isSaid(signatory?.name)],
  ];
}

function message(draft: LetterDraft): State[] {
  switch (draft.kind) {
    case 'receipt':
      return [...request(draft), ['last-day', draft.lastOn !== null]];
    case 'identity-asked':
      return [
        ...request(draft),
        ['doubt', isSaid(draft.doubt)],
        ['ways-to-identify', areSaid(draft.ways)],
        ['stopped-on', draft.stoppedOn !== null],
      ];
    case 'clarification-asked':
      return [...request(draft), ['question', isSaid(draft.question)], ['stopped-on', draft.stoppedOn !== null]];
    case 'extension-notice':
      return [
        ...request(draft),
        ['extension-ground', draft.because !== null],
        ['extension-reason', isSaid(draft.reason)],
        ['first-last-day', draft.firstLastOn !== null],
        ['new-last-day', draft.newLastOn !== null],
        ...legalProtection(draft),
      ];
    case 'answer':
      return [...request(draft), ...answer(draft), ...legalProtection(draft)];
    case 'restriction-lifting':
      return [
        ...request(draft),
        ['lifted-on', draft.liftedOn !== null],
        ['lifting-reason', isSaid(draft.reason)],
        ...legalProtection(draft),
      ];
    case 'recipient-notice':
      return recipientNotice(draft);
    case 'disclosure-cover':
      return disclosure(draft);
    case 'forwarding':
      return [...request(draft), ['scope', isSaid(draft.scope)]];
    case 'retention-final-day':
      return [...request(draft), ['erased-on', draft.erasedOn !== null], ['final-day', draft.finalOn !== null]];
  }
}

function request({ rights, receivedOn }: AboutRequest): State[] {
  return [
    ['request', rights.length > 0],
    ['received-on', receivedOn !== null],
  ];
}

/** GDPR arts. 12(4), 77 and 79. */
function legalProtection({ authority }: LetterFrame): State[] {
  return [['complaint', areSaid(authority)], fixed('remedy')];
}

function answer({ rights, decisions, access }: AnswerDraft): State[] {
  const opensData = decisions.some(decision => decision.right === 'access' && isGranted(decision));
  return [
    ['decisions', isEachDecided(rights, decisions)],
    ...decisions.flatMap(decided),
    ...(opensData ? accessInformation(access) : []),
  ];
}

function isEachDecided(rights: readonly Right[], decisions: readonly Decision[]): boolean {
  const decidedRights = decisions.map(({ right }) => right);
  const asked = new Set(rights);
  return (
    decidedRights.length === asked.size &&
    decidedRights.length > 0 &&
    [...asked].every(right => decidedRights.includes(right))
  );
}

function decided(decision: Decision): State[] {
  const { right, outcome, effect, finalOn } = decision;
  const refused = outcome === 'refused' || outcome === 'partly-granted';
  return [
    ...state('effect', isGranted(decision) || outcome === 'nothing-held', isSaid(effect)),
    ...state('final-day', right === 'erasure' && isGranted(decision), finalOn !== null),
    ...(refused ? refusalOf(right, decision.refusal) : []),
  ];
}

function refusalOf(right: Right, refusal: Refusal | null): State[] {
  const ground = refusal?.ground ?? null;
  const fits = ground !== null && groundsOf(right).includes(ground);
  const mayLeaveOut = fits && mayLeaveReasonsOut(ground);
  return [
    ['ground', fits],
    ['reason', isSaid(refusal?.reason) || (mayLeaveOut && isSaid(refusal?.reasonLeftOutBecause))],
    ...(mayLeaveOut ? [fixed('ombudsman-on-request')] : []),
    ...state('basis-of-purposes', ground === 'no-consent-or-contract-20', refusesPortability(refusal)),
  ];
}

/** Decided per purpose: one that rests on consent or contract cannot be refused for want of a basis (GDPR art. 20(1)(a)). */
function refusesPortability(refusal: Refusal | null): boolean {
  const bases = refusal?.basisOfPurposes ?? [];
  return bases.length > 0 && !bases.some(({ basis }) => isPortable(basis));
}

function accessInformation(access: AccessInformation | null): State[] {
  const consultations = access?.consultations ?? [];
  const named = consultations.filter(({ staffName }) => isSaid(staffName));
  return [
    ['purposes', access !== null && access.purposes.length > 0],
    ['categories', areSaid(access?.categories)],
    ['data-recipients', areSaidOrNone(access?.recipients)],
    ['retention', isSaid(access?.retention)],
    ['source', isSaid(access?.source)],
    fixed('data-subject-rights'),
    ['consultations', access !== null && access.consultations !== null],
    ...state('staff-name-justification', named.length > 0, named.every(byReason)),
    fixed('automated-decisions'),
  ];
}

function byReason({ staffNameBecause }: { readonly staffNameBecause: string | null }): boolean {
  return isSaid(staffNameBecause);
}

function recipientNotice({ disclosedOn, disclosure, right, effect }: RecipientDraft): State[] {
  return [
    ['disclosed', disclosedOn !== null && isSaid(disclosure)],
    ['right', right !== null],
    ['effect', isSaid(effect)],
  ];
}

function disclosure(draft: DisclosureDraft): State[] {
  return [
    ['authority-request', isSaid(draft.authorityReference) && draft.requestedOn !== null],
    ['provision', isSaid(draft.provision)],
    ['scope', isSaid(draft.scope)],
    ['files', draft.files.length > 0 && draft.files.every(({ name, sha256 }) => isSaid(name) && isHash(sha256))],
    ['two-people', areSaid(draft.decidedBy) && draft.decidedBy.length >= 2],
  ];
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function isGranted({ outcome }: Decision): boolean {
  return outcome === 'granted' || outcome === 'partly-granted';
}

function fixed(part: Part): State {
  if (!FIXED_PARTS.includes(part)) throw new TypeError(`The template does not write ${part} by itself.`);
  return [part, true];
}

function state(part: Part, isAsked: boolean, stands: boolean): State[] {
  return isAsked ? [[part, stands]] : [];
}

function isNamed(contact: Contact | null): boolean {
  return isSaid(contact?.name);
}

function isReachable(contact: Contact | null): boolean {
  return isSaid(contact?.name) && areSaid(contact?.lines);
}

function areSaidOrNone(texts: readonly string[] | null | undefined): boolean {
  return texts?.every(isSaid) ?? false;
}

function areSaid(texts: readonly string[] | null | undefined): boolean {
  return areSaidOrNone(texts) && texts?.length !== 0;
}

function isSaid(text: string | null | undefined): boolean {
  return (text ?? '').trim() !== '';
}
