import { join } from 'node:path';
import config from '../../jest.config.js';

const source = process.env.TALLENNE_MUTANT_IN;
const mutated = source && { [`^.+/${RegExp.escape(source)}$`]: join(import.meta.dirname, 'transform.mjs') };

/** Both projects, with one file changed at one place, on the PostgreSQL of the run that tries one mutant after the other. */
export default {
  ...config,
  rootDir: join(import.meta.dirname, '..', '..'),
  projects: config.projects.map(({ globalSetup: _up, globalTeardown: _down, ...project }) => {
    const [plain] = Object.keys(project.transform);
    const [, options] = project.transform[plain];
    const withMutant = Object.entries(mutated ?? {}).map(([path, transform]) => [path, [transform, options]]);
    return { ...project, transform: { ...Object.fromEntries(withMutant), ...project.transform } };
  }),
};
