import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { defineConfig } from '@mikro-orm/postgresql';
import { Clock } from '../kernel/clock.js';
import { BlobStore } from './blobs/blob-store.js';
import { LocalBlobStore } from './blobs/local-blob-store.js';
import { Config } from './config/index.js';
import { DueDays } from './crypto/due-days.js';
import { FileKeyRing } from './crypto/file-key-ring.js';
import { CheckKeyRing } from './crypto/check-key-ring.js';
import { KeyRing } from './crypto/key-ring.js';
import { Database, ListenForChanges } from './database/index.js';

/** What the platform is made of at one start. */
export interface PlatformOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly orm: ReturnType<typeof defineConfig>;
}

const blobStore = {
  provide: BlobStore,
  inject: [Config],
  useFactory: ({ blobDir }: Config) => LocalBlobStore.open(blobDir),
};

const keyRing = {
  provide: KeyRing,
  inject: [Config],
  useFactory: ({ keysDir, dataDir }: Config) => FileKeyRing.open(keysDir, { outsideOf: dataDir }),
};

/** Settings, time, database, keys and bytes: what every module may use. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly keys: KeyRing) {}

  static register({ config, clock, orm }: PlatformOptions): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      blobStore,
      keyRing,
      Database,
      DueDays,
      CheckKeyRing,
      ListenForChanges,
    ];
    const database = MikroOrmModule.forRoot({ ...orm, registerRequestContext: false });
    return { module: PlatformModule, imports: [database], providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.keys.close();
  }
}
