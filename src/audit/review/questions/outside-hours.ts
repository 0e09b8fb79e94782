import { DESK_HOURS } from '../desk-hours.js';
import { HEARD, type Question } from './question.js';

const { zone, fromHour, untilHour, weekdays } = DESK_HOURS;
const AT_THE_DESK = `(recorded_at at time zone '${zone}')`;

/** Who listened or read at night or at the weekend? */
export const OUTSIDE_HOURS: Question = {
  name: 'outside-hours',
  asks: `Playbacks and revealed fields outside the desk's hours (Monday to Friday, ${fromHour}-${untilHour} in Helsinki).`,
  sql: `
    select id, recorded_at, jsonb_build_object('helsinkiTime', to_char(${AT_THE_DESK}, 'YYYY-MM-DD"T"HH24:MI')) as why
    from log
    where ${HEARD} and recorded_at >= $1 and recorded_at < $2
      and (extract(isodow from ${AT_THE_DESK}) not in (${weekdays.join(', ')})
        or extract(hour from ${AT_THE_DESK}) < ${fromHour} or extract(hour from ${AT_THE_DESK}) >= ${untilHour})`,
};
