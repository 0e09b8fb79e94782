import { Injectable } from '@nestjs/common';
import type { Gauge, Registry } from 'prom-client';
import { Config } from '../../platform/config/index.js';
import { DiskSpace } from '../../platform/files/disk-space.js';
import { gaugesIn, Measurer } from './measurer.js';

type Folders = Pick<Config, 'dataDir' | 'blobDir' | 'keysDir' | 'logCopyDir' | 'inbox'>;

/** Room in the folders that this instance writes to or takes from; nothing of buckets, and of disks that the databases are on. */
@Injectable()
export class MeasureDisks extends Measurer {
  readonly part = 'disks';
  readonly #disks: readonly { readonly folder: string; readonly disk: DiskSpace }[];
  #size: Gauge | undefined;
  #available: Gauge | undefined;

  constructor(config: Config) {
    super();
    this.#disks = foldersOf(config).map(([folder, path]) => ({ folder, disk: new DiskSpace(path) }));
  }

  register(registry: Registry): void {
    const gauge = gaugesIn(registry);
    this.#size = gauge('filesystem_size_bytes', 'Size of the file system that a folder is on', 'folder');
    this.#available = gauge('filesystem_avail_bytes', 'Bytes of it that may still be written', 'folder');
  }

  async look(): Promise<() => void> {
    const looked = await Promise.all(this.#disks.map(async ({ folder, disk }) => [folder, await disk.read()] as const));
    return () => {
      for (const [folder, space] of looked) {
        show(this.#size, folder, space?.size);
        show(this.#available, folder, space?.available);
      }
    };
  }
}

function show(gauge: Gauge | undefined, folder: string, bytes: number | undefined): void {
  if (bytes === undefined) gauge?.remove({ folder });
  else gauge?.set({ folder }, bytes);
}

function foldersOf({ dataDir, blobDir, keysDir, logCopyDir, inbox }: Folders): [string, string][] {
  const named = { data: dataDir, audio: blobDir, keys: keysDir, 'log-copy': logCopyDir, inbox: inbox?.dir ?? null };
  return Object.entries(named).filter((one): one is [string, string] => one[1] !== null);
}
