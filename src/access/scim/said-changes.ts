import canonicalize from 'canonicalize';
import { z } from 'zod';
import { ENTERPRISE, type SaidOfUser } from './said-of-user.js';

/** The duties that follow what a directory says; `manager`: the id that it gives, which need not be anybody's. */
export interface SaidDuties {
  readonly unit: string;
  readonly title: string;
  readonly queue: string;
  readonly manager: string | null;
}

export type SaidDuty = keyof SaidDuties;

/** What is new in what a directory says. */
export interface SaidChanges {
  /** Names of attributes, for the log: never what they hold. */
  readonly attributes: readonly string[];
  readonly duties: readonly SaidDuty[];
  /** The person has left, or has come back. */
  readonly presence: 'leaves' | 'returns' | null;
}

const NAMES = ['userName', 'externalId', 'name', 'displayName', 'title', 'active', 'emails'] as const;
const ENTERPRISE_NAMES = ['department', 'division', 'manager'] as const;

/** Compares what is said now with what was said before, whatever the order of its keys; with nothing before, all is new. */
export function changesOf(before: SaidOfUser | null, now: SaidOfUser): SaidChanges {
  const differs = (one: unknown, other: unknown): boolean => canonicalize(one) !== canonicalize(other);
  const own = NAMES.filter(name => differs(before?.[name], now[name]));
  const enterprise = ENTERPRISE_NAMES.filter(name => differs(before?.[ENTERPRISE]?.[name], now[ENTERPRISE]?.[name]));
  return { attributes: [...own, ...enterprise], duties: changedDuties(before, now), presence: presenceOf(before, now) };
}

const DUTIES = ['unit', 'title', 'queue', 'manager'] as const;

function changedDuties(before: SaidOfUser | null, now: SaidOfUser): SaidDuty[] {
  const [earlier, later] = [before ? dutiesOf(before) : NO_DUTIES, dutiesOf(now)];
  return DUTIES.filter(duty => earlier[duty] !== later[duty]);
}

function presenceOf(before: SaidOfUser | null, now: SaidOfUser): SaidChanges['presence'] {
  const [was, is] = [before?.active ?? true, now.active ?? true];
  if (was === is) return null;
  return is ? 'returns' : 'leaves';
}

const NO_DUTIES: SaidDuties = { unit: '', title: '', queue: '', manager: null };

/** What the person is there for, as the directory says it; an empty text where it says nothing. */
export function dutiesOf(said: SaidOfUser): SaidDuties {
  const { department, division, manager } = said[ENTERPRISE] ?? {};
  return { unit: department ?? '', title: said.title ?? '', queue: division ?? '', manager: manager?.value ?? null };
}

/** The duties that the directory gives a value for. */
export function saidDuties(said: SaidOfUser): SaidDuty[] {
  const duties = dutiesOf(said);
  return DUTIES.filter(duty => duties[duty] !== '' && duties[duty] !== null);
}

const LONGEST_NAME = 120;

/** How others see the person: by the first of these that is said. */
export function displayNameOf({ displayName, name, userName }: SaidOfUser): string {
  const parts = [name?.givenName, name?.familyName].filter(part => part !== undefined).join(' ');
  const [shown = userName] = [displayName, name?.formatted, parts].filter(
    text => text !== undefined && text.trim() !== '',
  );
  return shown.trim().slice(0, LONGEST_NAME);
}

/** The address for work, else the first choice, else the first; null for what is no address. */
export function emailOf({ emails = [] }: SaidOfUser): string | null {
  const work = emails.find(({ type }) => type?.toLowerCase() === 'work');
  const chosen = work ?? emails.find(({ primary }) => primary === true) ?? emails[0];
  return z.email().max(254).safeParse(chosen?.value).data ?? null;
}
