import { AddFromCommandLine } from '../../access/index.js';
import { newStaff, type EnrolmentToken } from '../../identity/index.js';
import { readConfig, type Config } from '../../platform/config/index.js';
import { orderly, type Session } from '../orderly.js';
import { withApp } from '../with-app.js';
import { wellFormed } from './well-formed.js';

/** What is asked of `tallenne staff add`. */
export interface AddStaffOptions {
  readonly name: string;
  readonly unit: string;
  readonly title: string;
  readonly email?: string;
  readonly extension?: string;
  readonly directoryId?: string;
  readonly administrator?: boolean;
}

/** `tallenne staff add`: names a person and makes the first half of what sets their password. Works beside a running server. */
export async function addStaff(username: string, options: AddStaffOptions): Promise<void> {
  await orderly(async session => {
    const config = readConfig(process.env);
    const { name: displayName, administrator = false, ...rest } = options;
    const person = wellFormed(newStaff, { username, displayName, ...rest });
    await withApp(config, session, async app => {
      const made = await app.get(AddFromCommandLine).execute(person, { administrator });
      sayLink(session, person.username, made, config);
    });
  });
}

function sayLink({ say }: Session, username: string, { token, expiresAt }: EnrolmentToken, config: Config): void {
  const origin = config.publicOrigin ?? `http://localhost:${config.port}`;
  say(`${username} is named. The link is for that person alone, works once and is shown this once:`);
  say(`  ${origin}/enrol#${token}`);
  say(`It works until ${expiresAt.toISOString()}, together with a code that somebody else gives the person:`);
  say('an administrator confirms the enrolment under Staff in the browser and is shown the code.');
}
