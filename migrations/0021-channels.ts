import { Migration } from '@mikro-orm/migrations';

/** Resumable uploads and watched folders. */
export class Channels extends Migration {
  override up(): void {
    // filled in by the room that it belongs to
  }
}
