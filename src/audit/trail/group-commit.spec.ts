import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Statement } from '../../platform/database/index.js';
import { GroupCommit, LOG_TIMEOUT_MS, type RunGroup } from './group-commit.js';

const STATEMENT: Statement = { name: 'test-group', text: 'select' };
const UNAVAILABLE = { kind: 'unavailable', code: 'log-unavailable' };

/** A group that was sent, whose end the test decides. */
interface Sent {
  readonly keys: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
  commit(...withoutEffect: string[]): void;
  fail(error: unknown): void;
}

/** Stands where the database is: remembers what was sent and answers when it is told to. */
class FakeDatabase {
  readonly sent: Sent[] = [];

  readonly run: RunGroup = (statement, columns) => {
    expect(statement).toBe(STATEMENT);
    const keys = (columns[0] ?? []).map(String);
    return new Promise((resolve, reject) => {
      this.sent.push({
        keys,
        columns,
        commit: (...withoutEffect) => {
          resolve(new Set(keys.filter(key => !withoutEffect.includes(key))));
        },
        fail: reject,
      });
    });
  };

  /** Commits groups as they come, but fails those with a row that is not right, as PostgreSQL does. */
  readonly runRefusing =
    (...wrong: string[]): RunGroup =>
    (_statement, columns) => {
      const keys = (columns[0] ?? []).map(String);
      this.sent.push({ keys, columns, commit: nothing, fail: nothing });
      return keys.some(key => wrong.includes(key)) ? Promise.reject(ofOneRow('23514')) : Promise.resolve(new Set(keys));
    };
}

/** An error as PostgreSQL gives it for a row. */
function ofOneRow(code: string): Error {
  return Object.assign(new Error('a row'), { code });
}

function nothing(): void {
  // what is sent here is answered already
}

