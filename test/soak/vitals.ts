import { readdir, readFile, readlink } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { busySecondsOfOthers } from './processor.js';
import { postmasterOf, type RunFolders } from '../kill/server-process.js';
import type { Look, SoakServer } from './soak-server.js';

const KIB = 1024;

/** The server's process from outside, and from inside where it answered. Memory in bytes. */
export interface Vitals {
  readonly rss: number;
  /** What of it is not of files. */
  readonly anonymous: number;
  readonly handles: number;
  readonly sockets: number;
  readonly postgres: PostgresVitals;
  /** Runnable processes of the whole machine, over the last minute. */
  readonly load: number;
  /** Processor time of the machine since it started, without that of the server and PostgreSQL. */
  readonly othersBusySeconds: number;
  readonly inside: Look | null;
}

export interface PostgresVitals {
  /** Processes that serve a client. */
  readonly backends: number;
  /** Of all processes together; what they share (256 MiB of buffers) counts in each that has touched it. */
  readonly rssSum: number;
  /** The same without what is shared. */
  readonly anonymousSum: number;
}

/** @throws where the server has ended */
export async function readVitals(server: SoakServer, folders: RunFolders): Promise<Vitals> {
  if (!server.isRunning) throw new Error(`the server has ended: ${server.lastLines.join(' | ')}`);
  const inside = await server.look(); // first: where it collects the heap, the rest is seen as it is after that
  const { rss, anonymous } = await memoryOf(server.pid);
  const handles = await handlesOf(server.pid);
  const postmaster = await postmasterOf(folders);
  return {
    ...{ rss, anonymous, ...handles },
    postgres: await postgresVitals(postmaster),
    othersBusySeconds: await busySecondsOfOthers([server.pid, ...(postmaster === null ? [] : [postmaster])]),
    load: loadavg()[0] ?? NaN,
    inside,
  };
}

async function handlesOf(pid: number): Promise<{ handles: number; sockets: number }> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder);
  const targets = await Promise.all(names.map(name => readlink(`${folder}/${name}`).catch(() => '')));
  return { handles: names.length, sockets: targets.filter(target => target.startsWith('socket:')).length };
}

async function postgresVitals(postmaster: number | null): Promise<PostgresVitals> {
  if (postmaster === null) return { backends: 0, rssSum: 0, anonymousSum: 0 };
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').catch(() => '');
  const pids = [postmaster, ...children.split(' ').filter(Boolean).map(Number)];
  const [memory, titles] = [await Promise.all(pids.map(memoryOf)), await Promise.all(pids.map(titleOf))];
  return {
    backends: titles.filter(title => /^postgres: .* \S+\(\d+\) /.test(title)).length,
    rssSum: memory.reduce((sum, { rss }) => sum + rss, 0),
    anonymousSum: memory.reduce((sum, { anonymous }) => sum + anonymous, 0),
  };
}

/** `postgres: tallenne_app tallenne 127.0.0.1(44664) idle`, for one that serves a client. */
async function titleOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}

/** Zero of a process that is gone. */
async function memoryOf(pid: number): Promise<{ rss: number; anonymous: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * KIB;
  return { rss: field('VmRSS'), anonymous: field('RssAnon') };
}
