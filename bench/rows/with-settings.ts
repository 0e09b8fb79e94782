import { Installation } from '../harness/installation.js';
import type { Site } from '../harness/site.js';

/** An installation of its own whose server has further settings: a child takes over this process's environment. */
export async function installationWith(site: Site, settings: Readonly<Record<string, string>>): Promise<Installation> {
  Object.assign(process.env, settings);
  try {
    return await Installation.start(1000, null, site.atEnd);
  } finally {
    for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
  }
}
