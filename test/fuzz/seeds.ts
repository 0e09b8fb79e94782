/** Seeds that `npm test` runs for each target: a first one for all, and any at which something is found. */
export const KEPT_SEEDS: Readonly<Record<string, readonly number[]>> = {
  ...{ csv: [1], asterisk: [1], json: [1], xml: [1], vcon: [1], freeswitch: [1], range: [1] },
  ...{ wav: [1], ogg: [1], mp3: [1], gsm: [1] },
};
