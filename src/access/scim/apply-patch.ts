import { resolvePath, type Json, type KeptAttribute, type ResourceShape, type Target } from './resource-shape.js';
import { invalidPath, invalidValue, noTarget } from './scim-faults.js';
import { isMeant, readFilter } from './value-filter.js';

/** One operation of a PATCH (RFC 7644 §3.5.2). `op` may be capitalised, as Entra ID writes it. */
export interface Operation {
  readonly op: string;
  readonly path?: string | undefined;
  readonly value?: unknown;
}

/**
 * The resource after `operations`; attributes that are not kept are passed over. Our own, since the one of `scimmy` works
 * on its schema instances, which refuse what Entra ID sends ("False" for a boolean, a text for a manager).
 * @throws DomainError `scim-invalid-path`, `scim-no-target`, `scim-invalid-value`, `scim-invalid-filter`
 */
export function applyPatch(shape: ResourceShape, resource: Json, operations: readonly Operation[]): Json {
  return operations.reduce((patched, operation) => applyOne(shape, patched, operation), resource);
}

/** What a whole resource says in attributes that are kept: of a POST or a PUT. */
export function keptOf(shape: ResourceShape, said: Json): Json {
  return setAll(shape, {}, said, 'replace');
}

type Setting = 'add' | 'replace';

function applyOne(shape: ResourceShape, resource: Json, { op, path, value }: Operation): Json {
  const verb = op.toLowerCase();
  if (verb === 'remove') return remove(shape, resource, path, value);
  if (verb !== 'add' && verb !== 'replace') throw invalidValue(['op']);
  if (path !== undefined && path !== '') return setPath(shape, resource, path, value, verb);
  if (!isJson(value)) throw invalidValue(['value']);
  return setAll(shape, resource, value, verb);
}

/** Keys may be paths themselves, as `name.givenName`; an unknown one is passed over. */
function setAll(shape: ResourceShape, resource: Json, values: Json, setting: Setting): Json {
  return Object.entries(values).reduce((set, [path, value]) => {
    if (resolvePath(shape, path) === 'unknown') return set;
    return setPath(shape, set, path, value, setting);
  }, resource);
}

function setPath(shape: ResourceShape, resource: Json, path: string, value: unknown, setting: Setting): Json {
  const resolved = resolvePath(shape, path);
  if (resolved === 'unknown') throw invalidPath();
  if (resolved === 'passed-over') return resource;
  if ('extension' in resolved) return setExtension(resolved.extension, resource, value, setting);
  return inPlace(shape, resource, resolved.target, container => setTarget(container, resolved.target, value, setting));
}

function setExtension(extension: ResourceShape, resource: Json, value: unknown, setting: Setting): Json {
  if (!isJson(value)) return resource;
  const before = isJson(resource[extension.id]) ? (resource[extension.id] as Json) : {};
  return { ...resource, [extension.id]: setAll(extension, before, value, setting) };
}

function setTarget(container: Json, target: Target, value: unknown, setting: Setting): Json {
  const { attribute, filter, sub } = target;
  if (filter !== undefined)
    return { ...container, [attribute.name]: setAmong(container, attribute, filter, sub, value) };
  if (sub !== undefined && attribute.kind === 'many') throw invalidPath();
  if (sub !== undefined) return { ...container, [attribute.name]: { ...partOf(container, attribute), [sub]: value } };
  if (attribute.kind === 'plain') return { ...container, [attribute.name]: value };
  if (attribute.kind === 'many')
    return { ...container, [attribute.name]: manyOf(container, attribute, value, setting) };
  return { ...container, [attribute.name]: complexOf(container, attribute, value) };
}

/** Sub-attributes that are not named stay. Entra ID gives the id of a manager as a text. */
function complexOf(container: Json, attribute: KeptAttribute, value: unknown): unknown {
  if (value === null || value === '') return undefined;
  const given = typeof value === 'string' ? { value } : value;
  if (!isJson(given)) throw invalidValue([attribute.name]);
  return { ...partOf(container, attribute), ...subAttributesOf(attribute, given) };
}

function manyOf(container: Json, attribute: KeptAttribute, value: unknown, setting: Setting): Json[] {
  const given = itemsIn(attribute, value);
  if (setting === 'replace') return given;
  const before = itemsOf(container, attribute);
  const added = given.filter(item => !before.some(known => isSame(known, item)));
  return [...(added.some(isPrimary) ? before.map(secondary) : before), ...added];
}

