/** An event of the tree, as it is told to a receiver outside. */
export interface StreamedEvent {
  /** Of its leaf in the tree. */
  readonly index: number;
  readonly id: string;
  readonly action: string;
  readonly outcome: string;
  readonly recordedAt: Date;
  /** The exact bytes of the leaf: canonical JSON. */
  readonly leaf: Buffer;
}

/** Who tells it (RFC 5424 §6.2.4, §7.2.2). */
export interface StreamOrigin {
  readonly hostname: string;
  readonly enterpriseNumber: number;
}

const LOG_AUDIT = 13;
const SEVERITIES: ReadonlyMap<string, number> = new Map([
  ['done', 6],
  ['refused', 5],
  ['failed', 4],
]);
const WARNING = 4;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const LONGEST_MSGID = 32;
const LONGEST_HOSTNAME = 255;

/**
 * One message of RFC 5424: facility "log audit", the action as MSGID, place and id of the leaf as structured data, and the leaf itself,
 * byte for byte, as the text.
 */
export function syslogMessage(event: StreamedEvent, { hostname, enterpriseNumber }: StreamOrigin): Buffer {
  const { index, id, action, outcome, recordedAt, leaf } = event;
  const priority = LOG_AUDIT * 8 + (SEVERITIES.get(outcome) ?? WARNING);
  const host = printable(hostname, LONGEST_HOSTNAME);
  const header = `<${priority}>1 ${recordedAt.toISOString()} ${host} tallenne - ${printable(action, LONGEST_MSGID)}`;
  const data = { index: String(index), id, action, outcome };
  const parameters = Object.entries(data).map(([name, value]) => `${name}="${escaped(value)}"`);
  const structured = `[event@${enterpriseNumber} ${parameters.join(' ')}]`;
  return Buffer.concat([Buffer.from(`${header} ${structured} `), BOM, leaf]);
}

/** A message as it stands in the stream: its length in bytes, a space, itself (RFC 5425 §4.3). */
export function syslogFrame(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${message.length} `), message]);
}

/** PRINTUSASCII (RFC 5424 §6); `-` where nothing is left. */
function printable(text: string, longest: number): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, longest) || '-';
}

/** RFC 5424 §6.3.3: in values `"`, `\` and `]` are escaped. */
function escaped(value: string): string {
  return value.replace(/["\\\]]/g, '\\$&');
}
