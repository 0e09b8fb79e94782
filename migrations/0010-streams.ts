import { Migration } from '@mikro-orm/migrations';

/** Changes of access are told to every instance at once. */
export class Streams extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}
