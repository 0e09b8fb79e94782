import type { Walk } from './walk.js';
import * as looking from './walks/looking.js';
import * as people from './walks/people.js';
import * as recordings from './walks/recordings.js';
import * as register from './walks/register.js';
import * as rights from './walks/rights.js';

/** Every way that is walked, by name. */
export const WALKS: Readonly<Record<string, (walk: Walk) => Promise<void>>> = {
  ...looking,
  ...people,
  ...recordings,
  ...register,
  ...rights,
};
