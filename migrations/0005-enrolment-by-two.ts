import { Migration } from '@mikro-orm/migrations';

/** Enrolment and recovery by two people. */
export class EnrolmentByTwo extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}