/** Lets everything run that waits for its turn; no time passes. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

describe('group commit', () => {
  let database: FakeDatabase;
  let groups: GroupCommit;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] });
    database = new FakeDatabase();
    groups = new GroupCommit(STATEMENT, database.run);
  });

  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  const add = (key: string, value: unknown = `value of ${key}`, to = groups) => to.add({ key, values: [key, value] });
  const group = (place: number): Sent => {
    const sent = database.sent[place];
    if (!sent) throw new Error(`no group ${place} was sent`);
    return sent;
  };

  it('sends what comes in one turn in one statement, an array for each column, in the order of coming', async () => {
    const answers = Promise.all([add('a', 1), add('b', 2), add('c', 3)]);
    await turns();

    expect(database.sent.map(({ columns }) => columns)).toEqual([
      [
        ['a', 'b', 'c'],
        [1, 2, 3],
      ],
    ]);
    group(0).commit();
    await expect(answers).resolves.toEqual([true, true, true]);
  });

  it('answers nobody before the commit, and each with whether there was an effect', async () => {
    const answered: string[] = [];
    const answers = ['a', 'b'].map(key => add(key).then(hadEffect => answered.push(`${key} ${String(hadEffect)}`)));
    await turns();

    expect(answered).toEqual([]);
    group(0).commit('b');
    await Promise.all(answers);
    expect(answered).toEqual(['a true', 'b false']);
  });

  it('sends what comes while a group is on its way in the next one, answered after its own commit', async () => {
    const first = add('a');
    await turns();
    const second = add('b');
    await turns();

    expect(database.sent.map(({ keys }) => keys)).toEqual([['a'], ['b']]);
    group(1).commit();
    await expect(second).resolves.toBe(true);
    expect(await Promise.race([first, Promise.resolve('still waiting')])).toBe('still waiting');
    group(0).commit();
    await expect(first).resolves.toBe(true);
  });

  it('has four groups on their way at most; what comes then gathers until one has ended', async () => {
    const answers: Promise<boolean>[] = [];
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
      answers.push(add(key));
      await turns();
    }
    expect(database.sent.map(({ keys }) => keys)).toEqual([['a'], ['b'], ['c'], ['d']]);

    group(1).commit();
    await turns();
    expect(database.sent.slice(4).map(({ keys }) => keys)).toEqual([['e', 'f']]);
    for (const place of [0, 2, 3, 4]) group(place).commit();
    await expect(Promise.all(answers)).resolves.toEqual([true, true, true, true, true, true]);
  });

  it('sends what has gathered also after groups that failed', async () => {
    const failing: Promise<void>[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      failing.push(expect(add(key)).rejects.toMatchObject(UNAVAILABLE));
      await turns();
    }
    const later = add('e');
    await turns();
    expect(database.sent).toHaveLength(4);
    for (const sent of [...database.sent]) sent.fail(new Error('connection lost'));
    await Promise.all(failing);
    await turns();

    expect(group(4).keys).toEqual(['e']);
    group(4).commit();
    await expect(later).resolves.toBe(true);
  });

  it('sends 64 rows at most in one statement', async () => {
    const answers = Array.from({ length: 200 }, (_, place) => add(String(place)));
    await turns();

    expect(database.sent.map(({ keys }) => keys.length)).toEqual([64, 64, 64, 8]);
    expect(database.sent.flatMap(({ keys }) => keys)).toEqual(answers.map((_, place) => String(place)));
    for (const sent of database.sent) sent.commit();
    expect(new Set(await Promise.all(answers))).toEqual(new Set([true]));
  });

  it('never has a key twice in a group: the second one waits for the next, and has its own values and answer', async () => {
    const answers = Promise.all([add('a', 1), add('b', 2), add('a', 3), add('a', 4)]);
    await turns();

    expect(database.sent.map(({ columns }) => columns)).toEqual([
      [
        ['a', 'b'],
        [1, 2],
      ],
      [['a'], [3]],
      [['a'], [4]],
    ]);
    group(0).commit();
    group(1).commit('a');
    group(2).commit();
    await expect(answers).resolves.toEqual([true, true, false, true]);
  });

  it.each(['22003', '23505', 'P0001', '40P01'])('fails the caller of a wrong row (%s), and no other', async code => {
    const wrong = ofOneRow(code);
    const run: RunGroup = (_statement, columns) => {
      const keys = (columns[0] ?? []).map(String);
      return keys.includes('wrong') ? Promise.reject(wrong) : Promise.resolve(new Set(keys));
    };
    const refusing = new GroupCommit(STATEMENT, run);
    const answers = Promise.allSettled(['a', 'wrong', 'b'].map(key => add(key, null, refusing)));

    await expect(answers).resolves.toEqual([
      { status: 'fulfilled', value: true },
      { status: 'rejected', reason: wrong },
      { status: 'fulfilled', value: true },
    ]);
  });

  it('tries each row by itself once, and the wrong one no further', async () => {
    const refusing = new GroupCommit(STATEMENT, database.runRefusing('wrong'));
    await Promise.allSettled(['a', 'wrong', 'b'].map(key => add(key, null, refusing)));

    expect(database.sent.map(({ keys }) => keys)).toEqual([['a', 'wrong', 'b'], ['a'], ['wrong'], ['b']]);
  });

  it.each([
    ['of the connection', Object.assign(new Error('lost'), { code: 'ECONNRESET' })],
    ['of the server that ends', ofOneRow('57P01')],
    ['of a statement that took too long', ofOneRow('57014')],
    ['of a full disk', ofOneRow('53100')],
    ['with a code that only begins like that of a row', ofOneRow('22 tomorrow')],
    ['without a code', new Error('whatever')],
    ['that is none', 'nothing'],
  ])('answers everybody that the log is unavailable for an error %s, and tries nothing twice', async (_what, error) => {
    const answers = Promise.allSettled([add('a'), add('b')]);
    await turns();
    group(0).fail(error);

    for (const answer of await answers) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { ...UNAVAILABLE, cause: error } });
    }
    expect(database.sent).toHaveLength(1);
  });

  it('answers that the log is unavailable where what is said of a row is no error', async () => {
    const said = { code: '23505' };
    const answer = expect(add('a')).rejects.toMatchObject({ ...UNAVAILABLE, cause: said });
    await turns();
    group(0).fail(said);

    await answer;
  });

  it('answers that the log is unavailable after two seconds without a commit, and not before', async () => {
    const settled = jest.fn();
    const answer = expect(add('a').finally(settled)).rejects.toMatchObject(UNAVAILABLE);
    await turns();

    expect(LOG_TIMEOUT_MS).toBe(2000);
    await jest.advanceTimersByTimeAsync(LOG_TIMEOUT_MS - 1);
    expect(settled).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await answer;
    group(0).commit();
    await turns();
    expect(settled).toHaveBeenCalledTimes(1);
  });

  it('never sends a row whose caller has given up, and the later ones still go', async () => {
    const stuck: Promise<void>[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      stuck.push(expect(add(key)).rejects.toMatchObject(UNAVAILABLE));
      await turns();
    }
    const gathered = expect(add('given up')).rejects.toMatchObject(UNAVAILABLE);
    await turns();
    await jest.advanceTimersByTimeAsync(LOG_TIMEOUT_MS);
    await Promise.all([...stuck, gathered]);

    const later = add('later');
    await turns();
    expect(database.sent.map(({ keys }) => keys)).toEqual([['a'], ['b'], ['c'], ['d']]);
    group(0).fail(new Error('statement timeout'));
    await turns();
    expect(group(4).keys).toEqual(['later']);
    group(4).commit();
    await expect(later).resolves.toBe(true);
  });
});
