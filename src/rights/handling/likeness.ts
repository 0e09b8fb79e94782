import { normaliseEmail, normalisePhone } from '../../kernel/contact-details.js';
import type { NamedPerson } from '../case/rights-case.entity.js';
import { LIKENESSES } from './handling.schemas.js';

export type Likeness = (typeof LIKENESSES)[number];

/** By what two people who ask seem to be one: never by name, which many share. */
export function likenessOf(one: NamedPerson, other: NamedPerson): Likeness[] {
  const [a, b] = [comparable(one), comparable(other)];
  return LIKENESSES.filter(field => a[field] !== null && a[field] === b[field]);
}

/** What is given in the form in which it can be compared; what has none is compared as it was written. */
function comparable(person: NamedPerson): Readonly<Record<Likeness, string | null>> {
  const { personalIdentityCode, phone, email } = person;
  return {
    personalIdentityCode: plain(personalIdentityCode)?.toUpperCase() ?? null,
    phone: phone === undefined ? null : (normalisePhone(phone) ?? plain(phone)),
    email: email === undefined ? null : (normaliseEmail(email) ?? plain(email)),
  };
}

function plain(text: string | undefined): string | null {
  return text?.replace(/\s/g, '') ?? null;
}
