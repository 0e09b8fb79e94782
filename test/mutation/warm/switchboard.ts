/** What Stryker's instrumenter lets the sources share: which mutant is at work, and which were passed by. */
interface Switchboard {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
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
  hitCount: undefined,
  hitLimit: undefined,
  mutantCoverage: { static: {}, perTest: {} },
};
Object.assign(globalThis, { __stryker__: switchboard });

/** @param hitLimit how often the mutant may be come by: one that never ends throws after that */
export function turnOn(mutant: string, hitLimit: number): void {
  Object.assign(switchboard, { activeMutant: mutant, hitCount: 0, hitLimit });
}

/** @returns whether the mutant that was on was come by too often */
export function turnOff(): boolean {
  const { hitCount = 0, hitLimit = 0 } = switchboard;
  Object.assign(switchboard, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
  return hitCount > hitLimit;
}
