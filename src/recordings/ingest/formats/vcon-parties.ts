import type { Direction } from '../../recording.entity.js';
import { listOf, textAt } from './json-places.js';
import type { Json, JsonObject } from './json-reader.js';
import { isExtension, isPhoneNumber } from './phone-number.js';

/** What a vCon says of the two who speak in a dialog, by the name of a field of theirs. */
export interface DialogParties {
  readonly caller: (field: string) => string | undefined;
  readonly agent: (field: string) => string | undefined;
  /** Which way the call went; undefined where that is not sure. */
  readonly direction: Direction | undefined;
}

/** The agent is who has that role, or a number of the house where nobody has a role; the caller is the other. */
export function partiesOf(parties: readonly Json[], dialog: JsonObject): DialogParties {
  const speakers = speakersOf(parties, dialog.parties);
  const agent = speakers.find(isAgent) ?? speakers.find(isInside);
  const caller = speakers.find(party => party !== agent);
  const originator = typeof dialog.originator === 'number' ? parties[dialog.originator] : undefined;
  const direction = speakers.length === 2 ? directionOf(originator, agent, caller) : undefined;
  return { caller: fieldsOf(caller), agent: fieldsOf(agent), direction };
}

/** `indexes` are those of the dialog: one, or a list; everybody where there are none. */
function speakersOf(parties: readonly Json[], indexes: Json | undefined): Json[] {
  const listed = typeof indexes === 'number' ? [indexes] : listOf(indexes).flatMap(one => indexesIn(one));
  const present = listed.length > 0 ? listed.map(n => parties[n]) : parties;
  return [...new Set(present)].filter(party => party !== undefined);
}

/** A channel with several speakers is a list in the list. */
function indexesIn(one: Json): number[] {
  return [one, ...listOf(one)].filter(n => typeof n === 'number');
}

function directionOf(
  originator: Json | undefined,
  agent: Json | undefined,
  caller: Json | undefined,
): Direction | undefined {
  if (originator === undefined || agent === undefined || caller === undefined) return undefined;
  if (isAgent(caller) || isInside(caller)) return 'internal';
  if (roleOf(caller) === undefined && !isPhoneNumber(telOf(caller))) return undefined;
  return originator === agent ? 'outbound' : originator === caller ? 'inbound' : undefined;
}

function isAgent(party: Json): boolean {
  return roleOf(party) === 'agent';
}

function isInside(party: Json): boolean {
  return roleOf(party) === undefined && isExtension(telOf(party));
}

function roleOf(party: Json): string | undefined {
  return textAt(party, 'role')?.toLowerCase();
}

function telOf(party: Json): string | undefined {
  return fieldsOf(party)('tel');
}

function fieldsOf(party: Json | undefined): (field: string) => string | undefined {
  return field => (party === undefined ? undefined : textAt(party, field)?.replace(/^(?:tel|mailto|sip):/i, ''));
}
