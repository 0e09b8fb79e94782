/** Seeds that are run each time, beside a new one: those at which something was found once, and a first one for all. */
export const KEPT_SEEDS: Readonly<Record<string, readonly number[]>> = {
  ...{ csv: [1], asterisk: [1], json: [1], xml: [1], vcon: [1], freeswitch: [1], wav: [1], range: [1] },
};
