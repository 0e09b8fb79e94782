import { nameTokens, normaliseEmail, normalisePhone } from '../../kernel/contact-details.js';
import type { PartyFields, PartyToGive } from '../../recordings/index.js';
import type { NamedPerson } from '../case/rights-case.entity.js';
import { CODE_LEFT_OUT, givenValue, HELD, withoutCode } from '../package/without-codes.js';

/** A field as a person gets it. */
export interface HeldField {
  readonly field: string;
  readonly value: string;
  readonly providedBy: string;
  readonly redactedBecause: string | null;
}

/**
 * What the contact history holds of the person, of `parties` those alone who are that person: others' data are not given
 * (GDPR art. 15(4)). That an identity code is held is said, and the code is left out wherever it stands (Data Protection Act §29).
 */
export function heldOf(parties: readonly PartyToGive[], person: NamedPerson): HeldField[] {
  return parties.filter(({ fields }) => isPerson(fields, person)).flatMap(heldIn);
}

/**
 * By the identity code where both have one. Otherwise by number or address together with the whole name, or without a name where none is
 * held: a name alone is many people's, and so is the number of a ward.
 */
export function isPerson(fields: PartyFields, person: NamedPerson): boolean {
  const [held, asked] = [codeOf(fields), codeOf(person)];
  if (held !== '' && asked !== '') return held === asked;
  const reached = waysTo(fields);
  if (!waysTo(person).some(way => reached.includes(way))) return false;
  const name = nameOf(fields);
  return name === '' || name === nameOf(person);
}

function codeOf({ personalIdentityCode = '' }: PartyFields): string {
  return personalIdentityCode.trim().toUpperCase();
}

function waysTo({ phone, email }: PartyFields): string[] {
  return [normalisePhone(phone ?? ''), normaliseEmail(email ?? '')].flatMap(way => way ?? []);
}

/** Its parts in one order; empty where there is none. */
function nameOf({ name = '' }: PartyFields): string {
  return nameTokens(name).sort().join(' ');
}

const GIVEN = ['name', 'phone', 'email', 'organisation'] as const;

function heldIn({ fields, provenance }: PartyToGive): HeldField[] {
  const providedBy = withoutCode(provenance);
  const given = GIVEN.flatMap(field => {
    const value = fields[field]?.trim() ?? '';
    return value === '' ? [] : [{ field, providedBy, ...givenValue(value) }];
  });
  if (fields.personalIdentityCode === undefined) return given;
  return [...given, { field: 'personalIdentityCode', value: HELD, providedBy, redactedBecause: CODE_LEFT_OUT }];
}
