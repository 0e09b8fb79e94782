import pg from 'pg';

/** Words of a name and a telephone number. */
const VALUES_EACH = 3;

/** Gives each seeded party index values as a delivery writes them: random, since they are of nobody. */
export async function seedPartyIndex(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      insert into party_index (value, party_id, contact_id, due_on)
      select uuid_send(gen_random_uuid()), p.id, p.contact_id, c.due_on
      from contact_party p join contact c on c.id = p.contact_id cross join generate_series(1, ${VALUES_EACH})`);
    await client.query('vacuum (analyze) party_index');
  } finally {
    await client.end();
  }
}
