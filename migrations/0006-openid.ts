import { Migration } from '@mikro-orm/migrations';

/** Identities of an OpenID provider, linked to named people by two administrators. */
export class OpenId extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}
