import { audioNames, namedAudio } from './audio-names.js';
import { valueAt, type CallRecord } from './call-record.js';
import { callTimes, type CallTimes } from './call-times.js';
import type { AudioOfCall, DescribedCall, UnusableCall } from './document.js';
import { durationMs, numberOf } from './durations.js';
import { checkCall, fault } from './faults.js';
import { fieldValue } from './field-value.js';
import { isDialledNumber, isPhoneNumber } from './phone-number.js';
import type { Reading } from './presets.js';
import { MAPPED_FIELDS, type Mapping } from './source-form.js';
import { technicalId } from './technical-id.js';
import type { TimeReader } from './time-reader.js';

type MappedField = (typeof MAPPED_FIELDS)[number];
type Values = Readonly<Partial<Record<MappedField, string>>>;

/** What one record of a document is read with. */
export interface Reader {
  readonly source: string;
  readonly reading: Reading;
  readonly readTime: TimeReader;
}

/** What a record says, as ours, or what is wrong with it. `inline` is the audio that stands in the document itself. */
export function readCall(record: CallRecord, reader: Reader, inline?: Buffer): DescribedCall | UnusableCall {
  const faults: string[] = [];
  const values = mappedValues(record, reader.reading, faults);
  const times = timesOf(values, reader, faults);
  const said = { source: reader.source, ...plainFields(values, reader.reading, faults), ...instants(times) };
  const checked = checkCall(said);
  const wrong = [...new Set([...faults, ...unlessTold(checked.faults ?? [], faults)])];
  const { line } = record;
  if (!checked.call || wrong.length > 0) return { line, externalId: technicalId(values.externalId), faults: wrong };
  return { call: checked.call, audio: audioOf(record, reader.reading, times, inline), line };
}

/** Whether it can be used. */
export function isDescribed(read: DescribedCall | UnusableCall): read is DescribedCall {
  return 'call' in read;
}

function mappedValues(record: CallRecord, { mapping, outbound }: Reading, faults: string[]): Values {
  const direction = fieldValue(record, mapping.direction).value;
  const rules: Mapping = direction === 'outbound' ? { ...mapping, ...outbound } : mapping;
  const values: Partial<Record<MappedField, string>> = {};
  for (const field of MAPPED_FIELDS) {
    const { value, unlisted } = fieldValue(record, rules[field]);
    if (unlisted) faults.push(fault(field, 'unlisted'));
    if (value !== undefined) values[field] = value;
  }
  return values;
}

function timesOf(values: Values, { reading, readTime }: Reader, faults: string[]): CallTimes {
  const { startedAt, answeredAt, endedAt, duration } = values;
  const length =
    duration === undefined ? undefined : durationMs(duration, reading.durationUnit, reading.csv.decimalComma);
  if (length === null) faults.push(fault('duration', 'not-a-duration'));
  const times = callTimes({ startedAt, answeredAt, endedAt, durationMs: length ?? undefined }, readTime);
  faults.push(...times.faults);
  return times;
}

function instants({ startedAt, answeredAt, endedAt }: CallTimes): object {
  return given({
    startedAt: startedAt?.toISOString(),
    answeredAt: answeredAt?.toISOString(),
    endedAt: endedAt?.toISOString(),
  });
}

function plainFields(values: Values, reading: Reading, faults: string[]): object {
  const { externalId, linkedId, direction, queue, unit, agent, ticket, note, sequence } = values;
  faults.push(...numbersInTheClear(values));
  if (direction === undefined) faults.push(fault('direction', 'missing'));
  return given({
    ...{ externalId, linkedId, direction, queue, unit, ticket, note },
    agent: agent === undefined ? undefined : { [reading.agentAs]: agent },
    sequence: sequence === undefined ? undefined : numberOf(sequence, false),
    channels: reading.channels.length > 0 ? reading.channels : undefined,
    notice: noticeOf(values),
    caller: callerOf(values),
  });
}

/** These stand in the clear: the number of a caller must not get there by a wrong mapping. */
function numbersInTheClear(values: Values): string[] {
  const names = (['queue', 'unit'] as const).filter(field => isPhoneNumber(values[field]));
  const ids = (['externalId', 'linkedId', 'agent'] as const).filter(field => isDialledNumber(values[field]));
  return [...names, ...ids].map(field => fault(field, 'looks-like-number'));
}

const PLAYED: Readonly<Record<string, boolean>> = { true: true, false: false };

function noticeOf({ noticePlayed, noticeVersion, noticeLanguage }: Values): object | undefined {
  if (noticePlayed === undefined) return undefined;
  return given({ played: PLAYED[noticePlayed], version: noticeVersion, language: noticeLanguage });
}

function callerOf(values: Values): object | undefined {
  const caller = given({
    ...{ name: values.callerName, phone: values.callerPhone, email: values.callerEmail },
    ...{ organisation: values.callerOrganisation, category: values.callerCategory },
    personalIdentityCode: values.callerIdentityCode,
  });
  return Object.keys(caller).length > 0 ? caller : undefined;
}

function given(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A time that cannot be read is not missing as well. */
function unlessTold(found: readonly string[], told: readonly string[]): string[] {
  const fields = new Set(told.map(one => one.split(':')[0]));
  return found.filter(one => !fields.has(one.split(':')[0]));
}

function audioOf(record: CallRecord, reading: Reading, { started }: CallTimes, inline?: Buffer): AudioOfCall {
  const why = whyNotRecorded(record, reading);
  if (why) return { kind: 'none', reason: why };
  if (inline) return { kind: 'inline', bytes: inline };
  const { audio } = reading;
  if (audio.kind !== 'named') return { kind: 'beside' };
  return namedAudio(audioNames(record, audio.names, started?.local ?? null));
}

function whyNotRecorded(record: CallRecord, { recorded }: Reading): string | null {
  if (!recorded) return null;
  const said = recorded.from.map(place => valueAt(record, place)).find(value => value !== undefined) ?? '';
  if (recorded.recordedWhen.includes(said)) return null;
  return (Object.hasOwn(recorded.reasons, said) ? recorded.reasons[said] : undefined) ?? 'not-recorded';
}
