import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../src/platform/crypto/testing/temporary-folder.js';

/** A value of a PDF as `qpdf --json` writes it: names begin with `/`, texts with `u:`, references end in ` R`. */
type Value = null | boolean | number | string | readonly Value[] | Dictionary;
interface Dictionary {
  readonly [key: string]: Value | undefined;
}
type QpdfObject = { readonly value: Value } | { readonly stream: { readonly dict: Dictionary; readonly data: string } };

/** An element of the structure: its type, what it holds, and the pieces of pages (`page/mcid`) that are its own. */
export interface Tag {
  readonly type: string;
  readonly kids: readonly Tag[];
  readonly pieces: readonly string[];
  /** Of a heading of a table: `/Column` or `/Row`. */
  readonly scope: string | null;
  /** Where it is not that of the paper. */
  readonly lang: string | null;
}

/** What a tagged PDF says of itself, and whether everything that is drawn is in the structure or an artifact. */
export interface TaggedPdf {
  readonly lang: Value | undefined;
  readonly marked: Value | undefined;
  readonly title: Value | undefined;
  readonly displaysTitle: Value | undefined;
  readonly metadata: string;
  readonly pages: number;
  /** How many pages say that the tab key follows the structure. */
  readonly pagesInOrder: number;
  readonly bookmarks: readonly string[];
  readonly tags: readonly Tag[];
  /** Pieces as the pages mark them, in the order in which they are drawn. */
  readonly pieces: readonly string[];
  readonly artifacts: number;
  /** Operators that draw outside of every mark. */
  readonly untagged: readonly string[];
  readonly fonts: readonly string[];
  readonly fontsWithoutFile: readonly string[];
}

