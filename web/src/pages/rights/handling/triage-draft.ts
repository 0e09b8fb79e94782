import type { Right, RightsCase, Triage } from '../../../api/types.js';
import { LANGUAGES } from '../../../app/languages.js';
import { PERSON_FIELDS, typedMoment } from '../../rights-register/registration.js';
import { momentOf } from './typed-moment.js';

export const IDENTITY_METHODS = [
  ...(['strong-identification', 'in-person-document-seen', 'known-contact-channel'] as const),
  ...(['callback-to-registered-number', 'mandate-and-identity'] as const),
] as const;

/** The texts of the form of a triage, in its order. */
export type TriageDraft = ReturnType<typeof draftOf>;

/** What is chosen beside the texts. */
interface TriageChoices {
  readonly rights: ReadonlySet<Right>;
  /** The person says that what is kept is wrong. */
  readonly contested: boolean;
  /** The person objects to direct marketing, which nothing outweighs. */
  readonly directMarketing: boolean;
  /** Whether the person's and the representative's data are corrected too. */
  readonly corrects: boolean;
}

/** What a triage begins with: what the case says now; whoever handles nothing yet takes it. */
export function draftOf({ officerId, language, receivedAt, request, subjectStaffId }: RightsCase, ownId: string) {
  const { person, representative, identity } = request;
  const { receivedOn: on, receivedTime: time } = typedMoment(new Date(receivedAt));
  return {
    subjectStaffId: subjectStaffId ?? '',
    ...{ officerId: officerId ?? ownId, language: language as string, on, time },
    ...{ method: identity?.method ?? '', doubt: identity?.doubt ?? '' },
    ...{ name: person.name ?? '', phone: person.phone ?? '', email: person.email ?? '' },
    personalIdentityCode: person.personalIdentityCode ?? '',
    ...{ address: person.address ?? '', unit: person.unit ?? '' },
    ...{ representativeName: representative?.name ?? '', mandate: representative?.mandate ?? '' },
    contact: representative?.contact ?? '',
  };
}

/** What is sent: what did not change is left out where the server would take it for a change. */
export function triageOf(before: TriageDraft, draft: TriageDraft, choices: TriageChoices): Triage {
  const { rights, contested, directMarketing, corrects } = choices;
  const moved = before.on !== draft.on || before.time !== draft.time;
  const identified = before.method !== draft.method || before.doubt !== draft.doubt;
  return {
    rights: [...rights],
    ...(rights.has('rectification') ? { contested } : {}),
    ...(rights.has('objection') ? { directMarketing } : {}),
    officerId: draft.officerId,
    language: LANGUAGES.find(one => one === draft.language) ?? 'fi',
    ...(before.subjectStaffId === draft.subjectStaffId ? {} : { subjectStaffId: draft.subjectStaffId || null }),
    ...(identified ? { identity: identityOf(draft) } : {}),
    ...(moved ? { receivedAt: momentOf(draft) } : {}),
    ...(corrects ? { person: personOf(draft), representative: representativeOf(draft) } : {}),
  };
}

function identityOf({ method, doubt }: TriageDraft): NonNullable<Triage['identity']> {
  const known = IDENTITY_METHODS.find(one => one === method) ?? null;
  return { method: known, ...(doubt.trim() === '' ? {} : { doubt: doubt.trim() }) };
}

function personOf(draft: TriageDraft): NonNullable<Triage['person']> {
  const given = PERSON_FIELDS.map(field => [field, draft[field].trim()]).filter(([, value]) => value !== '');
  return Object.fromEntries(given) as NonNullable<Triage['person']>; // only the fields of a person
}

function representativeOf({
  representativeName,
  mandate,
  contact,
}: TriageDraft): NonNullable<Triage['representative']> | null {
  const name = representativeName.trim();
  if (name === '') return null;
  return { name, mandate: mandate.trim(), ...(contact.trim() === '' ? {} : { contact: contact.trim() }) };
}
