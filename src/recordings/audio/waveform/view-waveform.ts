import { Injectable } from '@nestjs/common';
import { grantCovering, type Permissions } from '../../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../../audit/index.js';
import { parseDay } from '../../../kernel/calendar.js';
import { KeyRing } from '../../../platform/crypto/key-ring.js';
import type { Statement } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import { callFactsOf } from '../../call-facts.js';
import { asSubject, RecordingReader } from '../../recording-reader.js';
import type { Recording } from '../../recording.entity.js';
import { restrictedUse } from '../../stated-purpose.js';
import { openPeaks } from './sealed-peaks.js';
import type { PeaksView } from './waveform.schemas.js';

/** Shows the waveform of a recording to whoever may open it; where its use is restricted, to whoever may play it for a request. */
@Injectable()
export class ViewWaveform {
  constructor(
    private readonly reader: RecordingReader,
    private readonly keyRing: KeyRing,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `restricted` */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<PeaksView> {
    const recording = await this.reader.visible(id, requester, permissions, 'waveform.viewed');
    const draft = viewed(recording, requester, permissions);
    const mayRestricted = permissions.ability.can('play', asSubject(recording), 'rights-request');
    if (recording.restricted && !mayRestricted) {
      await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: 'restricted' });
      throw restrictedUse();
    }
    const { channels, durationMs, dueOn } = recording;
    const [row] = await this.trail.readWith<{ readonly sealed_peaks: Buffer }>(FIND, [id, mayRestricted], draft);
    if (!row) return { channels, durationMs, peaks: [] };
    const key = await this.keyRing.open(id, parseDay(dueOn));
    return { channels, durationMs, peaks: openPeaks(key, id, row.sealed_peaks) };
  }
}

/** Asks again whether the use is restricted, which it may have come to be since the recording was read. */
const FIND: Statement = {
  name: 'recording-waveform',
  text: `
    select sealed_peaks from recording_waveform join recording on recording.id = recording_id
    where recording_id = $1 and (not restricted or $2::boolean)`,
};

function viewed(recording: Recording, requester: Requester, permissions: Permissions): EventDraft {
  const grant = grantCovering(permissions, recording, { verb: 'read' });
  return {
    action: 'waveform.viewed',
    actor: actorOf(requester),
    object: { kind: 'recording', id: recording.id },
    recordingId: recording.id,
    ...(grant ? { grantId: grant.id } : {}),
    facts: callFactsOf(recording),
  };
}
