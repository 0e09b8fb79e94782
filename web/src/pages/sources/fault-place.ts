import { MAPPED_FIELDS, type MappedField } from './source-draft.js';

/** Where something is wrong that is no field that a person maps. */
const PARTS = [
  ...['document', 'line', 'session', 'source', 'audio', 'mediatype', 'encoding', 'caller', 'callerIdentityCode'],
  ...['notice', 'channels', 'stretches', 'patients'],
] as const;
type Part = (typeof PARTS)[number];

/** Fields of our metadata that lie inside another one (metadata.schemas.ts of the server's ingest). */
const NESTED: Readonly<Record<string, MappedField | Part>> = {
  'caller.phone': 'callerPhone',
  'caller.name': 'callerName',
  'caller.email': 'callerEmail',
  'caller.organisation': 'callerOrganisation',
  'caller.category': 'callerCategory',
  'caller.personalIdentityCode': 'callerIdentityCode',
  'notice.played': 'noticePlayed',
  'notice.version': 'noticeVersion',
  'notice.language': 'noticeLanguage',
};

/** What the path of a fault names, with the key of its words; null: nothing that the client knows. */
export function faultPlace(path: string): `sources.fields.${MappedField}` | `sources.parts.${Part}` | null {
  const name = NESTED[path] ?? path.split('.')[0];
  const field = MAPPED_FIELDS.find(one => one === name);
  if (field) return `sources.fields.${field}`;
  const part = PARTS.find(one => one === name);
  return part ? `sources.parts.${part}` : null;
}
