import { join } from 'node:path';
import config from '../../jest.config.js';

/**
 * Stryker changes the test environment at the top of a configuration and does not see it in the projects of one: the unit
 * project alone, with the specs that are named in `TALLENNE_MUTATION_SPECS`.
 */
const [unit] = config.projects;
const specs = JSON.parse(process.env.TALLENNE_MUTATION_SPECS ?? '[]');

export default {
  ...unit,
  displayName: undefined,
  rootDir: join(import.meta.dirname, '..', '..'),
  roots: ['<rootDir>/src'],
  watchman: false,
  testMatch: specs.map(path => `<rootDir>/${path}`),
  testTimeout: config.testTimeout,
};
