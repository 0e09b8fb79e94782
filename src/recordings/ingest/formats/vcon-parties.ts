import { listOf, textAt } from './json-places.js';
import type { Json } from './json-reader.js';

/** What a vCon says of the two who speak in a dialog, by the name of a field of theirs. */
export interface DialogParties {
  readonly caller: (field: string) => string | undefined;
  readonly agent: (field: string) => string | undefined;
}

/** The agent is who has that role, or else the second one. `indexes` are those of the dialog: one, or a list. */
export function partiesOf(parties: readonly Json[], indexes: Json | undefined): DialogParties {
  const listed = typeof indexes === 'number' ? [indexes] : listOf(indexes).flatMap(one => indexesIn(one));
  const present = listed.length > 0 ? listed.map(n => parties[n]) : parties;
  const speakers = present.filter(party => party !== undefined);
  const withRole = speakers.find(party => textAt(party, 'role')?.toLowerCase() === 'agent');
  const agent = withRole ?? speakers[1];
  const caller = speakers.find(party => party !== agent);
  return { caller: fieldsOf(caller), agent: fieldsOf(agent) };
}

/** A channel with several speakers is a list in the list. */
function indexesIn(one: Json): number[] {
  return [one, ...listOf(one)].filter(n => typeof n === 'number');
}

function fieldsOf(party: Json | undefined): (field: string) => string | undefined {
  return field => (party === undefined ? undefined : textAt(party, field)?.replace(/^(?:tel|mailto|sip):/i, ''));
}
