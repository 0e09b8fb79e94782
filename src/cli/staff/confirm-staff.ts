import { ConfirmFromCommandLine } from '../../access/index.js';
import { readConfig } from '../../platform/config/index.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';

/** `tallenne staff confirm`: the operator is the second person for an enrolment or a recovery that an administrator began. */
export async function confirmStaff(username: string): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      const { code, expiresAt } = await app.get(ConfirmFromCommandLine).execute(username);
      session.say(
        'Confirmed. Tell the person this code yourself, not through whoever made the link; it is shown this once:',
      );
      session.say(`  ${code}`);
      session.say(`It works with the link until ${expiresAt.toISOString()}.`);
    }),
  );
}
