import { THE_COMMAND_LINE } from '../access/index.js';
import { readConfig } from '../platform/config/index.js';
import {
  CheckPromises,
  promiseOf,
  promiseWordsOf,
  shownFigures,
  writtenFigures,
  type CheckedPromise,
} from '../register/index.js';
import { orderly } from './orderly.js';
import { withApp } from './with-app.js';

const BROKEN = 1;

/** `tallenne promises [--json]`: the promises of the notice are checked now. Exit code 1 where one does not hold. */
export async function promises({ json = false }: { readonly json?: boolean }): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      const checked = await app.get(CheckPromises).execute(THE_COMMAND_LINE);
      const lines = json ? [JSON.stringify(checked.map(plainOf), null, 2)] : tableOf(checked);
      for (const line of lines) session.say(line);
      if (checked.some(({ standing }) => standing === 'broken')) process.exitCode = BROKEN;
    }),
  );
}

/** What a program reads. */
function plainOf({ promise, standing, broken, figures }: CheckedPromise): object {
  const { sections, control } = promiseOf(promise);
  return { promise, sections, control: `docs/${control}`, standing, broken, figures };
}

/** A row for each promise, its figures under it, and how many hold. */
export function tableOf(checked: readonly CheckedPromise[]): string[] {
  const { standings, paper } = promiseWordsOf('en');
  const width = Math.max(...Object.values(standings).map(({ length }) => length));
  const rows = checked.flatMap(({ promise, standing, figures }) => [
    `${standings[standing].padEnd(width)}  ${promise} (${paper.sections(promiseOf(promise).sections)})`,
    `${' '.repeat(width)}  ${writtenFigures(shownFigures(figures), 'en').join('; ')}`,
  ]);
  const count = (standing: CheckedPromise['standing']) => checked.filter(one => one.standing === standing).length;
  return [...rows, `Kept ${count('kept')}, broken ${count('broken')}, not known ${count('not-known')}.`];
}
