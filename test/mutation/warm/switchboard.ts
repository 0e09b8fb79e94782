/** What Stryker's instrumenter lets the sources share: which mutant is at work, and which were passed by. */
interface Switchboard {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  /** How many switches may still be passed: whatever never ends throws after that. */
  stepsLeft: number;
  /** How often the one that is on was passed: Stryker's own count, for a loop that passes no other. */
  hitCount: number | undefined;
  hitLimit: number | undefined;
  /** The object stays, as the sources hold it; what is in it does not. */
  readonly mutantCoverage: {
    static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
}

/** Each instrumented file takes it from there, whoever comes first. */
export const switchboard: Switchboard = {
  activeMutant: undefined,
  currentTestId: undefined,
  stepsLeft: Infinity,
  hitCount: undefined,
  hitLimit: undefined,
  mutantCoverage: { static: {}, perTest: {} },
};
Object.assign(globalThis, { __stryker__: switchboard });

/** @param steps how many switches may be passed under it */
export function turnOn(mutant: string, steps: number): void {
  Object.assign(switchboard, { activeMutant: mutant, stepsLeft: steps, hitCount: 0, hitLimit: steps });
}

/** @returns whether too many switches were passed under the mutant that was on */
export function turnOff(): boolean {
  const { stepsLeft, hitCount = 0, hitLimit = 0 } = switchboard;
  const isTooMany = stepsLeft < 0 || hitCount > hitLimit;
  Object.assign(switchboard, {
    activeMutant: undefined,
    stepsLeft: Infinity,
    hitCount: undefined,
    hitLimit: undefined,
  });
  return isTooMany;
}
