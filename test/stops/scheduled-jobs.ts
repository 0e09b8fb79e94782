import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/** What `@nestjs/schedule` marks the methods with that it calls. */
const MARK = 'SCHEDULER_TYPE';

export type Jobs = ReadonlyMap<string, () => Promise<unknown>>;

/** Everything that an application does by itself, by `<class>.<method>`, in the order of the names. */
export function scheduledJobs(app: INestApplicationContext): Jobs {
  const jobs = new Map<string, () => Promise<unknown>>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { instance } of module.providers.values()) {
      if (typeof instance !== 'object' || instance === null) continue;
      for (const [name, run] of markedOf(instance)) jobs.set(name, () => Promise.resolve(run.call(instance)));
    }
  }
  return new Map([...jobs].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function markedOf(instance: object): [string, () => unknown][] {
  const prototype = Object.getPrototypeOf(instance) as object; // of an instance of a class
  return Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([method, { value }]) => {
    if (typeof value !== 'function' || Reflect.getMetadata(MARK, value as object) === undefined) return [];
    return [[`${prototype.constructor.name}.${method}`, value as () => unknown]];
  });
}
