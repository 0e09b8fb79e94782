import { reach, type WaitsFor } from '../../access/index.js';
import { INCIDENT_COLUMNS } from './read-incidents.js';

/** Breaches whose 72 hours run: for whoever answers for them, by the Helsinki day on which the hours end. */
export const openIncidents: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'handle', kind: 'Incident' }, INCIDENT_COLUMNS);
  const text = `
    select id::text, number::text as label, ((aware_at + interval '72 hours') at time zone 'Europe/Helsinki')::date as on_day
    from incident where notification = 'open' and ${within?.sql ?? 'false'} order by aware_at, id`;
  return within && { text, values: within.values };
};

/** That the authority is not told of a breach, for a second person; the hours run on meanwhile. */
export const incidentsToConfirm: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'confirm', kind: 'Incident' }, INCIDENT_COLUMNS);
  const text = `
    select id::text, number::text as label, ((aware_at + interval '72 hours') at time zone 'Europe/Helsinki')::date as on_day
    from incident where notification = 'proposed' and ${within?.sql ?? 'false'} order by aware_at, id`;
  return within && { text, values: within.values };
};
