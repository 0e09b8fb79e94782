import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const MUCH = 64 * 1024 * 1024;

/** What the image holds and how its container is started, made by the steps of the Dockerfile without a container engine. */
export interface Image {
  /** The working folder of the container. */
  readonly folder: string;
  readonly user: string;
  readonly command: readonly string[];
  remove(): Promise<void>;
}

/**
 * Goes through the Dockerfile stage by stage: COPY takes the files that are under version control, or what an earlier stage has made; RUN
 * runs in the stage's folder with this Node. The folders of users that it makes elsewhere are left out.
 */
export async function imageBySteps(): Promise<Image> {
  const place = await mkdtemp(join(tmpdir(), 'tallenne-image-'));
  const stages = stagesOf(await readFile(join(ROOT, 'Dockerfile'), 'utf8'));
  for (const { name, instructions } of stages) {
    await mkdir(join(place, name), { recursive: true });
    for (const instruction of instructions) await follow(instruction, join(place, name), place);
  }
  const last = stages.at(-1);
  return {
    folder: join(place, last?.name ?? ''),
    user: valueOf(last, 'USER') ?? 'root',
    command: JSON.parse(valueOf(last, 'CMD') ?? '[]') as string[], // the form of a list
    remove: () => rm(place, { recursive: true, force: true }),
  };
}

interface Stage {
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

interface Instruction {
  readonly word: string;
  readonly value: string;
}

function stagesOf(text: string): Stage[] {
  const [, ...parts] = text.split(/^FROM /m);
  return parts.map(part => ({
    name: /^\S+ AS (\S+)/.exec(part)?.[1] ?? 'image',
    instructions: [...part.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, word = '', value = '']) => ({ word, value })),
  }));
}

function valueOf(stage: Stage | undefined, wanted: string): string | undefined {
  return stage?.instructions.findLast(({ word }) => word === wanted)?.value;
}

async function follow({ word, value }: Instruction, folder: string, stages: string): Promise<void> {
  if (word === 'RUN' && !value.startsWith('install -d ')) await runIn(folder, value);
  if (word !== 'COPY') return;
  const words = value.split(/\s+/);
  const from = words.find(one => one.startsWith('--from='))?.slice('--from='.length);
  const [target = '', ...paths] = words.filter(one => !one.startsWith('--')).reverse();
  if (from === undefined) await copyTracked(paths, folder);
  else
    for (const path of paths)
      await copyMade(join(stages, from), path.replace(/^\/app\//, ''), join(folder, target), target);
}

async function copyTracked(paths: readonly string[], folder: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z', '--', ...paths], { cwd: ROOT, maxBuffer: MUCH });
  for (const file of stdout.split('\0').filter(Boolean)) await copyTo(join(ROOT, file), join(folder, file));
}

function copyMade(stage: string, path: string, to: string, target: string): Promise<void> {
  return copyTo(join(stage, path), target === './' ? join(to, path) : to);
}

async function runIn(folder: string, command: string): Promise<void> {
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(':');
  const env = { ...process.env, PATH: path, NODE_OPTIONS: '' };
  await run('/bin/sh', ['-ec', command], { cwd: folder, env, maxBuffer: MUCH });
}

async function copyTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
}
