import { PURPOSES } from '../../access/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { retentionInWords } from '../../kernel/retention-words.js';
import { periodInForce } from '../clock/request-clock.js';
import { extendedLastDay, lastDay } from '../clock/response-period.js';
import { basesToTell } from '../effects/legal-bases.js';
import type {
  AboutRequest,
  AccessInformation,
  AnswerDraft,
  Consultation,
  Contact,
  Decision,
  DisclosureDraft,
  LetterDraft,
  LetterFrame,
  LetterKind,
  Refusal,
} from '../letters/letter-draft.js';
import type { LetterLanguage } from '../letters/letter-language.js';
import { dayIn, REGISTER_WORDS } from './access-defaults.js';
import type { DecidedClaim, LetterFacts } from './letter-facts.js';
import type { LetterParts } from './letter.schemas.js';

/** A letter's draft from what the case knows, and from `parts` for what it does not. */
export function draftOf(
  kind: LetterKind,
  facts: LetterFacts,
  parts: LetterParts,
  language: LetterLanguage,
): LetterDraft {
  const [frame, about] = [frameOf(facts, parts), aboutOf(facts)];
  switch (kind) {
    case 'receipt':
      return { ...frame, ...about, kind, lastOn: periodInForce(facts.clock).withoutStops };
    case 'identity-asked':
      return {
        ...{ ...frame, ...about, kind, doubt: parts.doubt ?? facts.request.identity?.doubt ?? null },
        ...{ ways: parts.ways ?? [], stoppedOn: stoppedOn(facts, 'identity') },
      };
    case 'clarification-asked':
      return {
        ...{ ...frame, ...about, kind, question: parts.question ?? null },
        stoppedOn: stoppedOn(facts, 'clarification'),
      };
    case 'extension-notice':
      return { ...frame, ...about, kind, ...extensionOf(facts, parts) };
    case 'answer':
      return { ...frame, ...about, kind, ...answerOf(facts, parts, language) };
    case 'restriction-lifting':
      return { ...frame, ...about, kind, liftedOn: dayOr(parts.liftedOn), reason: parts.reason ?? null };
    case 'recipient-notice':
      return {
        ...{ ...frame, kind, right: parts.right ?? null, disclosedOn: dayOr(parts.disclosedOn) },
        ...{ disclosure: parts.disclosure ?? null, effect: parts.effect ?? null },
      };
    case 'disclosure-cover':
      return { ...frame, kind, ...disclosureOf(facts) };
    case 'forwarding':
      return { ...frame, ...about, kind, scope: parts.scope ?? null };
    case 'retention-final-day':
      return { ...frame, ...about, kind, erasedOn: dayOr(parts.erasedOn), finalOn: dayOr(parts.finalOn) };
  }
}

function frameOf({ rightsCase, contacts, signatory, today, request }: LetterFacts, parts: LetterParts): LetterFrame {
  return {
    reference: rightsCase.number,
    writtenOn: today,
    to: parts.to ?? addresseeOf(request),
    controller: contacts.controller,
    dataProtectionOfficer: contacts.dataProtectionOfficer,
    authority: contacts.authority,
    signatory,
  };
}

