import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;
const ESTABLISHED = '01';

/** What the kernel (Linux) knows of a TCP connection between two processes of this machine. */
export interface SocketState {
  /** Whether the server still holds its end. */
  readonly isServed: boolean;
  /** What the server has handed to the kernel and the listener's process has not read: on its way, or arrived. */
  readonly bytesBetween: number;
}

/** The connections to servers of this machine, by the listener's port. */
export function socketStates(): ReadonlyMap<number, SocketState> {
  const rows = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1).filter(Boolean).map(rowOf);
  const states = new Map<number, SocketState>();
  const known = (port: number) => states.get(port) ?? { isServed: false, bytesBetween: 0 };
  for (const { local, remote, state, unsent, unread } of rows) {
    const mine = known(local);
    states.set(local, { ...mine, bytesBetween: mine.bytesBetween + unread });
    const theirs = known(remote);
    states.set(remote, { isServed: state === ESTABLISHED, bytesBetween: theirs.bytesBetween + unsent });
  }
  return states;
}

/** Waits until the server has given up the connection of each port, at most `withinMs`; when that was of each, null where it never was. */
export async function whenClosed(
  ports: readonly number[],
  withinMs: number,
): Promise<ReadonlyMap<number, number | null>> {
  const closedAt = new Map<number, number | null>(ports.map(port => [port, null]));
  const began = performance.now();
  while ([...closedAt.values()].includes(null) && performance.now() - began < withinMs) {
    const states = socketStates();
    const now = performance.now();
    for (const [port, at] of closedAt) {
      if (at === null && states.get(port)?.isServed !== true) closedAt.set(port, now);
    }
    await wait(LOOK_EVERY_MS);
  }
  return closedAt;
}

/** `sl local_address rem_address st tx_queue:rx_queue ...`, numbers in hexadecimal. */
function rowOf(line: string) {
  const [, local = '', remote = '', state = '', queues = ''] = line.trim().split(/\s+/);
  const [unsent, unread] = queues.split(':').map(count => Number.parseInt(count, 16));
  return { local: portOf(local), remote: portOf(remote), state, unsent: unsent ?? 0, unread: unread ?? 0 };
}

function portOf(address: string): number {
  return Number.parseInt(address.split(':')[1] ?? '0', 16);
}
