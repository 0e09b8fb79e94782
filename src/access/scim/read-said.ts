import { z } from 'zod';
import { applyPatch, keptOf, type Operation } from './apply-patch.js';
import type { Json } from './resource-shape.js';
import { GROUP_SHAPE, USER_SHAPE } from './resource-shapes.js';
import { ENTERPRISE, type SaidOfUser } from './said-of-user.js';
import { invalidSyntax, invalidValue } from './scim-faults.js';

/** A text without control characters; an empty one, or null, says nothing (RFC 7643 §2.5). */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine(value => !/\p{Cc}/u.test(value))
    .nullish()
    .transform(value => value ?? '')
    .transform(value => (value.trim() === '' ? undefined : value))
    .optional();

/** Entra ID writes "True" and "False". */
const flag = z
  .union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'insensitive' })])
  .nullish()
  .transform(value => value ?? undefined)
  .optional();

const email = z.object({ value: text(254), type: text(64), primary: flag });

const user = z.object({
  userName: z.string().min(1).max(64),
  externalId: text(128),
  name: z.object({ formatted: text(240), familyName: text(120), givenName: text(120) }).nullish(),
  displayName: text(120),
  title: text(120),
  active: flag,
  emails: z.array(email).max(20).nullish(),
  [ENTERPRISE]: z
    .object({
      department: text(120),
      division: text(120),
      manager: z.object({ value: text(64), displayName: text(120) }).nullish(),
    })
    .nullish(),
});

const group = z.object({
  displayName: z.string().trim().min(1).max(256),
  externalId: text(128),
  members: z.array(z.object({ value: z.uuid().toLowerCase() })).nullish(),
});

/** What a directory says of a group. */
export interface SaidOfGroup {
  readonly displayName: string;
  readonly externalId: string | null;
  /** Ids of users. */
  readonly members: readonly string[];
}

/**
 * What a whole user, as a POST or a PUT gives it, says in attributes that are kept; `active` is true where it is left out.
 * @throws DomainError `scim-invalid-value`
 */
export function readUser(body: Json): SaidOfUser {
  return userOf(keptOf(USER_SHAPE, body), true);
}

/**
 * What a PUT says anew. Left out, `active` and `externalId` stay as they were said (RFC 7644 §3.5.1 leaves it to us): Okta's
 * documented PUT has no external id, and silence lets nobody in.
 * @throws DomainError `scim-invalid-value`
 */
export function replaceUser(said: SaidOfUser, body: Json): SaidOfUser {
  const { active = true, externalId } = said;
  return userOf({ externalId, ...keptOf(USER_SHAPE, body) }, active);
}

/** What is said of a user after a PATCH; `active` stays where it is taken away. @throws DomainError as of {@link applyPatch}, `scim-invalid-syntax` */
export function patchUser(said: SaidOfUser, body: Json): SaidOfUser {
  return userOf(applyPatch(USER_SHAPE, { ...said }, readOperations(body)), said.active ?? true);
}

/** What a whole group says. @throws DomainError `scim-invalid-value` */
export function readGroup(body: Json): SaidOfGroup {
  return groupOf(keptOf(GROUP_SHAPE, body));
}

/** What a PUT says of a group; its external id stays where it is left out. @throws DomainError `scim-invalid-value` */
export function replaceGroup({ externalId }: SaidOfGroup, body: Json): SaidOfGroup {
  return groupOf({ externalId, ...keptOf(GROUP_SHAPE, body) });
}

/** What is said of a group after a PATCH. @throws DomainError as of {@link applyPatch}, `scim-invalid-syntax` */
export function patchGroup(said: SaidOfGroup, body: Json): SaidOfGroup {
  const members = said.members.map(value => ({ value }));
  return groupOf(applyPatch(GROUP_SHAPE, { ...said, members }, readOperations(body)));
}

const patch = z.object({
  schemas: z.array(z.string()).refine(ids => ids.some(id => id.toLowerCase() === PATCH_OP)),
  Operations: z
    .array(z.object({ op: z.string(), path: z.string().max(512).nullish(), value: z.unknown().optional() }))
    .min(1)
    .max(200),
});

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:patchop';

function readOperations(body: Json): Operation[] {
  const read = patch.safeParse(body);
  if (!read.success) throw invalidSyntax();
  return read.data.Operations.map(({ op, path, value }) => ({ op, path: path ?? undefined, value }));
}

/** @param active what holds where nothing is said of it, be it left out or null (RFC 7643 §2.5): silence lets nobody in */
function userOf(kept: Json, active: boolean): SaidOfUser {
  const read = user.safeParse(kept);
  if (!read.success) throw invalidValue(fieldsOf(read.error));
  const all = { ...read.data, active: read.data.active ?? active };
  return said(all) as SaidOfUser; // without what says nothing, which is what its optional attributes mean
}

function groupOf(kept: Json): SaidOfGroup {
  const read = group.safeParse(kept);
  if (!read.success) throw invalidValue(fieldsOf(read.error));
  const { displayName, externalId, members } = read.data;
  return {
    displayName,
    externalId: externalId ?? null,
    members: [...new Set((members ?? []).map(({ value }) => value))],
  };
}

/** Leaves out what says nothing: null, and sets and lists of nothing. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return emptyAsNothing(value.map(said).filter(hasValue));
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value).map(([name, part]: [string, unknown]) => [name, said(part)] as const);
  return emptyAsNothing(Object.fromEntries(entries.filter(([, part]) => part !== undefined)));
}

function emptyAsNothing(value: object): object | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

/** An address without the address says nothing. */
function hasValue(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'value' in item;
}

function fieldsOf(error: z.ZodError): string[] {
  return [...new Set(error.issues.flatMap(({ path }) => path.slice(0, 1).map(String)))];
}
