import { reach, type Column, type WaitingKinds, type WaitsFor } from '../access/index.js';
import { NOBODY } from '../kernel/ids.js';
import { incidentsToConfirm, openIncidents } from './affected/waiting-incidents.js';
import type { GoingLiveState } from './going-live/going-live-state.js';
import { findingsDue } from './going-live/waiting-findings.js';
import type { NoticeVersions } from './notice/notice-versions.js';

/**
 * What of the register waits for somebody: breaches by their 72 hours, a version of the notice for its second person, a published one
 * that says other than the rules do, promises that do not hold, and what the notice leaves open.
 */
export function waitsInRegister(waiting: WaitingKinds, notices: NoticeVersions, goingLive: GoingLiveState): void {
  waiting.on('incidents', openIncidents);
  waiting.on('incident-confirmations', incidentsToConfirm);
  waiting.on('notice-versions', versionsToDecide);
  waiting.on('notice-differs', versionToRenew(notices));
  waiting.on('promise-incidents', incidentsToAnswer);
  waiting.on('promise-answers', incidentsToSettle);
  waiting.on('going-live-findings', findingsToDecide(goingLive));
  waiting.on('going-live-decisions', decisionsToConfirm);
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

const OWNED: Readonly<Record<string, Column>> = { ownerId: { sql: 'owner_id', type: 'uuid' } };

/** For whoever answers for them, as long as they have not said what was done; for those who may hand them over, those of nobody. */
const incidentsToAnswer: WaitsFor = ({ ability, requester: { id } }) => {
  const within = reach(ability, { verb: 'hand-over', kind: 'PromiseIncident' }, OWNED, 2);
  const text = `
    select id::text, '' as label, null::date as on_day from promise_incident
    where settled_at is null and answered_at is null and (owner_id = $1 or owner_id = $2) and ${within?.sql ?? 'false'}
    order by opened_at, id`;
  return within && { text, values: [id, NOBODY, ...within.values] };
};

const incidentsToSettle: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'settle', kind: 'PromiseIncident' }, OWNED);
  const text = `
    select id::text, '' as label, null::date as on_day from promise_incident
    where settled_at is null and answered_at is not null and ${within?.sql ?? 'false'} order by answered_at, id`;
  return within && { text, values: within.values };
};

const findingsToDecide =
  (goingLive: GoingLiveState): WaitsFor =>
  async ({ ability, requester: { id }, now }) => {
    if (!ability.can('decide', 'GoingLiveFinding')) return null;
    const due = findingsDue(await goingLive.all(), id, now);
    if (due.length === 0) return null;
    const text = `
      select t.id, '' as label, t.on_day from unnest($1::text[], $2::date[]) with ordinality as t (id, on_day, n)
      order by t.n`;
    return { text, values: [due.map(({ finding }) => finding), due.map(({ dueOn }) => dueOn)] };
  };

const DECIDED: Readonly<Record<string, Column>> = { decidedBy: { sql: 'decided_by', type: 'uuid' } };

/** A decision that proposes a retention rule waits as that rule does. */
const decisionsToConfirm: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'confirm', kind: 'GoingLiveFinding' }, DECIDED);
  const text = `
    select finding as id, '' as label, null::date as on_day from going_live_decision
    where state = 'proposed' and rule_version is null and ${within?.sql ?? 'false'} order by decided_at, finding`;
  return within && { text, values: within.values };
};
