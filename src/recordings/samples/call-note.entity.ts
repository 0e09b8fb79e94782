import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'CallNote',
  tableName: 'call_note',
  uniques: [{ name: 'call_note_one', properties: ['recordingId'] }],
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid(),
    writtenBy: p.uuid(),
    writtenAt: p.datetime(3),
    amendedAt: p.datetime(3).nullable(),
    /** When the agent of the call first read it; from then on it stays as it is. */
    readAt: p.datetime(3).nullable(),
    /** Under the recording's data key, so that it goes with the call. */
    sealedText: p.blob(),
  },
});

/** What a team lead wrote on a sampled call for its agent. Words alone: nothing of it counts or grades. */
export class CallNote extends schema.class {}

schema.setClass(CallNote);
