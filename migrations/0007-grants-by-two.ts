import { Migration } from '@mikro-orm/migrations';

/** Proposed grants, templates, versions of the confidentiality undertaking. */
export class GrantsByTwo extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}
