import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.js';
import type { Language } from '../../kernel/languages.js';
import type { TextBlock } from '../papers/text-block.js';
import { noticeBlocks } from './notice-blocks.js';
import type { NoticeFacts } from './notice-facts.js';

/** The notice in each language. */
export type NoticeTexts = Readonly<Record<Language, readonly TextBlock[]>>;

/** What a version of the notice keeps: what it was made of, and what it says. */
export interface NoticeSnapshot {
  readonly facts: NoticeFacts;
  readonly texts: NoticeTexts;
}

/** A snapshot as it is kept: RFC 8785 canonical JSON, and the SHA-256 of it in lower-case hex, which the log names. */
export interface WrittenSnapshot {
  readonly json: string;
  readonly sha256: string;
}

export function snapshotOf(facts: NoticeFacts): NoticeSnapshot {
  return {
    facts,
    texts: { fi: noticeBlocks(facts, 'fi'), sv: noticeBlocks(facts, 'sv'), en: noticeBlocks(facts, 'en') },
  };
}

export function written(snapshot: NoticeSnapshot): WrittenSnapshot {
  const json = canonicalJson(snapshot);
  return { json, sha256: createHash('sha256').update(json, 'utf8').digest('hex') };
}

/** Reads what {@link written} wrote. @throws Error where the text is not what its hash says */
export function read({ json, sha256 }: WrittenSnapshot): NoticeSnapshot {
  const hash = createHash('sha256').update(json, 'utf8').digest('hex');
  if (hash !== sha256) throw new Error("A version of the notice isn't what its hash says.");
  return JSON.parse(json) as NoticeSnapshot; // written by `written` alone, as its hash says
}

/** Whether two snapshots say the same, in every language, from the same facts. */
export function saysTheSame(one: NoticeSnapshot, other: NoticeSnapshot): boolean {
  return written(one).sha256 === written(other).sha256;
}
