import { readdir, readFile } from 'node:fs/promises';

/** USER_HZ, which Linux fixes for /proc on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

/** One process of /proc/<pid>/stat. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Of itself, and of its children that have ended. */
  readonly ticks: number;
}

/**
 * Processor time that the machine has spent since it started on others than these processes and all that descend from them. What the
 * server spends itself must not excuse that it is slow.
 */
export async function busySecondsOfOthers(pids: readonly number[]): Promise<number> {
  const own = ticksOfTrees(await processes(), pids); // first: what is spent in between counts as that of others
  return (busyTicksIn(await readFile('/proc/stat', 'utf8')) - own) / TICKS_A_SECOND;
}

/** All but idle and waiting, guests within `user`, what the host took for others with it: proc_stat(5). */
export function busyTicksIn(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? '')
    .split(' ')
    .map(Number);
  return user + nice + system + irq + softirq + steal;
}

/** The ticks of processes and of all that descend from them. */
export function ticksOfTrees(all: readonly Process[], pids: readonly number[]): number {
  const byParent = Map.groupBy(all, ({ parent }) => parent);
  const own = new Set<number>();
  const add = (pid: number): void => {
    if (own.has(pid)) return;
    own.add(pid);
    for (const child of byParent.get(pid) ?? []) add(child.pid);
  };
  for (const pid of pids) add(pid);
  return all.filter(({ pid }) => own.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}

async function processes(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async pid => processIn(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))),
  );
  return found.filter(one => one !== null);
}

/** A line of proc_pid_stat(5), whose second field may hold anything in its brackets; null of a process that is gone. */
export function processIn(stat: string): Process | null {
  if (stat === '') return null;
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number); // from the third field on
  const [, parent = 0] = fields;
  const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0); // utime, stime, cutime, cstime
  return { pid: Number.parseInt(stat, 10), parent, ticks };
}
