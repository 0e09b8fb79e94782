import type { Announcement, Source, SourceChange, SourceForm } from '../../api/types.js';
import { isDay } from '../../ui/format/helsinki.js';

/** The fields of a call in the order in which a person maps them. */
export const MAPPED_FIELDS = [
  ...['externalId', 'startedAt', 'endedAt', 'duration', 'answeredAt', 'queue', 'unit', 'agent', 'direction'],
  ...['callerPhone', 'callerName', 'callerEmail', 'callerOrganisation', 'callerCategory', 'linkedId', 'ticket', 'note'],
  ...['noticePlayed', 'noticeVersion', 'noticeLanguage', 'sequence'],
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** Ready-made readings, each with the format that it is of. */
export const PRESETS = {
  sidecar: 'sidecar',
  plain: 'csv',
  asterisk: 'asterisk-cdr',
  freepbx: 'asterisk-cdr',
  issabel: 'asterisk-cdr',
  freeswitch: 'freeswitch',
  siprec: 'siprec',
  vcon: 'vcon',
} as const satisfies Record<string, SourceForm['format']>;
export type PresetName = keyof typeof PRESETS;

export const TIME_KINDS = ['preset', 'iso', 'local', 'epoch-s', 'epoch-ms', 'epoch-us'] as const;
type TimeKind = (typeof TIME_KINDS)[number];
export const DURATION_UNITS = ['ms', 's', 'min', 'clock'] as const;
export const AGENT_NAMINGS = ['username', 'extension', 'directoryId'] as const;
export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Where times are from unless somebody says otherwise. */
export const USUAL_ZONE = 'Europe/Helsinki';
/** Most days that the server takes for a source's own copy. */
export const MOST_DAYS = 36_500;

/** What a person writes of one field. */
export interface FieldDraft {
  /** Places, divided by semicolons. */
  readonly from: string;
  /** A value a line, `600 = user-support`. */
  readonly table: string;
  readonly constant: string;
}

/** The settings of a source while they are being written; '' stands for "as the preset has it". */
export interface SourceDraft {
  readonly keepsIdentityCodes: boolean;
  readonly keepsDays: string;
  readonly copyThrough: string;
  readonly copyReference: string;
  readonly copyPlace: string;
  readonly copyCountry: string;
  readonly announcements: readonly Announcement[];
  readonly preset: PresetName;
  readonly delimiter: (typeof DELIMITERS)[number];
  readonly encoding: (typeof ENCODINGS)[number];
  readonly decimalComma: boolean;
  readonly columns: string;
  readonly timeKind: TimeKind;
  readonly pattern: string;
  readonly zone: string;
  readonly durationUnit: '' | (typeof DURATION_UNITS)[number];
  readonly agentAs: '' | (typeof AGENT_NAMINGS)[number];
  readonly audioNames: string;
  readonly fields: Readonly<Partial<Record<MappedField, FieldDraft>>>;
}

export const EMPTY_FIELD: FieldDraft = { from: '', table: '', constant: '' };

/** Of a source that nobody has set up. */
export const UNSET: Omit<Source, 'name'> = {
  ...{ keepsIdentityCodes: false, announcements: [], keepsDays: null, copyDeleted: null, ownCopy: null },
  form: { format: 'sidecar', preset: 'plain' },
};

export function draftOf({ form, ...source }: Omit<Source, 'name'>): SourceDraft {
  const { csv, times, audio } = form;
  return {
    keepsIdentityCodes: source.keepsIdentityCodes,
    keepsDays: source.keepsDays === null ? '' : String(source.keepsDays),
    copyThrough: source.copyDeleted?.throughOn ?? '',
    copyReference: source.copyDeleted?.reference ?? '',
    copyPlace: source.ownCopy?.place ?? '',
    copyCountry: source.ownCopy?.country ?? '',
    announcements: source.announcements,
    preset: presetOf(form),
    ...{
      delimiter: csv?.delimiter ?? ',',
      encoding: csv?.encoding ?? 'utf-8',
      decimalComma: csv?.decimalComma ?? false,
    },
    columns: csv?.columns?.join('; ') ?? '',
    timeKind: times ? (times.kind === 'epoch' ? `epoch-${times.unit}` : times.kind) : 'preset',
    pattern: times?.kind === 'local' ? times.pattern : 'D.M.YYYY H:mm:ss',
    zone: zoneOf(form),
    ...{ durationUnit: form.durationUnit ?? '', agentAs: form.agentAs ?? '' },
    audioNames: audio?.kind === 'named' ? audio.names.join('; ') : '',
    fields: fieldsOf(form),
  };
}

/** What is sent; what the page does not show of the form stays as it is. */
export function changeOf(draft: SourceDraft, before: SourceForm): SourceChange {
  const { keepsIdentityCodes, keepsDays, copyThrough, copyReference, announcements } = draft;
  const [place, country] = [draft.copyPlace.trim(), draft.copyCountry.trim().toUpperCase()];
  return {
    ...{ keepsIdentityCodes, announcements: [...announcements], form: formOf(draft, before) },
    keepsDays: keepsDays.trim() === '' ? null : Number(keepsDays),
    copyDeleted: copyThrough === '' ? null : { throughOn: copyThrough, reference: copyReference.trim() },
    // The server knows which countries there are.
    ownCopy: place === '' ? null : { place, country: country as NonNullable<Source['ownCopy']>['country'] },
  };
}

export function formOf(draft: SourceDraft, before: SourceForm): SourceForm {
  if (draft.preset === 'sidecar') return { format: 'sidecar', preset: 'plain' };
  const { outbound, recorded, channels } = before;
  return {
    ...{ format: PRESETS[draft.preset], preset: draft.preset },
    ...(outbound === undefined ? {} : { outbound }),
    ...(recorded === undefined ? {} : { recorded }),
    ...(channels === undefined ? {} : { channels }),
    ...csvOf(draft, before),
    ...timesOf(draft),
    ...(draft.durationUnit === '' ? {} : { durationUnit: draft.durationUnit }),
    ...(draft.agentAs === '' ? {} : { agentAs: draft.agentAs }),
    ...audioOf(draft, before),
    mapping: mappingOf(draft, before),
  };
}

/** Whether the documents are tables, whose columns have names or an order. */
export function isTable(preset: PresetName): boolean {
  return PRESETS[preset] === 'csv' || PRESETS[preset] === 'asterisk-cdr';
}

/** Whether how the table is written can be said: Asterisk's own order comes with its own way of writing. */
export function saysTable({ preset, columns }: SourceDraft): boolean {
  return isTable(preset) && !(preset === 'asterisk' && partsOf(columns).length === 0);
}

/** Names of what cannot be sent as it is, in the order of the page. */
export function faultsOf({ keepsDays, copyThrough, copyReference, copyPlace, copyCountry }: SourceDraft): string[] {
  return [
    ...(/^\d{0,5}$/.test(keepsDays.trim()) && Number(keepsDays) <= MOST_DAYS ? [] : ['keepsDays']),
    ...(copyThrough === '' || isDay(copyThrough) ? [] : ['copyThrough']),
    ...((copyThrough === '') === (copyReference.trim() === '') ? [] : ['copyReference']),
    ...((copyPlace.trim() === '') === (copyCountry.trim() === '') ? [] : ['copyPlace']),
  ];
}

function presetOf({ format, preset }: SourceForm): PresetName {
  if (format === 'sidecar') return 'sidecar';
  const named = preset as PresetName; // the server's presets are the client's
  return PRESETS[named] === format
    ? named
    : ((['plain', 'asterisk', 'freeswitch', 'siprec', 'vcon'] as const).find(one => PRESETS[one] === format) ??
        'plain');
}

/** Times that are written without a zone have none; the usual one is there for those that somebody begins to describe. */
function zoneOf({ times }: SourceForm): string {
  if (!times || times.kind === 'epoch') return USUAL_ZONE;
  return times.zone ?? '';
}

/** An exchange's own order, or names in the first line, stay where nobody writes columns. */
function csvOf(draft: SourceDraft, before: SourceForm): Pick<SourceForm, 'csv'> {
  const { preset, delimiter, encoding, decimalComma, columns } = draft;
  const names = partsOf(columns);
  if (saysTable(draft))
    return { csv: { delimiter, encoding, decimalComma, columns: names.length === 0 ? null : names } };
  const { csv } = before;
  const staysAsterisk = preset === 'asterisk' && preset === presetOf(before);
  return staysAsterisk && csv && (csv.columns ?? []).length === 0 ? { csv } : {};
}

/** The page shows audio only by its names. */
function audioOf({ preset, audioNames }: SourceDraft, before: SourceForm): Pick<SourceForm, 'audio'> {
  const names = partsOf(audioNames);
  if (names.length > 0) return { audio: { kind: 'named', names } };
  const { audio } = before;
  return audio && audio.kind !== 'named' && preset === presetOf(before) ? { audio } : {};
}

function timesOf({ timeKind, pattern, zone }: SourceDraft): Pick<SourceForm, 'times'> {
  switch (timeKind) {
    case 'preset':
      return {};
    case 'iso':
      return { times: { kind: 'iso', ...(zone.trim() === '' ? {} : { zone: zone.trim() }) } };
    case 'local':
      return { times: { kind: 'local', pattern, zone } };
    case 'epoch-s':
      return { times: { kind: 'epoch', unit: 's' } };
    case 'epoch-ms':
      return { times: { kind: 'epoch', unit: 'ms' } };
    case 'epoch-us':
      return { times: { kind: 'epoch', unit: 'us' } };
  }
}

type Mapping = NonNullable<SourceForm['mapping']>;

function fieldsOf({ mapping = {} }: SourceForm): SourceDraft['fields'] {
  const drafts = MAPPED_FIELDS.flatMap(field => {
    const rule = mapping[field];
    if (!rule) return [];
    const table = Object.entries(rule.table ?? {}).map(([value, ours]) => `${value} = ${ours}`);
    return [[field, { from: rule.from.join('; '), table: table.join('\n'), constant: rule.constant ?? '' }]];
  });
  return Object.fromEntries(drafts) as SourceDraft['fields']; // made of the fields' own names
}

function mappingOf({ fields }: SourceDraft, { mapping = {} }: SourceForm): Mapping {
  const shown: readonly string[] = MAPPED_FIELDS;
  const others = Object.entries(mapping).filter(([field]) => !shown.includes(field));
  const written = MAPPED_FIELDS.flatMap(field => {
    const draft = fields[field] ?? EMPTY_FIELD;
    return `${draft.from}${draft.table}${draft.constant}`.trim() === '' ? [] : [[field, ruleOf(draft, mapping[field])]];
  });
  return Object.fromEntries([...others, ...written]) as Mapping; // made of the fields' own names
}

type Rule = NonNullable<Mapping[MappedField]>;

/** A value that is missing from a new table is a fault, not a value of ours. */
function ruleOf({ from, table, constant }: FieldDraft, before: Rule | undefined): Rule {
  const values = tableOf(table);
  const hasTable = Object.keys(values).length > 0;
  const unlisted = before?.table ? before.unlisted : 'fault';
  return {
    from: partsOf(from),
    unlisted: hasTable ? unlisted : 'keep',
    ...(hasTable ? { table: values } : {}),
    ...(constant.trim() === '' ? {} : { constant: constant.trim() }),
    ...(before?.join === undefined ? {} : { join: before.join }),
    ...(before?.before === undefined ? {} : { before: before.before }),
  };
}

function partsOf(text: string): string[] {
  return text
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');
}

/** A line without a value of ours is left out. */
function tableOf(text: string): Record<string, string> {
  const lines = text.split('\n').map(line => line.split('='));
  const pairs = lines.map(([value = '', ...ours]) => [value.trim(), ours.join('=').trim()]);
  return Object.fromEntries(pairs.filter(([value, ours]) => value !== '' && ours !== '')) as Record<string, string>; // pairs of texts
}
