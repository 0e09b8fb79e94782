import pg from 'pg';

/** How many people there are besides those who ask, and how many grants they have together. */
export interface StaffToSeed {
  readonly staff: number;
  readonly grants: number;
}

/** Adds people and, evenly, grants of theirs that are in force; nobody of them ever signs in. */
export async function seedStaff(ownerUrl: string, { staff, grants }: StaffToSeed): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(STAFF, [staff]);
    await client.query(GRANTS, [grants / staff]);
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

const STAFF = `
  insert into staff (id, username, display_name, unit, title, created_at)
  select gen_random_uuid(), 'crowd.' || i, 'Crowd ' || i, 'Unit ' || i % 50, 'Title ' || i % 20, now()
  from generate_series(1, $1::int) i`;

const GRANTS = `
  insert into access_grant (id, staff_id, role, queues, all_units, purposes, from_on, until_on, reason, created_at)
  select gen_random_uuid(), id, 'agent', array['queue-' || i], true, array['service-development'],
         current_date - 30, current_date + 300, 'bench', now()
  from staff cross join generate_series(1, $1::int) i
  where username like 'crowd.%'`;
