import { nameTokens, normaliseEmail, normalisePhone } from '../../kernel/contact-details.js';
import type { PartyFields, PartyToGive } from '../../recordings/index.js';
import type { NamedPerson } from '../case/rights-case.entity.js';

/** A field as a person gets it. */
export interface HeldField {
  readonly field: string;
  readonly value: string;
  readonly providedBy: string;
  readonly redactedBecause: string | null;
}

/**
 * What the contact history holds of the person, of `parties` those alone who are that person: others' data are not given
 * (GDPR art. 15(4)). That an identity code is held is said, and the code is left out (Data Protection Act §29).
 */
export function heldOf(parties: readonly PartyToGive[], person: NamedPerson): HeldField[] {
  return parties.filter(({ fields }) => isPerson(fields, person)).flatMap(heldIn);
}

/** By code, telephone or e-mail, or by every part of the name: one that fits is enough, and an empty one fits nobody. */
export function isPerson(fields: PartyFields, person: NamedPerson): boolean {
  const [held, asked] = [termsOf(fields), termsOf(person)];
  return asked.some(term => held.includes(term)) || isSameName(fields.name, person.name);
}

function termsOf({ phone, email, personalIdentityCode }: PartyFields): string[] {
  return [
    ...some('phone', phone === undefined ? null : normalisePhone(phone)),
    ...some('email', email === undefined ? null : normaliseEmail(email)),
    ...some('code', personalIdentityCode?.trim().toUpperCase()),
  ];
}

function some(kind: string, term: string | null | undefined): string[] {
  return term ? [`${kind} ${term}`] : [];
}

function isSameName(held = '', asked = ''): boolean {
  const [one, other] = [nameTokens(held), nameTokens(asked)].map(tokens => [...tokens].sort().join(' '));
  return one !== '' && one === other;
}

const GIVEN = ['name', 'phone', 'email', 'organisation'] as const;

function heldIn({ fields, provenance }: PartyToGive): HeldField[] {
  const given = GIVEN.flatMap(field => {
    const value = fields[field]?.trim() ?? '';
    return value === '' ? [] : [{ field, value, providedBy: provenance, redactedBecause: null }];
  });
  if (fields.personalIdentityCode === undefined) return given;
  const code = { field: 'personalIdentityCode', value: 'held', providedBy: provenance };
  return [...given, { ...code, redactedBecause: 'Data Protection Act 1050/2018 §29' }];
}
