/** When the service desk is at work. What happens outside is no fault; it is looked at. */
export const DESK_HOURS = {
  zone: 'Europe/Helsinki',
  fromHour: 7,
  /** Excluded. */
  untilHour: 17,
  /** ISO 8601 numbers: Monday is 1. Public holidays are not known here. */
  weekdays: [1, 2, 3, 4, 5],
} as const;
