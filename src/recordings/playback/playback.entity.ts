import { defineEntity, p } from '@mikro-orm/core';
import { PURPOSES } from '../../access/index.js';

const schema = defineEntity({
  name: 'Playback',
  tableName: 'playback',
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid().index('playback_recording'),
    staffId: p.uuid(),
    sessionId: p.uuid().index('playback_session'),
    purpose: p.enum(PURPOSES),
    reference: p.text(),
    grantedAt: p.datetime(3),
    expiresAt: p.datetime(3).index('playback_expires_at'),
    /** One bit an extent of 1 MiB: set when the extent's event is committed. */
    reserved: p.blob(),
    /** Whether it serves what browsers can play instead of the file as it came. */
    rendition: p.boolean().default(false),
    endedAt: p.datetime(3).nullable(),
  },
});

/** A person may hear one recording for one stated purpose, in one session, for a while. */
export class Playback extends schema.class {}

schema.setClass(Playback);
