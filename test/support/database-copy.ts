import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly superuserUrl: string;
}

/** A database of its own in the cluster of all tests, as a copy of `template`. */
export async function databaseOf(template: string): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const superuser = new pg.Client({ connectionString: settingOf('TALLENNE_TEST_SUPERUSER_URL') });
  await superuser.connect();
  try {
    await superuser.query(`create database ${name} owner tallenne_owner template ${template}`);
    await superuser.query(`grant connect on database ${name} to tallenne_app`);
  } finally {
    await superuser.end();
  }
  const within = (setting: string): string => settingOf(setting).replace(/\/[^/]*$/, `/${name}`);
  return {
    name,
    ownerUrl: within('TALLENNE_TEST_OWNER_URL'),
    applicationUrl: within('TALLENNE_TEST_APPLICATION_URL'),
    superuserUrl: within('TALLENNE_TEST_SUPERUSER_URL'),
  };
}

function settingOf(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: the end-to-end tests need their global set-up.`);
  return value;
}
