import { reach, type Column, type WaitingKinds, type WaitsFor } from '../access/index.js';
import { incidentsToConfirm, openIncidents } from './affected/waiting-incidents.js';
import type { NoticeVersions } from './notice/notice-versions.js';

/** What of the register waits for somebody: breaches by their 72 hours, a version of the notice for its second person, and a published one that says other than the rules do. */
export function waitsInRegister(waiting: WaitingKinds, notices: NoticeVersions): void {
  waiting.on('incidents', openIncidents);
  waiting.on('incident-confirmations', incidentsToConfirm);
  waiting.on('notice-versions', versionsToDecide);
  waiting.on('notice-differs', versionToRenew(notices));
}

const PROPOSED: Readonly<Record<string, Column>> = { proposedBy: { sql: 'proposed_by', type: 'uuid' } };

const versionsToDecide: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'decide', kind: 'Notice' }, PROPOSED);
  const text = `
    select version::text as id, version::text as label, null::date as on_day from notice_version
    where state = 'proposed' and ${within?.sql ?? 'false'} order by version`;
  return within && { text, values: within.values };
};

const versionToRenew =
  (notices: NoticeVersions): WaitsFor =>
  async ({ ability }) => {
    if (!ability.can('propose', 'Notice')) return null;
    const { version } = (await notices.toRenew()) ?? {};
    if (version === undefined) return null;
    return { text: `select $1::text as id, $1::text as label, null::date as on_day`, values: [String(version)] };
  };