/** Where nothing is meant by the filter, a value that it would mean is made: Entra ID sets a first address so. */
function setAmong(
  container: Json,
  attribute: KeptAttribute,
  text: string,
  sub: string | undefined,
  value: unknown,
): Json[] {
  const filter = readFilter(text);
  const before = itemsOf(container, attribute);
  const given = sub === undefined ? subAttributesOf(attribute, isJson(value) ? value : {}) : { [sub]: value };
  if (before.some(item => isMeant(filter, item))) {
    const others = isPrimary(given) ? secondary : (item: Json) => item;
    return before.map(item => (isMeant(filter, item) ? { ...item, ...given } : others(item)));
  }
  const asked = filter
    .slice(0, 1)
    .flat()
    .filter(({ operator }) => operator === 'eq');
  const wanted = subAttributesOf(attribute, Object.fromEntries(asked.map(one => [one.path, one.value])));
  const made = { ...wanted, ...given };
  return [...(isPrimary(made) ? before.map(secondary) : before), made];
}

/** Entra ID may write a boolean as a text. */
function isPrimary({ primary }: Json): boolean {
  return String(primary).toLowerCase() === 'true';
}

/** Of many values one is the first choice: whichever is said to be it last (RFC 7644 §3.5.2). */
function secondary(item: Json): Json {
  return isPrimary(item) ? { ...item, primary: false } : item;
}

function remove(shape: ResourceShape, resource: Json, path: string | undefined, value: unknown): Json {
  if (path === undefined || path === '') throw noTarget();
  const resolved = resolvePath(shape, path);
  if (resolved === 'unknown') throw invalidPath();
  if (resolved === 'passed-over') return resource;
  if ('extension' in resolved) return without(resource, resolved.extension.id);
  return inPlace(shape, resource, resolved.target, container => removeTarget(container, resolved.target, value));
}

/** Entra ID names the members to be removed in the value instead of in the path. */
function removeTarget(container: Json, { attribute, filter, sub }: Target, value: unknown): Json {
  const { name, kind } = attribute;
  if (filter !== undefined) {
    const meant = readFilter(filter);
    const before = itemsOf(container, attribute);
    if (sub === undefined) return { ...container, [name]: before.filter(item => !isMeant(meant, item)) };
    return { ...container, [name]: before.map(item => (isMeant(meant, item) ? without(item, sub) : item)) };
  }
  if (sub !== undefined && kind === 'many') throw invalidPath();
  if (sub !== undefined) return { ...container, [name]: without(partOf(container, attribute), sub) };
  if (kind !== 'many' || value === undefined || value === null) return without(container, name);
  const gone = itemsIn(attribute, value);
  return { ...container, [name]: itemsOf(container, attribute).filter(item => !gone.some(one => isSame(one, item))) };
}

function inPlace(
  shape: ResourceShape,
  resource: Json,
  { ofExtension }: Target,
  change: (container: Json) => Json,
): Json {
  const { extension } = shape;
  if (!ofExtension || !extension) return change(resource);
  const before = resource[extension.id];
  return { ...resource, [extension.id]: change(isJson(before) ? before : {}) };
}

function partOf(container: Json, { name }: KeptAttribute): Json {
  const part = container[name];
  return isJson(part) ? part : {};
}

function itemsOf(container: Json, { name }: KeptAttribute): Json[] {
  const items = container[name];
  return Array.isArray(items) ? items.filter(isJson) : [];
}

function itemsIn(attribute: KeptAttribute, value: unknown): Json[] {
  if (value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    const given = typeof item === 'string' ? { value: item } : item;
    if (!isJson(given)) throw invalidValue([attribute.name]);
    return subAttributesOf(attribute, given);
  });
}

/** The sub-attributes that are kept, by their own names. */
function subAttributesOf({ subAttributes }: KeptAttribute, given: Json): Json {
  const known = Object.entries(given).flatMap(([key, value]) => {
    const name = subAttributes.find(candidate => candidate.toLowerCase() === key.toLowerCase());
    return name === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

/** The same address or member; of two addresses the type counts too. */
function isSame(one: Json, other: Json): boolean {
  return one.value === other.value && (one.type === undefined || other.type === undefined || one.type === other.type);
}

function without(container: Json, name: string): Json {
  return Object.fromEntries(Object.entries(container).filter(([key]) => key !== name));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
