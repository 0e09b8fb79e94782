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

/** Builds in a copy of the files that are under version control, as its first stage says, and takes from it what its last stage copies. */
export async function imageBySteps(): Promise<Image> {
  const place = await mkdtemp(join(tmpdir(), 'tallenne-image-'));
  const [build, image] = [join(place, 'build'), join(place, 'image')];
  const [first = [], last = []] = stagesOf(await readFile(join(ROOT, 'Dockerfile'), 'utf8'));
  await copyTracked(build);
  for (const command of valuesOf(first, 'RUN')) await runIn(build, command);
  for (const words of valuesOf(last, 'COPY').map(value => value.split(/\s+/))) await copyFromBuild(build, image, words);
  return {
    folder: image,
    user: valuesOf(last, 'USER').at(-1) ?? 'root',
    command: JSON.parse(valuesOf(last, 'CMD').at(-1) ?? '[]') as string[], // the form of a list
    remove: () => rm(place, { recursive: true, force: true }),
  };
}

type Instruction = readonly [name: string, value: string];

function stagesOf(text: string): Instruction[][] {
  const lines = text.split('\n').filter(line => /^[A-Z]+ /.test(line));
  const instructions = lines.map(
    line => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const,
  );
  return instructions.reduce<Instruction[][]>((stages, instruction) => {
    if (instruction[0] === 'FROM') return [...stages, []];
    stages.at(-1)?.push(instruction);
    return stages;
  }, []);
}

function valuesOf(stage: readonly Instruction[], wanted: string): string[] {
  return stage.filter(([name]) => name === wanted).map(([, value]) => value);
}

async function copyTracked(folder: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: ROOT, maxBuffer: MUCH });
  for (const file of stdout.split('\0').filter(Boolean)) await copyTo(join(ROOT, file), join(folder, file));
}

async function runIn(folder: string, command: string): Promise<void> {
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(':');
  await run('/bin/sh', ['-ec', command], {
    cwd: folder,
    env: { ...process.env, PATH: path, NODE_OPTIONS: '' },
    maxBuffer: MUCH,
  });
}

/** `COPY --from=build [--chown] /app/one [/app/other] target` */
async function copyFromBuild(build: string, image: string, words: readonly string[]): Promise<void> {
  const [target = '', ...paths] = words.filter(word => !word.startsWith('--')).reverse();
  for (const path of paths) {
    const relative = path.replace(/^\/app\//, '');
    await copyTo(join(build, relative), join(image, target === './' ? relative : target));
  }
}

async function copyTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
}
