import { basename } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../../kernel/errors.js';
import { FindSourceForm } from '../../sources/find-source-form.js';
import type { SourceForm } from '../formats/source-form.js';
import { namesOfFiles } from './audio-name.js';
import { AwaitedNames } from './awaited-names.js';
import { nameOf } from './error-name.js';
import { FileTakers } from './file-takers.js';
import { inParallel } from './in-parallel.js';
import { InboxClaims } from './inbox-claims.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { ObjectStoreFailed } from '../../../platform/s3/s3-failures.js';
import { besideAudio, grows, kindOf } from './file-kinds.js';
import { hasWaited, isWhole } from './settled.js';

const FILES_AT_ONCE = 4;

/** What became of some files. */
export interface Passed {
  readonly taken: number;
  /** How many their store did not give, or did not let go. */
  readonly withheld: number;
}

/** What was the matter with files. */
interface Failures {
  readonly counts: Map<string, number>;
  withheld: number;
}

/** How a kind of files is taken. */
interface Way {
  readonly isReady: (file: InboxFile) => Promise<boolean>;
  readonly take: (file: InboxFile) => Promise<boolean>;
}

const always = () => Promise.resolve(true);

/** Takes what is ready among some files of a source: documents first, since they say whose the audio is. */
@Injectable()
export class PassFiles {
  readonly #logger = new Logger(PassFiles.name);

  constructor(
    private readonly forms: FindSourceForm,
    private readonly claims: InboxClaims,
    private readonly awaited: AwaitedNames,
    private readonly takers: FileTakers,
  ) {}

  /** What fails is tried again later, and does not hold up the others. */
  async execute(source: string, files: readonly InboxFile[]): Promise<Passed> {
    const form = await this.forms.execute(source);
    const byKind = Map.groupBy(files, ({ place }) => kindOf(place, form.format));
    const audio = byKind.get('audio') ?? [];
    const failures: Failures = { counts: new Map(), withheld: 0 };
    const documents = await this.#documents(byKind.get('document') ?? [], audio, form, failures);
    const taken = await this.#audio(source, audio, form, failures);
    this.#tell(files, failures);
    return { taken: documents + taken, withheld: failures.withheld };
  }

  async #documents(
    files: readonly InboxFile[],
    audio: readonly InboxFile[],
    form: SourceForm,
    failures: Failures,
  ): Promise<number> {
    const seen = Map.groupBy(audio, ({ place }) => basename(place));
    const mayWait = !grows(form.format);
    const take = async (file: InboxFile) => {
      const document = { file, form, seen, mayWait };
      return mayWait ? this.takers.document.whole(document) : this.takers.document.lines(document);
    };
    // Whole lines are read of what grows, which may never stand still.
    return this.#each(files, failures, { isReady: mayWait ? isWhole : always, take });
  }

  async #audio(source: string, files: readonly InboxFile[], form: SourceForm, failures: Failures): Promise<number> {
    const places = files.map(({ place }) => place);
    const items = await this.awaited.among(source, namesOfFiles(places, form));
    const itemOf = ({ place }: InboxFile) => items.get(place) ?? null;
    const ready = files.filter(file => itemOf(file) !== null || hasWaited(file));
    const take = async (file: InboxFile) => {
      if (await hasDocument(file, form)) return false;
      return this.takers.audio.execute(file, itemOf(file), form);
    };
    return this.#each(ready, failures, { isReady: isWhole, take });
  }

  async #each(files: readonly InboxFile[], failures: Failures, way: Way): Promise<number> {
    const taken = await inParallel(files, FILES_AT_ONCE, file => this.#one(file, failures, way));
    return taken.filter(Boolean).length;
  }

  async #one(file: InboxFile, failures: Failures, { isReady, take }: Way): Promise<boolean> {
    try {
      if (!(await isReady(file)) || !(await this.claims.claim(file))) return false;
      const now = await file.inbox.find(file.place); // another instance may have taken it meanwhile
      const done = now !== null && isSame(now, file) && (await isReady(now)) && (await take(now));
      await this.claims.release(file);
      return done;
    } catch (error) {
      note(failures, error);
      await this.claims.postpone(file).catch(() => undefined); // the claim ends by itself
      return false;
    }
  }

  /** Codes and numbers: a name may hold a number. */
  #tell([one]: readonly InboxFile[], { counts }: Failures): void {
    const where = one?.inbox.kind === 'bucket' ? 'the bucket that is looked into' : 'a watched folder';
    for (const [code, count] of counts) {
      this.#logger.warn(`couldn't take ${count} files of ${where}: ${code}; they are tried again`);
    }
  }
}

/** Whether it is the file that was seen: another one has not waited. Where files are written anew, one that grows is another one each time. */
function isSame(now: InboxFile, { inbox, identity }: InboxFile): boolean {
  return inbox.isRewritten || now.identity === identity;
}

async function hasDocument(file: InboxFile, { format }: SourceForm): Promise<boolean> {
  if (grows(format)) return false;
  for (const place of besideAudio(file.place, format)) if (await file.inbox.find(place)) return true;
  return false;
}

function note(failures: Failures, error: unknown): void {
  const code = nameOf(error);
  failures.counts.set(code, (failures.counts.get(code) ?? 0) + 1);
  if (error instanceof ObjectStoreFailed || (error instanceof DomainError && error.code === 'inbox-file-slow'))
    failures.withheld += 1;
}
