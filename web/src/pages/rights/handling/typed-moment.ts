import { helsinkiMoment } from '../../to-sort-out/helsinki-moment.js';

/** A day (`YYYY-MM-DD`) and a time of day in Helsinki, as they are typed. */
export interface TypedMoment {
  readonly on: string;
  readonly time: string;
}

/** The instant that was typed. @throws RangeError where it is none */
export function momentOf({ on, time }: TypedMoment): string {
  const moment = helsinkiMoment(on, time);
  if (moment === null) throw new RangeError('A moment has a day and a time.');
  return moment;
}
