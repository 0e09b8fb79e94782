import { Migration } from '@mikro-orm/migrations';

/** Sorting out what waits, and names of agents. */
export class SortingOut extends Migration {
  override up(): void {
    // filled in by the room that it belongs to
  }
}
