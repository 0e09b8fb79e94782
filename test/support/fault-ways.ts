import type { AuditAction } from '../../src/audit/index.js';
import type { Client } from './client.js';
import type { Asked } from './fault-receive.js';

const MEBIBYTE = 1024 * 1024;

/** A way to what is personal, each of whose answers needs an event of its own. */
export interface Way {
  readonly name: string;
  /** What must be on record once for each answer that shows something. */
  readonly action: AuditAction;
  /** A request that nobody has made yet; for audio, of a playback that was granted past the faults. */
  prepare(): Promise<PreparedRequest>;
}

export interface PreparedRequest {
  readonly asked: Asked;
  /** Only for audio. */
  readonly audio: { readonly playbackId: string; readonly first: number } | null;
}

export interface WayPeople {
  /** Hears and sees the recording. */
  readonly listener: Client;
  readonly auditor: Client;
  /** Makes the listener's next request one that also notes in the session that it was seen. */
  readonly unseen: () => Promise<unknown>;
}

const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };

/** Every way to what a recording of more than one extent holds, and to the log. */
export function waysTo(recording: string, { listener, auditor, unseen }: WayPeople): Way[] {
  const audio = (name: string, action: AuditAction, first: number, last: number | null): Way => ({
    name,
    action,
    prepare: async () => {
      const playbackId = await grant(listener, recording);
      await unseen();
      const range = `bytes=${first}-${last ?? ''}`;
      const asked = { method: 'GET', path: `/playbacks/${playbackId}/audio`, token: listener.token, range } as const;
      return { asked, audio: { playbackId, first } };
    },
  });
  const { token } = listener;
  const at = `/recordings/${recording}`;
  return [
    plain('a grant', 'playback.granted', { method: 'POST', path: `${at}/playbacks`, token, body: PURPOSE }),
    audio('the first extent', 'playback.granted', 0, 99),
    audio('a further extent', 'playback.extent-reserved', MEBIBYTE, MEBIBYTE + 99),
    audio('the whole audio', 'playback.extent-reserved', 0, null),
    plain('a list', 'recordings.listed', { method: 'GET', path: '/recordings', token }),
    plain('an opened recording', 'recording.opened', { method: 'GET', path: at, token }),
    plain('a revealed field', 'field.revealed', {
      ...{ method: 'POST', path: `${at}/reveals`, token },
      body: { field: 'name', ...PURPOSE },
    }),
    plain('a search', 'recordings.searched', {
      ...{ method: 'POST', path: '/recordings/searches', token },
      body: { phone: '+358401234567' },
    }),
    plain('the log', 'audit.listed', { method: 'GET', path: '/audit/events?limit=5', token: auditor.token }),
  ];
}

function plain(name: string, action: AuditAction, asked: Asked): Way {
  return { name, action, prepare: () => Promise.resolve({ asked, audio: null }) };
}

async function grant(listener: Client, recording: string): Promise<string> {
  const { status, body } = await listener.post(`/recordings/${recording}/playbacks`, PURPOSE);
  if (status !== 201) throw new Error(`a grant without a fault answered ${status}`);
  return String(body.id);
}
