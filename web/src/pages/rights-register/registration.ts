import type { NewRightsRequest, Right } from '../../api/types.js';
import { LANGUAGES } from '../../app/languages.js';
import { dayOf, isDay } from '../../ui/format/helsinki.js';
import { helsinkiMoment, timeOf, typedTime } from '../to-sort-out/helsinki-moment.js';

/** The texts of the form in which somebody says that a request was received, in its order. */
export const NOTHING_TYPED = {
  ...{ receivedOn: '', receivedTime: '', channel: 'e-mail', language: 'fi', text: '' },
  ...{ name: '', phone: '', email: '', personalIdentityCode: '', address: '', unit: '' },
  ...{ representativeName: '', mandate: '', contact: '' },
};
export type Registration = typeof NOTHING_TYPED;

export const CHANNELS = ['e-mail', 'post', 'oral', 'on-site', 'portal'] as const;
export const PERSON_FIELDS = ['name', 'phone', 'email', 'personalIdentityCode', 'address', 'unit'] as const;

type RegistrationFault = 'no-day' | 'no-time' | 'future' | 'missing';

/** What is wrong besides empty fields that are always needed: days, times, and a representative in part. */
export function faultsOf(
  registration: Registration,
  hasRepresentative: boolean,
  now: Date,
): Partial<Record<keyof Registration, RegistrationFault>> {
  const { receivedOn, receivedTime, representativeName, mandate } = registration;
  const moment = helsinkiMoment(receivedOn, receivedTime);
  return {
    ...(isDay(receivedOn) ? {} : { receivedOn: 'no-day' }),
    ...(typedTime(receivedTime) === null || (isDay(receivedOn) && moment === null) ? { receivedTime: 'no-time' } : {}),
    ...(moment !== null && Date.parse(moment) > now.getTime() ? futureOf(receivedOn, now) : {}),
    ...(hasRepresentative && representativeName.trim() === '' ? { representativeName: 'missing' } : {}),
    ...(hasRepresentative && mandate.trim() === '' ? { mandate: 'missing' } : {}),
  };
}

function futureOf(receivedOn: string, now: Date): Partial<Record<keyof Registration, RegistrationFault>> {
  return receivedOn > dayOf(now) ? { receivedOn: 'future' } : { receivedTime: 'future' };
}

/** The day and the time of day of an instant, as they are typed. */
export function typedMoment(at: Date): Pick<Registration, 'receivedOn' | 'receivedTime'> {
  return { receivedOn: dayOf(at), receivedTime: timeOf(at.getTime()) };
}

/** What is sent: empty fields are left out. @throws RangeError before {@link faultsOf} is empty */
export function requestOf(
  registration: Registration,
  rights: ReadonlySet<Right>,
  hasRepresentative: boolean,
): NewRightsRequest {
  const { receivedOn, receivedTime, text, representativeName, mandate, contact } = registration;
  const receivedAt = helsinkiMoment(receivedOn, receivedTime);
  if (receivedAt === null) throw new RangeError('A request was received at a moment.');
  const given = PERSON_FIELDS.map(field => [field, registration[field].trim()]).filter(([, value]) => value !== '');
  const representative = { name: representativeName.trim(), mandate: mandate.trim(), ...optional(contact) };
  return {
    receivedAt,
    channel: CHANNELS.find(one => one === registration.channel) ?? 'e-mail',
    language: LANGUAGES.find(one => one === registration.language) ?? 'fi',
    text: text.trim(),
    rights: [...rights],
    person: Object.fromEntries(given) as NonNullable<NewRightsRequest['person']>, // only the fields of a person
    ...(hasRepresentative ? { representative } : {}),
  };
}

function optional(contact: string): { readonly contact?: string } {
  return contact.trim() === '' ? {} : { contact: contact.trim() };
}
