import { Migration } from '@mikro-orm/migrations';

/** Daily figures and alarms of arrivals. */
export class Completeness extends Migration {
  override up(): void {
    // filled in by the room that it belongs to
  }
}
