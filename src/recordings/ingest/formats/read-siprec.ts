import type { CallRecord } from './call-record.js';
import { decodeText } from './decode-text.js';
import { directionOf, participantsOf, type Participant } from './siprec-participants.js';
import { unreadable } from './unreadable.js';
import { readXml, type XmlElement } from './xml-reader.js';

/** RFC 7865 §6.1; older senders leave `:1` out. */
const NAMESPACES = ['urn:ietf:params:xml:ns:recording:1', 'urn:ietf:params:xml:ns:recording'];

/**
 * Metadata of a SIPREC recording session (RFC 7865), whatever prefix it uses: `session.id`, `session.start`, `session.end`,
 * `session.count`, `group.id`, `data.mode`, `call.direction`, `participants.<n>.aor|user|name|id`, `caller.*` and `agent.*`
 * of the same, and what vendors add as `extension.<element>` or `extension.<element>.<child>`.
 * @throws DomainError `document-unreadable`
 */
export function readSiprec(bytes: Buffer): CallRecord {
  const root = readXml(decodeText(bytes));
  if (root.name !== 'recording' || !NAMESPACES.includes(root.namespace)) throw unreadable('not-siprec');
  const places = placesOf(root);
  return { line: null, at: place => places.get(place) };
}

function placesOf(root: XmlElement): Map<string, string> {
  const places = new Map<string, string>();
  const set = (place: string, value: string | undefined): void => {
    if (value && !places.has(place)) places.set(place, value);
  };
  const sessions = childrenOf(root, 'session');
  const participants = participantsOf(childrenOf(root, 'participant'));
  const [session] = sessions;
  set('session.count', String(sessions.length));
  set('session.id', session && idOf(session, 'session_id'));
  set('session.start', startOf(root, session));
  set('session.end', endOf(root, session));
  set('group.id', groupOf(root, session));
  set('data.mode', textOf(root, 'datamode') ?? textOf(root, 'dataMode'));
  set('call.direction', directionOf(participants));
  setParticipants(participants, set);
  for (const element of everyElement(root)) setExtension(element, set);
  return places;
}

type SetPlace = (place: string, value: string | undefined) => void;

function setParticipants(participants: readonly Participant[], set: SetPlace): void {
  participants.forEach((participant, n) => {
    const { part, id, aor, user, name } = participant;
    for (const place of part === null ? [`participants.${n}`] : [`participants.${n}`, part]) {
      set(`${place}.id`, id);
      set(`${place}.aor`, aor);
      set(`${place}.user`, user);
      set(`${place}.name`, name);
    }
  });
}

/** What is of another namespace than the metadata's own is a vendor's. */
function setExtension(element: XmlElement, set: SetPlace): void {
  if (NAMESPACES.includes(element.namespace)) return;
  set(`extension.${element.name}`, element.text);
  for (const child of element.children) set(`extension.${element.name}.${child.name}`, child.text);
}

/** The session's own times where it has them, or the first time that anybody joined it. */
function startOf(root: XmlElement, session: XmlElement | undefined): string | undefined {
  return (session && textOf(session, 'start-time')) ?? associations(root, 'associate-time').sort()[0];
}

function endOf(root: XmlElement, session: XmlElement | undefined): string | undefined {
  const own = session && (textOf(session, 'stop-time') ?? textOf(session, 'end-time'));
  return own ?? associations(root, 'disassociate-time').sort().at(-1);
}

const ASSOCIATIONS = ['sessionrecordingassoc', 'participantsessionassoc', 'participantstreamassoc', 'session', 'group'];

function associations(root: XmlElement, name: string): string[] {
  const found = ASSOCIATIONS.flatMap(kind => childrenOf(root, kind)).map(one => textOf(one, name));
  return found.filter(time => time !== undefined);
}

function groupOf(root: XmlElement, session: XmlElement | undefined): string | undefined {
  const group = childrenOf(root, 'group')[0];
  return (session && (textOf(session, 'group-ref') ?? textOf(session, 'group'))) ?? (group && idOf(group, 'group_id'));
}

function everyElement(root: XmlElement): XmlElement[] {
  return root.children.flatMap(child => [child, ...everyElement(child)]);
}

function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter(child => child.name === name);
}

/** Older senders write `id` where RFC 7865 has `session_id` and the like. */
function idOf({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.get(name) ?? attributes.get('id');
}

function textOf(element: XmlElement, name: string): string | undefined {
  return (childrenOf(element, name)[0]?.text ?? element.attributes.get(name)) || undefined;
}
