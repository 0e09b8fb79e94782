import { join } from 'node:path';
import config from '../../jest.config.js';

const root = join(import.meta.dirname, '..', '..');
const counted =
  '^.+/src/(?:kernel|platform/crypto|access|audit|retention)/(?!.*(?:\\.spec|\\.contract)\\.ts$)(?!.*/testing/).+\\.ts$';

/** Both projects as they are, but that the areas' files have counters. What each spec counted goes to a file of its own. */
export default {
  ...config,
  rootDir: root,
  projects: config.projects.map(project => ({
    ...project,
    transform: {
      [counted]: [join(import.meta.dirname, 'transform.mjs'), project.transform['^.+\\.ts$'][1]],
      ...project.transform,
    },
  })),
  reporters: ['default', join(import.meta.dirname, 'keep-counts.mjs')],
};
