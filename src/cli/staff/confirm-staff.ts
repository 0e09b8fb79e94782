import { z } from 'zod';
import { ConfirmFromCommandLine } from '../../access/index.js';
import { DomainError } from '../../kernel/errors.js';
import { readConfig } from '../../platform/config/index.js';
import { format } from '../../platform/http/index.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';
import { wellFormed } from './well-formed.js';

/** What is asked of `tallenne staff confirm`. */
export interface ConfirmStaffOptions {
  readonly alone?: boolean;
  readonly reason?: string;
}

/**
 * `tallenne staff confirm`: the operator is the second person for an enrolment or a recovery that an administrator began; with
 * `--alone` and a reason also for one that was begun here, where no administrator can come in any more.
 */
export async function confirmStaff(username: string, { alone = false, reason }: ConfirmStaffOptions): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      const whyAlone = alone ? wellFormed(aloneOptions, { reason }).reason : undefined;
      const confirming = app.get(ConfirmFromCommandLine).execute(username, whyAlone);
      const { code, expiresAt } = await confirming.catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'not-second-person') session.say(NOBODY_ELSE);
        throw error;
      });
      session.say(
        'Confirmed. Tell the person this code yourself, not through whoever made the link; it is shown this once:',
      );
      session.say(`  ${code}`);
      session.say(`It works with the link until ${expiresAt.toISOString()}.`);
    }),
  );
}

const aloneOptions = z.strictObject({ reason: format.text(1000) });

const NOBODY_ELSE =
  'The link was made here, and an administrator confirms it. Where none of them can come in any more: --alone --reason "…", which the access log tells.';
