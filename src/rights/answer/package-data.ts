import { PURPOSES } from '../../access/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import type { PartyToGive, ShownStatement } from '../../recordings/index.js';
import { letterIncomplete } from '../letters/missing-parts.js';
import type { AccessInformation, Contact } from '../letters/letter-draft.js';
import { RIGHTS, type Right } from '../case/rights.js';
import type { PackageContents } from '../package/package-contents.js';
import { givenValue, withoutCode } from '../package/without-codes.js';
import type { LetterFacts } from './letter-facts.js';
import { heldOf } from './of-person.js';
import type { NamedSound } from './read-plan.js';

/** What `tiedot.json` is made of beside the facts: the answer's own information, so that both say the same. */
export interface PackageSources {
  readonly madeAt: Date;
  readonly rightsAnswered: readonly Right[];
  readonly access: AccessInformation;
  readonly sounds: readonly NamedSound[];
  /** Everybody in a contact, by its id. */
  readonly parties: ReadonlyMap<string, readonly PartyToGive[]>;
  /** What people have said to a recording, by its id (GDPR art. 16). */
  readonly statements: ReadonlyMap<string, readonly ShownStatement[]>;
}

type Recording = PackageContents['recordings'][number];

/**
 * The machine-readable data of a package (GDPR arts. 15(1), 20(1)). Of a stored value that holds a personal identity code it is said that
 * it is held: none can keep the rest from the person. @throws DomainError `letter-incomplete`
 */
export function packageDataOf(facts: LetterFacts, sources: PackageSources): PackageContents {
  const { access, madeAt, rightsAnswered } = sources;
  return {
    schema: 'tallenne-rights-package/1',
    reference: facts.rightsCase.number,
    madeAt: madeAt.toISOString(),
    controller: contactOf(facts.contacts.controller, 'controller'),
    dataProtectionOfficer: contactOf(facts.contacts.dataProtectionOfficer, 'data-protection-officer'),
    rightsAnswered: [...rightsAnswered],
    purposes: [...access.purposes],
    categories: [...access.categories],
    recipients: said(access.recipients, 'data-recipients').map(name => ({ name, disclosedOn: null })),
    retention: said(access.retention, 'retention'),
    source: said(access.source, 'source'),
    rights: [...RIGHTS, 'complaint'],
    automatedDecisions: false,
    recordings: facts.calls.map(call => recordingOf(call, facts, sources)),
  };
}

function recordingOf(
  call: LetterFacts['calls'][number],
  { uses, request }: LetterFacts,
  { sounds, parties, statements }: PackageSources,
): Recording {
  const named = sounds.find(({ sound }) => sound.recordingId === call.recordingId);
  const { startedAt, endedAt, direction, notice, dueOn, rule, sha256 } = call;
  const [queue, unit, source] = [withoutCode(call.queue), withoutCode(call.unit), withoutCode(call.source)];
  const announcement = { ...notice, version: withoutCode(notice.version) };
  return {
    file: named?.name ?? null,
    ...{ startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString(), direction, queue, unit, source },
    ...{ announcement, lastDayKept: dueOn, retentionRule: rule, originalSha256: sha256 },
    redactions: [...(named?.sound.copy?.marks ?? [])],
    held: heldOf(parties.get(call.contactId) ?? [], request.person),
    supplementaryStatements: (statements.get(call.recordingId) ?? []).map(statementOf),
    consultations: consultationsOf(uses.filter(({ recordingId }) => recordingId === call.recordingId)),
  };
}

function statementOf({ text, addedAt }: ShownStatement): Recording['supplementaryStatements'][number] {
  const { value, redactedBecause } = givenValue(text);
  return { on: helsinkiDay(new Date(addedAt)), text: value, redactedBecause };
}

function consultationsOf(uses: LetterFacts['uses']): Recording['consultations'] {
  return uses.flatMap(({ at, purpose }) => {
    const known = PURPOSES.find(one => one === purpose);
    return known ? [{ on: helsinkiDay(at), purpose: known, staffName: null }] : [];
  });
}

function contactOf(contact: Contact | null, part: 'controller' | 'data-protection-officer') {
  const { name, lines } = said(contact, part);
  return { name, lines: [...lines] };
}

function said<T>(value: T | null, part: Parameters<typeof letterIncomplete>[0][number]): T {
  if (value === null) throw letterIncomplete([part]);
  return value;
}
