/** A resource, or a part of one, as JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** What an attribute holds: one value, a set of sub-attributes, or many of those. */
export type AttributeKind = 'plain' | 'complex' | 'many';

/** The attributes of a resource that are kept, by name in lower case (RFC 7643 §2.1: names are not case-sensitive). */
export interface ResourceShape {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, KeptAttribute>;
  /** Attributes of a schema extension, under its URN. */
  readonly extension?: ResourceShape;
  /** Attributes of the standard, in lower case, that are passed over in silence. */
  readonly passedOver: ReadonlySet<string>;
}

export interface KeptAttribute {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly subAttributes: readonly string[];
}

/** What a path names: an attribute in the resource or its extension, some of its values, a sub-attribute. */
export interface Target {
  readonly ofExtension: boolean;
  readonly attribute: KeptAttribute;
  /** The text of a value filter, without its brackets. */
  readonly filter?: string;
  readonly sub?: string;
}

/** `extension`: the whole of one. `passed-over`: of the standard or of another schema, and not kept. `unknown`: neither. */
export type Resolved = { readonly target: Target } | { readonly extension: ResourceShape } | 'passed-over' | 'unknown';

/** Finds what `path` names (RFC 7644 §3.5.2). */
export function resolvePath(shape: ResourceShape, path: string): Resolved {
  const inExtension = shape.extension && within(shape.extension.id, path);
  if (shape.extension && inExtension !== undefined) {
    return inExtension === '' ? { extension: shape.extension } : resolveIn(shape.extension, inExtension, true);
  }
  const own = within(shape.id, path) ?? path;
  return /^urn:/i.test(own) ? 'passed-over' : resolveIn(shape, own, false);
}

const PATH = /^([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/;

function resolveIn(shape: ResourceShape, path: string, ofExtension: boolean): Resolved {
  const [, name = '', filter, sub] = PATH.exec(path) ?? [];
  const attribute = shape.attributes.get(name.toLowerCase());
  if (!attribute) return shape.passedOver.has(name.toLowerCase()) ? 'passed-over' : 'unknown';
  if (filter !== undefined && attribute.kind !== 'many') return 'unknown';
  const found = { ofExtension, attribute, ...(filter === undefined ? {} : { filter }) };
  if (sub === undefined) return { target: found };
  const known = attribute.subAttributes.find(candidate => candidate.toLowerCase() === sub.toLowerCase());
  if (known !== undefined) return { target: { ...found, sub: known } };
  return attribute.kind === 'plain' ? 'unknown' : 'passed-over';
}

/** What comes after `id` in a path that begins with it; undefined for another path. */
function within(id: string, path: string): string | undefined {
  if (path.toLowerCase() === id.toLowerCase()) return '';
  return path.toLowerCase().startsWith(`${id.toLowerCase()}:`) ? path.slice(id.length + 1) : undefined;
}
