import { CanonicalLeaf } from './canonical-leaf.js';
import { earlierCheckpoints, ownCheckpoint, type CheckpointNote } from './checkpoint-note.js';
import { Findings } from './findings.js';
import { GrownTree, TILE_WIDTH, type GrownTile, type OnTile } from './grown-tree.js';
import { judgeGrowth } from './judge-head.js';
import { faultOf } from './leaf-fault.js';
import { fieldNamed } from './leaf-fields.js';
import { LogFolder } from './log-folder.js';
import { base64Of, HASH_BYTES, hashIn, hashOfLeaf, type Hash } from './sha256.js';
import { parseVerifierKey } from './signed-note.js';
import { compareTile } from './stored-tiles.js';
import type { Verification, VerifyOptions } from './verification.js';

/**
 * Recomputes a log from a folder: an export, or the copy outside the database. Needs nothing but the folder.
 * @param path in the layout of ADR 0009
 * @param options without keys, those beside the log are taken: then nothing is said about who signed
 * @throws DomainError `log-folder-unreadable`, `verifier-key-wrong`
 */
export async function verifyFolder(path: string, options: VerifyOptions): Promise<Verification> {
  const folder = new LogFolder(path);
  const findings = new Findings();
  const keys = (options.keys.length > 0 ? options.keys : await folder.verifierKeys()).map(parseVerifierKey);
  // The checkpoint is replaced last, so that what it speaks of is there when it has been read first.
  const checkpoint = ownCheckpoint(await folder.checkpoint(), keys, findings);
  if (!checkpoint)
    return { outcome: 'finding', size: 0, root: null, events: 0, prunedTo: 0, findings: findings.list() };
  const known = [...(await folder.hourlyCheckpoints()), ...(options.knownCheckpoints ?? [])];
  const earlier = earlierCheckpoints(known, keys, findings);
  judgeGrowth(checkpoint, earlier, findings);
  return new FolderVerification(folder, checkpoint, earlier, options, findings).execute();
}

const ID = fieldNamed('id');

class FolderVerification {
  readonly #leaf = new CanonicalLeaf();
  readonly #full: { readonly tile: GrownTile; readonly root: Hash }[] = [];
  readonly #tree: GrownTree;
  #events = 0;
  #prunedTo = 0;

  constructor(
    private readonly folder: LogFolder,
    private readonly checkpoint: CheckpointNote,
    earlier: readonly CheckpointNote[],
    private readonly options: VerifyOptions,
    private readonly findings: Findings,
  ) {
    const collect: OnTile = (tile, root) => this.#full.push({ tile, root });
    this.#tree = new GrownTree(earlier, findings, collect);
  }

  async execute(): Promise<Verification> {
    const { size, root: signed } = this.checkpoint;
    for (let index = 0; index * TILE_WIDTH < size; index += 1) {
      const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
      if (!(await this.#judgeBundle(index, width))) break;
      for (const { tile } of this.#full.splice(0)) await this.#judgeTile(tile, TILE_WIDTH);
      this.options.onProgress?.(index * TILE_WIDTH + width, size);
    }
    for (const tile of this.#tree.partialTiles()) await this.#judgeTile(tile, tile.hashes.length);
    const root = this.#tree.root();
    if (root !== null && root !== signed)
      this.findings.add('root', 'The leaves do not give the root of the checkpoint.');
    return this.#result(root);
  }

  #result(root: Hash | null): Verification {
    const findings = this.findings.list();
    const outcome = findings.length === 0 ? 'verified' : 'finding';
    const { size } = this.checkpoint;
    return {
      ...{ outcome, size, root: root === null ? null : base64Of(root), events: this.#events },
      ...{ prunedTo: this.#prunedTo, findings },
    };
  }

  /** Returns whether it makes sense to go on: not where neither the entries nor their tile are there. */
  async #judgeBundle(index: number, width: number): Promise<boolean> {
    const first = index * TILE_WIDTH;
    const entries = await this.folder.entries(index, width);
    const tile = await this.folder.tile(0, index, width);
    // Entries are pruned from the beginning on; a gap behind the first that are there is another thing.
    const isPruned = !entries && this.#prunedTo === first && width === TILE_WIDTH;
    if (isPruned) this.#prunedTo = first + TILE_WIDTH;
    for (let place = 0; place < width; place += 1) {
      const entry = entries?.[place];
      if (entry) this.#judgeEntry(entry, first + place, hashAt(tile, place));
      else this.#missEntry(first + place, hashAt(tile, place), isPruned);
    }
    return entries !== null || tile !== null;
  }

  #judgeEntry(entry: Buffer, index: number, kept: Hash | null): void {
    this.#events += 1;
    const fault = faultOf(this.#leaf, entry, 1, entry.length);
    const id = this.#leaf.isText(ID) ? this.#leaf.json(ID).slice(1, -1) : null;
    const event = id === null ? `The event at leaf ${index}` : `Event ${id} (leaf ${index})`;
    if (fault !== null) this.findings.add('event-malformed', `${event} ${fault}.`, index, id);
    const hash = hashOfLeaf(entry, 1, entry.length);
    if (kept !== null && hash !== kept) {
      this.findings.add('event-differs', `${event} is not what its leaf was made of.`, index, id);
    }
    this.#tree.append(hash);
  }

  #missEntry(index: number, kept: Hash | null, isPruned: boolean): void {
    if (kept === null) this.findings.add('leaf-missing', `Leaf ${index} is missing.`, index);
    else if (!isPruned) this.findings.add('event-missing', `The event at leaf ${index} is missing.`, index);
    this.#tree.append(kept);
  }

  async #judgeTile(tile: GrownTile, width: number): Promise<void> {
    const kept = await this.folder.tile(tile.level, tile.index, width);
    if (kept) compareTile(tile, hashIn(kept, 0, Math.min(kept.length, width * HASH_BYTES)), this.findings);
    else this.findings.add('tile', `Tile ${tile.level}/${tile.index} is missing.`);
  }
}

function hashAt(tile: Buffer | null, place: number): Hash | null {
  const end = (place + 1) * HASH_BYTES;
  return tile && end <= tile.length ? hashIn(tile, end - HASH_BYTES, end) : null;
}
