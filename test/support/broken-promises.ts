import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { THE_SYSTEM, AuditTrail } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { SelfAudit } from '../../src/audit/watch/self-audit.js';
import { VerifyLog } from '../../src/audit/watch/verify-log.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { Config } from '../../src/platform/config/index.js';
import { Reconcile } from '../../src/retention/index.js';
import type { PromiseName } from '../../src/register/index.js';
import { wav } from './audio.js';
import type { Client } from './client.js';
import { callMetadata } from './metadata.js';
import { RightsScenes } from './rights.js';
import type { TestServer } from './server.js';
import { ANNOUNCEMENT } from './settled-notice.js';

/** How a promise comes to hold, and how its control is broken on purpose. */
interface BrokenPromise {
  /** What there is to look at before: then the check says that it holds. */
  readonly holds?: (server: TestServer) => Promise<void>;
  readonly breaks: (server: TestServer) => Promise<void>;
  /** What the check then shows. */
  readonly shows: Readonly<Record<string, unknown>>;
}

const A_DAY_MS = 86_400_000;

/** A row for each promise: the compiler asks for one that is new. */
export const BROKEN_PROMISES: Readonly<Record<PromiseName, BrokenPromise>> = {
  'controller-is-named': {
    breaks: server => set(server, { contacts: { ...server.app.get(Config).contacts, dataProtectionOfficer: null } }),
    shows: { missing: 1 },
  },
  'playbacks-have-purposes': {
    holds: server => played(server),
    // What a fault of the program would leave, or somebody who writes into the log past it.
    breaks: async server => {
      await server.app.get(AuditTrail).recordAlone({ action: 'playback.granted', actor: THE_SYSTEM });
      const purpose = 'service-development';
      await server.app.get(AuditTrail).recordAlone({ action: 'playback.granted', actor: THE_SYSTEM, purpose });
    },
    shows: { playbacks: 3, withoutPurpose: 1, withoutReference: 1 },
  },
  'callers-are-told': {
    holds: async server => {
      await delivered(server);
    },
    breaks: async server => {
      await server.sql(`update recording set notice_version = ''`);
    },
    shows: { recordings: 1, toldByCall: 0, untold: 1 },
  },
  'recordings-within-rule': {
    holds: async server => {
      await delivered(server);
    },
    // The purge does not run, and the day in the row says that all is well.
    breaks: async server => {
      server.clock.advance(70 * A_DAY_MS);
      await server.sql(`update recording set due_on = '2027-06-01', ordinary_due_on = '2027-06-01'`);
    },
    shows: { recordings: 1, pastRule: 1, oldestEndedOn: '2026-11-24' },
  },
  'copies-leave-by-known-ways': {
    breaks: async server => {
      const object = { kind: 'mail', id: 'ulos' };
      await server.app.get(AuditTrail).recordAlone({ action: 'recording.exported', actor: THE_SYSTEM, object });
    },
    shows: { copies: 1, copiesOtherwise: 1 },
  },
  'nothing-outside-eea': {
    holds: async server => {
      const { status } = await (await server.as('yrjo.yllapito')).post('/processors', PROCESSOR);
      if (status !== 201) throw new Error(`No processor was entered: ${status}`);
    },
    breaks: async server => {
      await server.sql(`update processor set country = 'US'`);
    },
    shows: { parties: 1, outsideEea: 1 },
  },
  'stores-in-finland': {
    breaks: server => {
      const { stores } = server.app.get(Config);
      return set(server, {
        stores: stores.map(one => ({ ...one, country: one.store === 'keys' ? 'SE' : one.country })),
      });
    },
    shows: { storeKeys: 'SE', storeRecordings: 'FI' },
  },
  'ended-days-without-keys': {
    holds: async server => {
      await delivered(server);
    },
    breaks: async server => {
      server.clock.advance(70 * A_DAY_MS);
      await Promise.resolve();
    },
    shows: { endedDays: 1 },
  },
  'backups-within-window': {
    holds: server => backedUp(server, 7),
    breaks: server => backedUp(server, 30),
    shows: { windowDays: 7, livingBackups: 2, backupsBeyondWindow: 1, certificatesNotFinal: 0 },
  },
  'rows-keys-blobs-agree': {
    holds: async server => {
      await delivered(server);
      await server.app.get(Reconcile).execute(null);
    },
    breaks: async server => {
      const [row] = await server.sql<{ id: string }>('select id from recording');
      await rm(join(server.folders.blobs, row?.id.slice(-2) ?? '', row?.id ?? ''));
      server.clock.advance(1000);
      await server.app.get(Reconcile).execute(null);
    },
    shows: { incidents: 1 },
  },
  'access-under-undertaking': {
    holds: server => played(server),
    breaks: async server => {
      await server.sql('delete from undertaking_acknowledgement where staff_id = $1', [server.ids.get('maija.malli')]);
    },
    shows: { unbound: 1, usedUnbound: 1, notYetBound: 0 },
  },
  'access-reviewed-in-time': {
    holds: async server => {
      const change = { unit: 'Toinen yksikkö', effectiveOn: addDays(today(server), 2), reason: 'Siirtyy.' };
      const answer = await (
        await server.as('yrjo.yllapito')
      ).post(`/staff/${idOf(server, 'maija.malli')}/duties`, change);
      if (answer.status !== 200)
        throw new Error(`No change of duties: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    breaks: async server => {
      server.clock.advance(3 * A_DAY_MS);
      await Promise.resolve();
    },
    shows: { openReviews: 1, lateReviews: 1 },
  },
  'grants-within-bounds': {
    breaks: async server => {
      await server.sql(`update access_grant set until_on = from_on + 1000 where staff_id = $1`, [
        server.ids.get('kirsi.koulu'),
      ]);
    },
    shows: { tooLong: 1 },
  },
  'access-ends-with-duties': {
    // Not by the route, which ends grants in the same transaction.
    breaks: async server => {
      await server.sql(`update staff set status = 'deactivated' where username = 'kirsi.koulu'`);
    },
    shows: { ofDeactivated: 1, dutiesNotFollowed: 0 },
  },
  'log-verified': {
    holds: server => verified(server),
    breaks: async server => {
      await server.sql(`do $$ begin set local session_replication_role = replica;
        update audit_event set leaf = leaf || ' '::bytea
        where id = (select event_id from audit_leaf order by index limit 1); end $$`);
      server.clock.advance(A_DAY_MS);
      await verified(server);
    },
    // The bytes, the leaf that they do not give, and the root.
    shows: { alarms: 3 },
  },
  'requests-answered-in-time': {
    holds: async server => {
      await new RightsScenes(server).register(await server.as('oili.oikeus'));
    },
    breaks: async server => {
      server.clock.advance(40 * A_DAY_MS);
      await Promise.resolve();
    },
    shows: { openRequests: 1, lateRequests: 1 },
  },
  'mailbox-tried': {
    holds: server => tried(server, true),
    breaks: async server => {
      server.clock.advance(60_000);
      await tried(server, false);
    },
    shows: {},
  },
  'notice-says-the-rules': {
    holds: server => published(server),
    breaks: async server => {
      const rule = { kind: 'days', days: 30, clause: 'Tietosuojaseloste 6 §', inForceFrom: today(server) };
      const reason = 'Muutos.';
      const [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
      const { body } = await yrjo.post('/retention/rules', { ...rule, appliesToEarlier: true, reason });
      const { version } = body.rule as { version: number };
      await paula.post(`/retention/rules/${version}/decision`, { outcome: 'adopted', reason });
    },
    shows: { publishedVersion: 1, missing: 0 },
  },
};

const PROCESSOR = {
  ...{ name: 'Konesali Oy', task: 'tallennustila', country: 'FI', subProcessors: [] },
  ...{ undertakingReference: 'S-12', undertakingOn: '2026-01-15' },
};

function today(server: TestServer) {
  return helsinkiDay(server.clock.now());
}

function idOf(server: TestServer, username: string): string {
  return server.ids.get(username) ?? '';
}

/** A setting as it would be if the start had not refused it. */
async function set(server: TestServer, over: object): Promise<void> {
  Object.assign(server.app.get(Config), over);
  await Promise.resolve();
}

async function delivered(server: TestServer): Promise<string> {
  const { body, status } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.2 }));
  if (status !== 201) throw new Error(`Nothing was delivered: ${status}`);
  return String(body.id);
}

/** Maija hears a call of her own for a purpose, with its reference. */
async function played(server: TestServer): Promise<void> {
  const maija: Client = await server.as('maija.malli');
  const wanted = { purpose: 'service-development', reference: 'INC-1' };
  const { status } = await maija.post(`/recordings/${await delivered(server)}/playbacks`, wanted);
  if (status !== 201) throw new Error(`Nothing was played: ${status}`);
}

/** As `tallenne keys backup` records it under a setting of so many days. */
async function backedUp(server: TestServer, days: number): Promise<void> {
  const facts = { days: 1, units: 1, sha256: '0'.repeat(64), deleteBy: addDays(today(server), days) };
  await server.app.get(AuditTrail).recordAlone({ action: 'keys.backed-up', actor: THE_SYSTEM, facts });
}

/** With the self-audit's own look, or it may be the one that finds what the test breaks, too, a second later. */
async function verified(server: TestServer): Promise<void> {
  await server.app.get(IntegrateEvents).execute();
  await server.app.get(SelfAudit).execute();
  await server.app.get(VerifyLog).execute();
}

async function tried(server: TestServer, arrives: boolean): Promise<void> {
  const sentAt = server.clock.now().toISOString();
  const test = { sentAt, arrivedAt: arrives ? sentAt : null, note: 'Koe.' };
  const { status } = await (await server.as('oili.oikeus')).post('/rights-mailbox/tests', test);
  if (status !== 201) throw new Error(`The mailbox was not tried: ${status}`);
}

/** The notice as it is now, by two people. */
export async function published(server: TestServer): Promise<void> {
  const [yrjo, oili] = [await server.as('yrjo.yllapito'), await server.as('oili.oikeus')];
  const notice = { version: ANNOUNCEMENT.version, language: ANNOUNCEMENT.language };
  await yrjo.request('PUT', '/sources/pbx-1', { keepsIdentityCodes: false, notice, keepsDays: 14 });
  await yrjo.post('/announcement-texts', ANNOUNCEMENT);
  const { body } = await yrjo.post('/notice/versions', { reason: 'Uusi.' });
  const decided = { outcome: 'published', reason: 'Uusi.' };
  const { status } = await oili.post(`/notice/versions/${String(body.proposed)}/decision`, decided);
  if (status !== 200) throw new Error(`No notice was published: ${status}`);
}
