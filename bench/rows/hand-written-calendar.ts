import pg from 'pg';
import type { Operation } from '../harness/measure.js';

/** The calendar that a good programmer writes by hand: each large table counted once, in one statement; prepared, on one connection. */
export class HandWrittenCalendar {
  private constructor(private readonly client: pg.Client) {}

  static async open(applicationUrl: string): Promise<HandWrittenCalendar> {
    const client = new pg.Client({ connectionString: applicationUrl });
    await client.connect();
    return new HandWrittenCalendar(client);
  }

  readonly count: Operation = async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki' }).format();
    const startedAtMs = performance.now();
    const { rows } = await this.client.query({ ...CALENDAR, values: [today] });
    if (rows.length === 0) throw new Error('the hand-written calendar has no day');
    return performance.now() - startedAtMs;
  };

  close(): Promise<void> {
    return this.client.end();
  }
}

const CALENDAR = {
  name: 'bench-calendar',
  text: `
    with recorded as (
      select due_on, count(*) as recordings, count(*) filter (where hold_purposes <> '{}') as held,
        count(*) filter (where 'complaint' = any(hold_purposes)) as complaint,
        count(*) filter (where 'internal-training' = any(hold_purposes)) as training,
        count(*) filter (where 'rights-request' = any(hold_purposes)) as request, sum(size_bytes) as bytes
      from recording group by due_on),
    contacts as (select due_on, count(*) as contacts from contact where due_on >= $1 group by due_on)
    select due_on, recordings, contacts, held, complaint, training, request, bytes, (select sum(bytes) from recorded) as stored
    from contacts full join recorded using (due_on) where due_on >= $1 order by due_on`,
};
