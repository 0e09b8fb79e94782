import { defineEntity, p } from '@mikro-orm/core';
import { HOLD_KINDS } from '../../access/index.js';

/** What has become of a hold. One whose last day is over is `lapsed` or `ended` also before a job has said so (hold-state.ts). */
export const HOLD_STATES = ['requested', 'active', 'refused', 'lapsed', 'ended', 'released'] as const;
export type HoldState = (typeof HOLD_STATES)[number];

const schema = defineEntity({
  name: 'Hold',
  tableName: 'hold',
  indexes: [
    { name: 'hold_newest', properties: ['requestedAt', 'id'] },
    { name: 'hold_recording', properties: ['recordingId'] },
    { name: 'hold_running', properties: ['untilOn'], where: { state: { $in: ['requested', 'active'] } } },
  ],
  uniques: [{ name: 'hold_provisional_once', properties: ['recordingId'], where: { provisional: true } }],
  checks: [
    { name: 'hold_second_person_check', expression: '"decided_by" <> "requested_by"' },
    {
      name: 'hold_decided_check',
      expression: `"state" <> 'active' or "kind" = 'rights-request' or "decided_by" is not null`,
    },
    { name: 'hold_until_check', expression: '"until_on" <= "wanted_until_on"' },
    {
      name: 'hold_provisional_days_check',
      expression: `"state" <> 'requested' or "until_on" <= (("requested_at" at time zone 'Europe/Helsinki')::date + 7)`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid(),
    kind: p.enum(HOLD_KINDS),
    /** Case or course. */
    reference: p.text(),
    /** Under the recording's data key; null after a restored backup that did not know of the hold. */
    sealedNecessity: p.blob().nullable(),
    /** The commitment of the event `hold.requested` to the necessity, base64url: what a certificate may still say of it. */
    necessitySha256: p.text(),
    requestedBy: p.uuid(),
    requestedAt: p.datetime(3),
    /** Whether it protects, or has protected, before anybody decided: once for each recording. */
    provisional: p.boolean(),
    /** Its last day as it stands; of a request, the last day on which it waits. */
    untilOn: p.date(),
    wantedUntilOn: p.date(),
    reviewOn: p.date(),
    state: p.enum(HOLD_STATES),
    /** The hold that this one goes on from. */
    continues: p.uuid().nullable(),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    /** Null for one that ended by itself. */
    endedBy: p.uuid().nullable(),
    endedAt: p.datetime(3).nullable(),
    /** Why it was refused or released, under the recording's data key. */
    sealedEndReason: p.blob().nullable(),
  },
});

/** A recording is kept longer than ordinarily, for a reason that one person gives and another approves (säilytyksen jatkaminen). */
export class Hold extends schema.class {}

schema.setClass(Hold);
