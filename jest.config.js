const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)(?<!\\.json)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/web/dist/'],
};

/** `unit` is pure and quick; `e2e` runs the real server on a real PostgreSQL, one database a worker. */
export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/src/**/*.spec.ts',
        '<rootDir>/test/architecture/*.spec.ts',
        '<rootDir>/bench/**/*.spec.ts',
      ],
    },
    {
      ...shared,
      displayName: 'e2e',
      // What is too sensitive to other work on the machine stands apart: `npm run test:apart`.
      testMatch: [`<rootDir>/test/${process.env.TALLENNE_APART === '1' ? 'apart' : 'e2e'}/**/*.spec.ts`],
      globalSetup: '<rootDir>/test/e2e/global-setup.mjs',
      globalTeardown: '<rootDir>/test/e2e/global-teardown.mjs',
    },
  ],
  testTimeout: 120_000,
  // Half of an end-to-end test is PostgreSQL's work: one worker would leave a core of two idle.
  maxWorkers: 2,
  // Each file loads the whole server anew, and what was loaded for the ones before is not all let go of.
  workerIdleMemoryLimit: '1GB',
};
