import { startKeyCluster } from './key-cluster.js';

/** Where keys may lie. */
export const RINGS = ['folder', 'cluster'] as const;
export type RingKind = (typeof RINGS)[number];

/** What a server is started with to have its keys there, and how that ends. */
export interface RingPlace {
  readonly env: Readonly<Record<string, string>>;
  readonly end: () => Promise<void>;
}

/** A place for the keys of one server. */
export async function ringPlace(kind: RingKind): Promise<RingPlace> {
  if (kind === 'folder') return { env: {}, end: () => Promise.resolve() };
  const cluster = await startKeyCluster();
  return { env: { KEYS_DATABASE_URL: await cluster.createDatabase() }, end: () => cluster.stop() };
}

/** @throws when `text` is no kind of ring */
export function ringKind(text: string): RingKind {
  const kind = RINGS.find(known => known === text);
  if (!kind) throw new Error(`${text} is no key ring: ${RINGS.join(' or ')}`);
  return kind;
}
