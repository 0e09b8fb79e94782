import type { Direction } from '../../recording.entity.js';
import { isExtension, isPhoneNumber } from './phone-number.js';
import type { XmlElement } from './xml-reader.js';

/** Somebody in a recording session. */
export interface Participant {
  readonly id: string | undefined;
  /** Address, such as `sip:1001@pbx.example.org`. */
  readonly aor: string | undefined;
  /** What stands before the host: an extension or a number. */
  readonly user: string | undefined;
  readonly name: string | undefined;
  /** A vendor's `callingParty` says that it called. */
  readonly calls: boolean;
  /** Which of the two that a service call has; null where there are others. */
  readonly part: 'caller' | 'agent' | null;
}

/** Those of a document in their order. */
export function participantsOf(elements: readonly XmlElement[]): Participant[] {
  const read = elements.map(readParticipant);
  const agent = agentAmong(read);
  const caller = callerAmong(read, agent);
  return read.map(one => ({ ...one, part: one === agent ? 'agent' : one === caller ? 'caller' : null }));
}

/** Which way the call went, where a vendor says who called and the numbers say who is outside; undefined: it is not sure. */
export function directionOf(participants: readonly Participant[]): Direction | undefined {
  const outside = participants.filter(({ user }) => isPhoneNumber(user));
  const inside = participants.filter(({ user }) => isExtension(user));
  const callers = participants.filter(({ calls }) => calls);
  const [calling] = callers;
  if (callers.length !== 1 || !calling || outside.length + inside.length !== participants.length) return undefined;
  if (outside.length === 0) return inside.length > 1 ? 'internal' : undefined;
  if (outside.length > 1 || inside.length === 0) return undefined;
  return outside.includes(calling) ? 'inbound' : 'outbound';
}

type Read = Omit<Participant, 'part'>;

/** Only who has a number of the house is an agent; beside somebody outside who called from there, or else who was called. */
function agentAmong(read: readonly Read[]): Read | undefined {
  const inside = read.filter(({ user }) => isExtension(user));
  const isCallOutside = read.some(({ user }) => isPhoneNumber(user));
  return inside.find(({ calls }) => calls === isCallOutside) ?? inside[0];
}

/** The other side: who has an outside number, before who called, before any other. */
function callerAmong(read: readonly Read[], agent: Read | undefined): Read | undefined {
  const others = read.filter(one => one !== agent);
  return others.find(({ user }) => isPhoneNumber(user)) ?? others.find(({ calls }) => calls) ?? others[0];
}

function readParticipant(element: XmlElement): Read {
  const nameId = element.children.find(({ name }) => name === 'nameID');
  const aor = nameId?.attributes.get('aor') ?? element.children.find(({ name }) => name === 'aor')?.text;
  const name = (nameId ?? element).children.find(child => child.name === 'name')?.text;
  const id = element.attributes.get('participant_id') ?? element.attributes.get('id');
  return { id, aor, user: userOf(aor), name: name === '' ? undefined : name, calls: callsBy(element) };
}

function callsBy({ children }: XmlElement): boolean {
  const own = children.filter(({ name }) => name === 'extensiondata').flatMap(one => one.children);
  return [...children, ...own].some(({ name, text }) => name === 'callingParty' && text === 'true');
}

function userOf(aor: string | undefined): string | undefined {
  return /^(?:sips?:|tel:)?([^@;?]{1,120})/i.exec(aor ?? '')?.[1];
}