/** An authority, whoever asks for somebody else by a mandate, or the person. */
function addresseeOf({ person, representative, authority }: LetterFacts['request']): Contact | null {
  if (authority) return { name: authority.name, lines: linesOf(authority.contact) };
  if (representative) return { name: representative.name, lines: linesOf(representative.contact) };
  return person.name === undefined ? null : { name: person.name, lines: linesOf(person.address ?? person.email) };
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

function aboutOf({ claims, receivedOn }: LetterFacts): AboutRequest {
  return { rights: claims.map(({ right }) => right), receivedOn };
}

function stoppedOn({ clock }: LetterFacts, kind: 'identity' | 'clarification'): Day | null {
  return clock.stops.find(stop => stop.kind === kind && stop.resumedOn === null)?.stoppedOn ?? null;
}

function extensionOf({ clock }: LetterFacts, { because, reason }: LetterParts) {
  const { receivedOn, stops } = clock;
  return {
    ...{ because: because ?? null, reason: reason ?? null },
    firstLastOn: lastDay(receivedOn, stops).lastDay,
    newLastOn: extendedLastDay(receivedOn, stops).lastDay,
  };
}

function answerOf(
  facts: LetterFacts,
  parts: LetterParts,
  language: LetterLanguage,
): Pick<AnswerDraft, 'decisions' | 'access'> {
  const decisions = facts.claims.flatMap(claim => decisionOf(claim, parts, facts));
  const opens = decisions.some(({ right, outcome }) => right === 'access' && isGranted(outcome));
  return { decisions, access: opens ? accessOf(facts, parts, language) : null };
}

/** A claim without an outcome is no decision: the letter then lacks it. */
function decisionOf({ right, outcome, ...claim }: DecidedClaim, parts: LetterParts, facts: LetterFacts): Decision[] {
  if (!outcome) return [];
  const refused = outcome === 'refused' || outcome === 'partly-granted';
  return [
    {
      ...{ right, outcome, effect: parts.effects?.[right] ?? null },
      refusal: refused ? refusalOf(claim, parts, facts) : null,
      finalOn: right === 'erasure' && isGranted(outcome) ? dayOr(parts.finalOn) : null,
    },
  ];
}

function isGranted(outcome: Decision['outcome']): boolean {
  return outcome === 'granted' || outcome === 'partly-granted';
}

/** Reasons that are left out (Data Protection Act §34(3)) say why in the case file alone. */
function refusalOf(
  { ground, reasons, reasonsLeftOut }: Omit<DecidedClaim, 'right' | 'outcome'>,
  { basisOfPurposes = [] }: LetterParts,
  { legalBases }: LetterFacts,
): Refusal {
  const refusesPortability = ground === 'no-consent-or-contract-20';
  return {
    ground,
    reason: reasonsLeftOut ? null : reasons,
    reasonLeftOutBecause: reasonsLeftOut ? reasons : null,
    basisOfPurposes: refusesPortability ? basesToTell(legalBases, basisOfPurposes) : [],
  };
}

/** What GDPR art. 15(1) asks beside the copy, as letters and packages say it. */
export function accessOf(facts: LetterFacts, parts: LetterParts, language: LetterLanguage): AccessInformation {
  const words = REGISTER_WORDS[language];
  return {
    purposes: parts.purposes ?? PURPOSES,
    categories: parts.categories ?? words.categories,
    recipients: parts.recipients ?? (wereGivenToOthers(facts) ? null : []),
    retention: parts.retention ?? retentionOf(facts, language),
    source: parts.source ?? words.source,
    consultations: consultationsOf(facts, parts),
  };
}

/** Somebody was given a copy: who that was stands in other papers, and an officer has to say it. */
function wereGivenToOthers({ uses, rightsCase }: LetterFacts): boolean {
  return uses.some(({ action, objectId }) => action === 'recording.exported' && objectId !== rightsCase.id);
}

function retentionOf({ calls }: LetterFacts, language: LetterLanguage): string | null {
  const day = dayIn(language);
  const words = REGISTER_WORDS[language];
  const lengths = calls.flatMap(({ keptBy }) => (keptBy ? [retentionInWords(keptBy, language)] : []));
  const kept = calls.map(({ callOn, dueOn }) => words.kept(day(callOn), day(dueOn)));
  return kept.length > 0 ? [...new Set(lengths.map(words.rule)), `${kept.join('; ')}.`].join(' ') : null;
}

function consultationsOf({ uses, staffNames }: LetterFacts, { named }: LetterParts): Consultation[] {
  return uses.flatMap(({ eventId, at, purpose, actorId }) => {
    const known = PURPOSES.find(one => one === purpose);
    if (!known) return [];
    const because = named?.find(one => one.eventId === eventId)?.because ?? null;
    const staffName = because === null ? null : (staffNames.get(actorId ?? '') ?? null);
    return [{ on: helsinkiDay(at), purpose: known, staffName, staffNameBecause: because }];
  });
}

type DisclosureParts = Omit<DisclosureDraft, keyof LetterFrame | 'kind'>;

function disclosureOf({ request: { authority }, receivedOn, files, decidedBy }: LetterFacts): DisclosureParts {
  return {
    authorityReference: authority?.reference ?? null,
    requestedOn: receivedOn,
    provision: authority?.provision ?? null,
    scope: authority?.scope ?? null,
    files,
    decidedBy,
  };
}

function dayOr(text: string | undefined): Day | null {
  return text === undefined ? null : parseDay(text);
}
