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
  const caller = callerAmong(read);
  const agent = read.findIndex((_, n) => n !== caller);
  return read.map((one, n) => ({ ...one, part: n === caller ? 'caller' : n === agent ? 'agent' : null }));
}

/** Where no vendor says who called: an own extension is short; who has a number, or a name at another house, has called. */
function callerAmong(read: readonly Omit<Participant, 'part'>[]): number {
  const said = read.findIndex(({ calls }) => calls);
  const outside = read.findIndex(({ user }) => /^\+?\d{7,}$/.test(user ?? ''));
  return said >= 0 ? said : Math.max(outside, 0);
}

function readParticipant(element: XmlElement): Omit<Participant, 'part'> {
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
