import { Migration } from '@mikro-orm/migrations';

/** Changes of duties and the access reviews that they open. */
export class Duties extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}
