import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { clearLeftovers } from '../../platform/database/cluster-leftovers.js';
import { ClusterLock } from '../../platform/database/cluster-lock.js';
import { StartRefused } from '../../platform/database/embedded-start-refused.js';
import { isMissing, nullFor } from '../../platform/files/durable.js';

/** Absolute paths of the folders of a demo. */
export interface DemoPlaces {
  readonly dataDir: string;
  readonly keysDir: string;
  /** The copy of its log. */
  readonly logCopyDir: string;
}

/** What scripts read in `demo.json` (api.md). */
export interface DemoSummary {
  readonly url: string;
  readonly accounts: readonly { readonly username: string; readonly password: string; readonly roles: string[] }[];
  readonly ingestToken: string;
}

/** A past that was lived through to its end, and the token of its telephone system. */
export type LivedPast = z.infer<typeof livedPast>;

const livedPast = z.strictObject({ until: z.iso.datetime(), ingestToken: z.string() });
/** Lies in every folder. `lived` is null until the past is lived through, and always in keys and copy. */
const marker = z.strictObject({ demo: z.uuid(), dataDir: z.string(), lived: livedPast.nullable() });
type Marker = z.infer<typeof marker>;

const MARKER = 'demo-marker.json';
const SUMMARY = 'demo.json';
const KEPT = [MARKER, 'postgres.lock'];
const OWNER_ONLY = { mode: 0o600 };

/** The folders of one demo, which nothing else may lie in: what is removed from them bears the demo's own mark. */
export class DemoFolders {
  readonly #places: DemoPlaces;
  #marker: Marker;

  private constructor(places: DemoPlaces, marker: Marker) {
    this.#places = places;
    this.#marker = marker;
  }

  /**
   * Makes the folders ready: a demo that was lived through stays as it is, half of one is removed. `demo.json` goes.
   * @throws StartRefused where there is anything that is no demo's, or where a demo is running
   */
  static async open(places: DemoPlaces, onNotice: (line: string) => void): Promise<DemoFolders> {
    const there = await markedOrEmpty(places);
    await mkdir(places.dataDir, { recursive: true, mode: 0o700 });
    const folders = new DemoFolders(places, there ?? (await begin(places)));
    const lock = ClusterLock.acquire(places.dataDir);
    try {
      await rm(join(places.dataDir, SUMMARY), { force: true });
      if (!folders.lived) await folders.#empty(onNotice);
    } finally {
      lock.release();
    }
    return folders;
  }

  /** Null for a demo that is to begin. */
  get lived(): LivedPast | null {
    return this.#marker.lived;
  }

  /** From now on this is a whole demo, which the next start continues. */
  async keepLived(lived: LivedPast): Promise<void> {
    this.#marker = { ...this.#marker, lived };
    await writeJson(join(this.#places.dataDir, MARKER), this.#marker);
  }

  /** Says that everything is loaded, and where. */
  async summarise(summary: DemoSummary): Promise<void> {
    await writeJson(join(this.#places.dataDir, SUMMARY), summary);
  }

  /** A crash at any point leaves the mark, and the next start empties the folders again. */
  async #empty(onNotice: (line: string) => void): Promise<void> {
    const { dataDir, keysDir, logCopyDir } = this.#places;
    await clearLeftovers(join(dataDir, 'postgres'), onNotice);
    await removeAllBut(KEPT, dataDir);
    for (const folder of [keysDir, logCopyDir]) {
      await removeAllBut([MARKER], folder);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeJson(join(folder, MARKER), this.#marker);
    }
  }
}

/** The mark of the demo that lies here; null where nothing does. A past without its keys or its log's copy does not count as lived. */
async function markedOrEmpty({ dataDir, keysDir, logCopyDir }: DemoPlaces): Promise<Marker | null> {
  const data = await readMarker(dataDir);
  if (!data && (await entriesOf(dataDir)).length > 0) throw foreign(dataDir, 'TALLENNE_DATA_DIR');
  const beside = [
    await besideIt(keysDir, 'TALLENNE_KEYS_DIR', dataDir, data),
    await besideIt(logCopyDir, 'TALLENNE_LOG_COPY_URL', dataDir, data),
  ];
  return data && { ...data, lived: beside.every(demo => demo === data.demo) ? data.lived : null };
}

/** Which demo another folder of it is marked with. */
async function besideIt(folder: string, setting: string, dataDir: string, data: Marker | null): Promise<string | null> {
  const there = await readMarker(folder);
  const isOurs = there && (there.demo === data?.demo || there.dataDir === dataDir);
  if (!isOurs && (await entriesOf(folder)).length > 0) throw foreign(folder, setting);
  return there?.demo ?? null;
}

/** The mark comes before everything else, whole or not at all. Two demos that begin at once share the first one's. */
async function begin({ dataDir }: DemoPlaces): Promise<Marker> {
  const made: Marker = { demo: randomUUID(), dataDir, lived: null };
  const draft = join(dataDir, `${MARKER}.${made.demo}`);
  await writeFile(draft, jsonOf(made), OWNER_ONLY);
  // A crash here leaves a draft, which counts as nothing.
  await link(draft, join(dataDir, MARKER)).catch(nullFor(['EEXIST']));
  await rm(draft);
  return (await readMarker(dataDir)) ?? made;
}

async function readMarker(folder: string): Promise<Marker | null> {
  const text = await readFile(join(folder, MARKER), 'utf8').catch(absentAs(''));
  if (text === '') return null;
  return marker.safeParse(parsed(text)).data ?? null;
}

/** What lies there beside the mark and its drafts. */
async function entriesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(absentAs<string[]>([]));
  return names.filter(name => !name.startsWith(MARKER));
}

async function removeAllBut(kept: readonly string[], folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(absentAs<string[]>([]))) {
    if (!kept.includes(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Whole or not at all: a script that waits for the file never reads half of it. */
async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(`${path}.new`, jsonOf(value), OWNER_ONLY);
  await rename(`${path}.new`, path);
}

function jsonOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function absentAs<T>(nothing: T): (error: unknown) => T {
  return error => {
    if (isMissing(error)) return nothing;
    throw error;
  };
}

function foreign(folder: string, setting: string): StartRefused {
  return new StartRefused(
    `${folder} holds something that is not of this demo, and a demo touches nothing else: set ${setting} to an empty folder.`,
  );
}
