import { Migration } from '@mikro-orm/migrations';

/** Service accounts with several tokens and networks; the directory that keeps the staff (SCIM). */
export class Machines extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}
