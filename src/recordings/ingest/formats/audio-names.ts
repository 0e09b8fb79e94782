import type { AudioOfCall } from './document.js';
import { valueAt, type CallRecord } from './call-record.js';
import type { LocalTime } from './local-time.js';
import type { SourceForm } from './source-form.js';
import { writeLocal } from './time-reader.js';

const PLACE = /\{([^{}]{1,200})\}/g;
const MAX_NAME_BYTES = 255;

/** The names by which a document knows the audio of a call, without folders. */
export function audioNames(record: CallRecord, patterns: readonly string[], startedAt: LocalTime | null): string[] {
  const names = patterns.map(pattern => nameBy(record, pattern, startedAt)).filter(name => name !== null);
  return [...new Set(names)];
}

/** A document that names no file says that there is none. */
export function namedAudio(names: readonly string[]): AudioOfCall {
  return names.length > 0 ? { kind: 'named', names } : { kind: 'none', reason: 'no-file-named' };
}

function nameBy(record: CallRecord, pattern: string, startedAt: LocalTime | null): string | null {
  const missing: string[] = [];
  const name = pattern.replaceAll(PLACE, (_, place: string) => {
    const value = place.startsWith('@') ? startedAt && writeLocal(startedAt, place.slice(1)) : valueAt(record, place);
    if (!value) missing.push(place);
    return value ?? '';
  });
  return missing.length === 0 ? fileName(name) : null;
}

/** The last part of a path of any system; null for what cannot be the name of a file. */
function fileName(path: string): string | null {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trim();
  if (name === '' || /^\.+$/.test(name) || /\p{Cc}/u.test(name)) return null;
  return Buffer.byteLength(name) <= MAX_NAME_BYTES ? name : null;
}

/** What the name of a MixMonitor file says. */
export interface MixMonitorName {
  /** `YYYYMMDD-HHMMSS`, in the local time of the exchange. */
  readonly startedAt: string;
  readonly uniqueId: string;
}

/** FreePBX `<type>-<dst>-<src>-YYYYMMDD-HHMMSS-<uniqueid>`, Issabel `YYYYMMDD-HHMMSS-<uniqueid>`. */
const MIX_MONITOR = /(?:^|-)(\d{8}-\d{6})-(\d{9,11}\.\d{1,9})$/;

/** Date and id are taken from the right: a dash inside a number shifts what stands before them. null: no such name. */
export function mixMonitorName(file: string): MixMonitorName | null {
  const base = (fileName(file) ?? '').replace(/\.(?=\d{0,4}[a-z])[a-z0-9]{2,5}$/i, '');
  const [, startedAt, uniqueId] = MIX_MONITOR.exec(base) ?? [];
  return startedAt && uniqueId ? { startedAt, uniqueId } : null;
}

/** The external id that the name of an audio file tells, where the source's presets say how; null: it tells none. */
export function externalIdOfAudio(file: string, { preset }: SourceForm): string | null {
  const named = ['asterisk', 'freepbx', 'issabel'].includes(preset);
  return named ? (mixMonitorName(file)?.uniqueId ?? null) : null;
}
