import { THE_COMMAND_LINE } from '../../access/index.js';
import { MoveStream } from '../../audit/index.js';
import { readConfig, WrongSetting } from '../../platform/config/index.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';

/** `tallenne audit move-stream <index>`: the log is told to its receiver from another leaf on. Works beside a running server. */
export async function moveStream(index: string, { reason }: { readonly reason: string }): Promise<void> {
  await orderly(async session => {
    if (!/^\d{1,15}$/.test(index)) throw new WrongSetting('<index>: the number of a leaf, such as 0');
    await withApp(readConfig(process.env), session, async app => {
      const before = await app.get(MoveStream).execute(Number(index), reason, THE_COMMAND_LINE);
      session.say(`The stream of the log goes on from leaf ${index}; it stood at ${before}.`);
    });
  });
}
