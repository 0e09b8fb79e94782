import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;
const ESTABLISHED = '01';
/** The kernel keeps no counts of a connection that the server has ended and of which everything has arrived. */
const WITHOUT_COUNTS = 'FIN-WAIT-2';

/** A connection by the server's port and the listener's: either alone may be that of another one, to a database for instance. */
export function connectionName(servedPort: number, port: number): string {
  return `${servedPort} ${port}`;
}

/**
 * How many bytes the server has handed to the kernel on each connection that it holds: acknowledged, and not yet. `ss`
 * (iproute2) reads both of one socket at one moment, so nothing that is on its way is missed or counted twice.
 */
export function handedOver(servedPorts: readonly number[]): ReadonlyMap<string, number> {
  const ofServers = servedPorts.map(port => `sport = :${port}`).join(' or ');
  const table = execFileSync('ss', ['-H', '-t', '-i', '-n', '-O', ofServers], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const connections = table.split('\n').filter(line => line !== '' && !line.startsWith(WITHOUT_COUNTS));
  return new Map(connections.map(handedOn));
}

/** `state recv-q send-q local peer ... bytes_acked:n ...` */
function handedOn(line: string): readonly [string, number] {
  const [, , unacknowledged = '', local = '', peer = ''] = line.trim().split(/\s+/);
  const [, acknowledged = '0'] = /\bbytes_acked:(\d+)/.exec(line) ?? [];
  return [connectionName(portOf(local), portOf(peer)), Number(acknowledged) + Number(unacknowledged)];
}

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

/** The connections of which the server still holds its end. */
function servedConnections(): ReadonlySet<string> {
  const rows = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1).filter(Boolean).map(rowOf);
  return new Set(rows.filter(({ state }) => state === ESTABLISHED).map(({ name }) => name));
}

/** Waits until the server has given up each connection, at most `withinMs`; when that was of each, null where it never was. */
export async function whenClosed(
  connections: readonly string[],
  withinMs: number,
): Promise<ReadonlyMap<string, number | null>> {
  const closedAt = new Map<string, number | null>(connections.map(name => [name, null]));
  const began = performance.now();
  while ([...closedAt.values()].includes(null) && performance.now() - began < withinMs) {
    const served = servedConnections();
    const now = performance.now();
    for (const [name, at] of closedAt) {
      if (at === null && !served.has(name)) closedAt.set(name, now);
    }
    await wait(LOOK_EVERY_MS);
  }
  return closedAt;
}

/** `sl local_address rem_address st ...`, numbers in hexadecimal. */
function rowOf(line: string) {
  const [, local = '', remote = '', state = ''] = line.trim().split(/\s+/);
  const [served, port] = [local, remote].map(address => Number.parseInt(address.split(':')[1] ?? '0', 16));
  return { name: connectionName(served ?? 0, port ?? 0), state };
}
