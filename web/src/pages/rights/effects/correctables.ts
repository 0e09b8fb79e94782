import type { NewCorrection, RecordingDetails } from '../../../api/types.js';

type Field = NewCorrection['field'];

/** A piece of what is kept of a call that can be corrected: a field of somebody in it, its ticket, or its unit. */
interface Correctable {
  readonly key: string;
  readonly partyId: string | null;
  readonly party: RecordingDetails['parties'][number]['kind'] | null;
  /** Told where there are several of a kind: 1 for the first. */
  readonly partyNumber: number | null;
  readonly field: Field;
}

const OF_PARTY = ['name', 'phone', 'email', 'organisation', 'personalIdentityCode'] as const;
const OF_CALL = ['ticket', 'unit'] as const;

type Looked = { readonly parties: readonly Pick<RecordingDetails['parties'][number], 'id' | 'kind'>[] };

/** Also fields that are empty now: what is missing is completed (GDPR art. 16). */
export function correctablesOf({ parties }: Looked): Correctable[] {
  const ofParties = parties.flatMap(({ id, kind }) => {
    const alike = parties.filter(one => one.kind === kind);
    const partyNumber = alike.length > 1 ? alike.findIndex(one => one.id === id) + 1 : null;
    return OF_PARTY.map(field => ({ key: `${id}/${field}`, partyId: id, party: kind, partyNumber, field }));
  });
  const ofCall = OF_CALL.map(field => ({ key: field, partyId: null, party: null, partyNumber: null, field }));
  return [...ofParties, ...ofCall];
}
