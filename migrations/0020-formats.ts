import { Migration } from '@mikro-orm/migrations';

/** How documents of sources are read, and the announcements that play. */
export class Formats extends Migration {
  override up(): void {
    // filled in by the room that it belongs to
  }
}
