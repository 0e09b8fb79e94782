import type { ErasureReport } from './run-erasure.js';

/** What speaks against the erasure, or against the measurement; empty where nothing does. */
export function faultsOf({ recordings, openedBefore, openedAfter, foundBefore, found }: ErasureReport): string[] {
  const all = (counts: object): boolean => Object.values(counts).every(count => count === recordings);
  const none = (counts: object): boolean => Object.values(counts).every(count => count === 0);
  const faults = [
    all(openedBefore) ? null : 'before the day not all opened, so the attack shows nothing',
    none(openedAfter) ? null : 'something opened after the final day',
    foundBefore.dayKeys === 1 && foundBefore.dataKeys >= recordings
      ? null
      : 'the search did not find the keys while they were there, so it shows nothing',
    none(found) ? null : 'a wrapped key lies somewhere after the final day',
  ];
  return faults.filter(fault => fault !== null);
}
