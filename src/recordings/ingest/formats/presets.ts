import type { DurationUnit } from './durations.js';
import type { CsvForm, FieldRule, Mapping, Preset, SourceForm, TimeForm } from './source-form.js';

/** How documents are read, with nothing left open. */
export interface Reading {
  readonly times: TimeForm;
  readonly durationUnit: DurationUnit;
  readonly agentAs: 'username' | 'extension' | 'directoryId';
  readonly mapping: Mapping;
  readonly outbound: Mapping;
  readonly audio: NonNullable<SourceForm['audio']>;
  readonly recorded: NonNullable<SourceForm['recorded']> | null;
  readonly csv: CsvForm;
  readonly channels: NonNullable<SourceForm['channels']>;
}

/** The reading of `form`: its preset, and field by field what the settings say otherwise. */
export function readingOf(form: SourceForm): Reading {
  const preset = PRESET[form.preset];
  const { format: _, preset: __, ...own } = form;
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const mapping = { ...preset.mapping, ...form.mapping };
  return { ...preset, ...given, mapping, outbound: { ...preset.outbound, ...form.outbound } };
}

function rule(from: readonly string[], more: Partial<FieldRule> = {}): FieldRule {
  return { from: [...from], unlisted: 'keep', ...more };
}

const ISO: TimeForm = { kind: 'iso' };
const HELSINKI: TimeForm = { kind: 'local', pattern: 'YYYY-MM-DD HH:mm:ss', zone: 'Europe/Helsinki' };
const COMMAS: CsvForm = { delimiter: ',', encoding: 'utf-8', columns: null, decimalComma: false };

const PLAIN: Reading = {
  ...{ times: ISO, durationUnit: 's', agentAs: 'extension', mapping: {}, outbound: {} },
  ...{ audio: { kind: 'beside' }, recorded: null, csv: COMMAS, channels: [] },
};

/** The order of `cdr_csv` with all that can be configured (`loguniqueid`, `loguserfield`, `newcdrcolumns`). */
export const CDR_COLUMNS = [
  ...['accountcode', 'src', 'dst', 'dcontext', 'clid', 'channel', 'dstchannel', 'lastapp', 'lastdata', 'start'],
  ...['answer', 'end', 'duration', 'billsec', 'disposition', 'amaflags', 'uniqueid', 'userfield', 'peeraccount'],
  ...['linkedid', 'sequence'],
];

/** Extension of a channel's name: `PJSIP/1001-0000002a`, `Local/1001@from-queue-00000007;1`. */
const EXTENSION = { before: ['@', '-', ';'] };

const ASTERISK: Reading = {
  ...{ times: HELSINKI, durationUnit: 's', agentAs: 'extension', channels: [] },
  csv: { ...COMMAS, columns: CDR_COLUMNS },
  recorded: {
    from: ['disposition'],
    recordedWhen: ['ANSWERED'],
    reasons: { 'NO ANSWER': 'not-answered', BUSY: 'busy', FAILED: 'failed', CONGESTION: 'failed' },
  },
  audio: {
    kind: 'named',
    names: ['{userfield|audio:}', '{recordingfile}', '{uniqueid}.wav', '{uniqueid}.WAV', '{uniqueid}.gsm'],
  },
  mapping: {
    externalId: rule(['uniqueid']),
    linkedId: rule(['linkedid']),
    direction: rule(['dcontext'], {
      table: { 'from-internal': 'outbound', 'ext-queues': 'inbound', 'from-trunk': 'inbound' },
    }),
    startedAt: rule(['start', 'calldate']),
    answeredAt: rule(['answer']),
    endedAt: rule(['end']),
    duration: rule(['duration']),
    queue: rule(['dst']),
    agent: rule(['dstchannel|/', 'dst'], EXTENSION),
    callerPhone: rule(['cnum', 'src']),
    callerName: rule(['cnam', 'clid|"'], { before: ['"'] }),
    // No `sequence`: Asterisk numbers rows, of which a call has several and some are never written.
  },
  outbound: {
    queue: rule(['accountcode'], { constant: 'outbound' }),
    agent: rule(['channel|/', 'src'], EXTENSION),
    callerPhone: rule(['dst']),
    callerName: rule(['dst_cnam']),
  },
};

/** An export of the report of calls: with a line of names, `calldate` for the start, and the file by its name. */
const FREEPBX: Reading = {
  ...ASTERISK,
  csv: COMMAS,
  audio: { kind: 'named', names: ['{recordingfile}', '{userfield|audio:}'] },
};

const FREESWITCH: Reading = {
  ...PLAIN,
  times: { kind: 'epoch', unit: 'us' },
  recorded: {
    from: ['recording.state'],
    recordedWhen: ['recorded'],
    reasons: { 'not-recorded': 'not-recorded', empty: 'empty-recording', 'not-answered': 'not-answered' },
  },
  audio: { kind: 'named', names: ['{app_log.record_session}', '{variables.uuid}.wav', '{variables.uuid}.mp3'] },
  mapping: {
    externalId: rule(['variables.uuid', 'callflow.0.caller_profile.uuid']),
    linkedId: rule(['variables.call_uuid', 'variables.originating_leg_uuid']),
    direction: rule(['call.direction']),
    startedAt: rule(['variables.start_uepoch', 'callflow.0.times.created_time']),
    answeredAt: rule(['variables.answer_uepoch', 'callflow.0.times.answered_time']),
    endedAt: rule(['variables.end_uepoch', 'callflow.0.times.hangup_time']),
    queue: rule(['variables.cc_queue', 'callflow.0.caller_profile.destination_number'], { before: ['@'] }),
    agent: rule(['variables.cc_agent', 'variables.last_sent_callee_id_number', 'variables.dialed_user'], {
      before: ['@'],
    }),
    callerPhone: rule(['callflow.0.caller_profile.caller_id_number']),
    callerName: rule(['callflow.0.caller_profile.caller_id_name']),
  },
  outbound: {
    queue: rule(['variables.accountcode'], { constant: 'outbound' }),
    agent: rule(['variables.user_name', 'callflow.0.caller_profile.username', 'variables.sip_from_user']),
    callerPhone: rule(['callflow.0.caller_profile.destination_number']),
    callerName: rule([]),
  },
};

/** Session border controllers leave the offset out. */
const SIPREC: Reading = {
  ...PLAIN,
  times: { kind: 'iso', zone: 'UTC' },
  mapping: {
    externalId: rule(['session.id']),
    linkedId: rule(['group.id']),
    direction: rule(['call.direction']),
    startedAt: rule(['session.start']),
    endedAt: rule(['session.end']),
    agent: rule(['agent.user']),
    callerPhone: rule(['caller.user']),
    callerName: rule(['caller.name']),
  },
};

const VCON: Reading = {
  ...PLAIN,
  audio: { kind: 'inline' },
  agentAs: 'directoryId',
  mapping: {
    externalId: rule(['dialog.id']),
    linkedId: rule(['vcon.uuid']),
    direction: rule(['call.direction']),
    startedAt: rule(['dialog.start']),
    duration: rule(['dialog.duration']),
    agent: rule(['agent.mailto', 'agent.tel', 'agent.name']),
    callerPhone: rule(['caller.tel']),
    callerEmail: rule(['caller.mailto']),
    callerName: rule(['caller.name']),
  },
};

const PRESET: Readonly<Record<Preset, Reading>> = {
  ...{ plain: PLAIN, asterisk: ASTERISK, freepbx: FREEPBX, issabel: FREEPBX, freeswitch: FREESWITCH },
  ...{ siprec: SIPREC, vcon: VCON },
};
