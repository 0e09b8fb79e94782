import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { defineConfig } from '@mikro-orm/postgresql';
import { Clock } from '../kernel/clock.js';
import { BlobStore } from './blobs/blob-store.js';
import { openBlobStore } from './blobs/open-blob-store.js';
import { timedBlobs } from './blobs/timed-blobs.js';
import { Config } from './config/index.js';
import { DueDays } from './crypto/due-days.js';
import { CheckKeyRing } from './crypto/check-key-ring.js';
import { KeysBackupWindow } from './crypto/key-backup/keys-backup-window.js';
import { KeyRing } from './crypto/key-ring.js';
import { openKeyRing } from './crypto/open-key-ring.js';
import { timedKeyRing } from './crypto/timed-key-ring.js';
import { Database, ListenForChanges, Standby } from './database/index.js';
import { LimitHits, RequestLimits, TellLimitHitsJob } from './http/index.js';
import { NOTIFY_PROVIDERS } from './notify/notify-providers.js';
import { Uptime, uptimeOf } from './machine/uptime.js';
import { LongWork } from './work/index.js';

/** What the platform is made of at one start. */
export interface PlatformOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly orm: ReturnType<typeof defineConfig>;
}

const blobStore = {
  provide: BlobStore,
  inject: [Config],
  useFactory: async (config: Config) => timedBlobs(await openBlobStore(config)),
};

const keyRing = {
  provide: KeyRing,
  inject: [Config, Database],
  useFactory: async (config: Config, database: Database) => timedKeyRing(await openKeyRing(config, database)),
};

const keysBackupWindow = {
  provide: KeysBackupWindow,
  inject: [Config],
  useFactory: ({ keyCopiesDays }: Config) => new KeysBackupWindow(keyCopiesDays),
};

/** Settings, time, database, keys and bytes: what every module may use. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly keys: KeyRing,
    private readonly blobs: BlobStore,
  ) {}

  static register({ config, clock, orm }: PlatformOptions): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Uptime, useValue: uptimeOf(clock) },
      blobStore,
      keyRing,
      keysBackupWindow,
      Database,
      DueDays,
      CheckKeyRing,
      ListenForChanges,
      Standby,
      LongWork,
      LimitHits,
      RequestLimits,
      TellLimitHitsJob,
      ...NOTIFY_PROVIDERS,
    ];
    const database = MikroOrmModule.forRoot({ ...orm, registerRequestContext: false });
    return { module: PlatformModule, imports: [database], providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.keys.close();
    await this.blobs.close();
  }
}