/** Checks `pdf` with `qpdf --check`, which has to be installed, and reads its structure. Throws with what qpdf finds wrong. */
export async function readTaggedPdf(pdf: Buffer): Promise<TaggedPdf> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'letter.pdf');
  writeFileSync(path, pdf);
  execFileSync('qpdf', ['--check', path]);
  const options = ['--json=2', '--json-stream-data=inline', '--decode-level=generalized'];
  const output = execFileSync('qpdf', [...options, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const { qpdf } = JSON.parse(output) as { qpdf: [unknown, Record<string, QpdfObject>] };
  return new Reading(qpdf[1]).whole();
}

class Reading {
  readonly #objects: Readonly<Record<string, QpdfObject>>;

  constructor(objects: Readonly<Record<string, QpdfObject>>) {
    this.#objects = objects;
  }

  whole(): TaggedPdf {
    const trailer = this.#dictionary('trailer', 'trailer');
    const root = this.#at(trailer['/Root']);
    const drawn = this.#pageRefs(root['/Pages']).map((page, n) =>
      drawnOn(this.#content(this.#at(page)['/Contents']), n),
    );
    const fonts = this.#ofType('/Font').filter(font => font['/Subtype'] !== '/Type0');
    return {
      lang: root['/Lang'],
      marked: this.#at(root['/MarkInfo'])['/Marked'],
      title: this.#follow(this.#at(trailer['/Info'])['/Title']),
      displaysTitle: this.#at(root['/ViewerPreferences'])['/DisplayDocTitle'],
      metadata: this.#content(root['/Metadata']),
      pages: drawn.length,
      pagesInOrder: this.#pageRefs(root['/Pages']).filter(page => this.#at(page)['/Tabs'] === '/S').length,
      bookmarks: this.#bookmarksFrom(this.#at(root['/Outlines'])['/First']),
      tags: listed(this.#at(root['/StructTreeRoot'])['/K']).map(kid => this.#tag(kid, this.#pageRefs(root['/Pages']))),
      pieces: drawn.flatMap(({ pieces }) => pieces),
      artifacts: drawn.reduce((sum, { artifacts }) => sum + artifacts, 0),
      untagged: drawn.flatMap(({ untagged }) => untagged),
      fonts: fonts.map(font => named(font['/BaseFont'])),
      fontsWithoutFile: fonts.filter(font => !this.#hasFile(font)).map(font => named(font['/BaseFont'])),
    };
  }

  #tag(of: Value, pages: readonly Value[]): Tag {
    const element = this.#at(of);
    const kids = listed(this.#follow(element['/K']));
    const pieces = kids.flatMap(kid => {
      if (typeof kid === 'number') return [`${pages.indexOf(element['/Pg'] ?? null)}/${kid}`];
      const content = this.#at(kid);
      return content['/Type'] === '/MCR' ? [`${pages.indexOf(content['/Pg'] ?? null)}/${named(content['/MCID'])}`] : [];
    });
    const elements = kids.filter(kid => typeof kid !== 'number' && this.#at(kid)['/Type'] !== '/MCR');
    const attributes = listed(this.#follow(element['/A'])).map(one => this.#at(one));
    const scope = attributes.find(one => one['/O'] === '/Table')?.['/Scope'];
    return {
      ...{ type: named(element['/S']), pieces, kids: elements.map(kid => this.#tag(kid, pages)) },
      scope: scope === undefined ? null : named(scope),
      lang: element['/Lang'] === undefined ? null : named(element['/Lang']),
    };
  }

  #bookmarksFrom(first: Value | undefined): string[] {
    if (first === undefined) return [];
    const { '/Title': title, '/Next': next } = this.#at(first);
    return [named(title).replace(/^u:/, ''), ...this.#bookmarksFrom(next)];
  }

  #pageRefs(pages: Value | undefined): Value[] {
    return [...listed(this.#at(pages)['/Kids'])];
  }

  #hasFile(font: Dictionary): boolean {
    const described = this.#at(font['/FontDescriptor']);
    return described['/FontFile2'] !== undefined || described['/FontFile3'] !== undefined;
  }

  #ofType(type: string): Dictionary[] {
    const values = Object.values(this.#objects).map(object => ('value' in object ? object.value : object.stream.dict));
    return values.filter(isDictionary).filter(value => value['/Type'] === type);
  }

  #content(ref: Value | undefined): string {
    const object = this.#objects[`obj:${named(ref)}`];
    if (object === undefined || !('stream' in object)) throw new Error(`${named(ref)} is no stream.`);
    return Buffer.from(object.stream.data, 'base64').toString('utf8');
  }

  #at(ref: Value | undefined): Dictionary {
    const value = this.#follow(ref);
    return isDictionary(value) ? value : {};
  }

  #follow(ref: Value | undefined): Value | undefined {
    if (typeof ref !== 'string' || !/^\d+ \d+ R$/.test(ref)) return ref;
    const object = this.#objects[`obj:${ref}`];
    if (object === undefined) throw new Error(`There is no object ${ref}.`);
    return 'value' in object ? object.value : object.stream.dict;
  }

  #dictionary(key: string, name: string): Dictionary {
    const object = this.#objects[key];
    if (object === undefined || !('value' in object) || !isDictionary(object.value))
      throw new Error(`There is no ${name}.`);
    return object.value;
  }
}

interface Drawn {
  readonly pieces: readonly string[];
  readonly artifacts: number;
  readonly untagged: readonly string[];
}

/** Follows the marks of a page; pdfkit writes an operator a line. */
function drawnOn(content: string, page: number): Drawn {
  const pieces: string[] = [];
  const untagged: string[] = [];
  let artifacts = 0;
  let depth = 0;
  for (const line of content.split('\n').map(text => text.trim())) {
    if (/\bB[DM]C$/.test(line)) depth++;
    if (/\bEMC$/.test(line)) depth--;
    if (line.startsWith('/Artifact')) artifacts++;
    const [, mcid] = /\/MCID (\d+)/.exec(line) ?? [];
    if (mcid !== undefined) pieces.push(`${page}/${mcid}`);
    if (depth === 0 && /(^|[ \]>)])(Tj|TJ|'|"|f\*?|F|S|s|B\*?|b\*?|Do|sh)$/.test(line)) untagged.push(line);
  }
  if (depth !== 0) untagged.push(`${depth} marks never end`);
  return { pieces, artifacts, untagged };
}

function named(value: Value | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function listed(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

function isDictionary(value: Value | undefined): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
