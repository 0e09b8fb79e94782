import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'RecordingWaveform',
  tableName: 'recording_waveform',
  properties: {
    recordingId: p.uuid().primary(),
    /** Under the unit's data key, so that it goes with it. */
    sealedPeaks: p.blob(),
  },
});

/** The waveform of one recording; a recording whose audio could not be decoded has none. */
export class RecordingWaveform extends schema.class {}

schema.setClass(RecordingWaveform);
