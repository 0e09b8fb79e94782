import type { ConnectionFault } from './fault-kinds.js';

/** What goes over a link, told by its text: a statement, or a request. */
export interface Passing {
  readonly text: string;
}

/** A way from a server to what it needs, that fails when a test says so. */
export interface FaultyLink {
  /** So many half-open connections may be waited for side by side; one where those who wait would wait for each other. */
  readonly halfOpenAtOnce: number;
  /** Arms one fault; the one before is forgotten if it has not struck. */
  arm(fault: { readonly kind: ConnectionFault; readonly nth: number }): { readonly strikes: Promise<Passing> };
  /** Forgets the armed fault; what it has struck stays struck. */
  disarm(): void;
  /** Nothing fails any more, and nobody waits for ever. */
  calm(): Promise<void>;
}

/** A fault, and what it waits for. */
export interface Fault<Kind, Seen> {
  readonly kind: Kind;
  /** Which of those that pass from now on is struck, counted from 1. */
  readonly nth?: number;
  /** Counts these only. */
  readonly of?: (seen: Seen) => boolean;
  /** Strikes everything from that one on. */
  readonly forGood?: boolean;
}

/** A fault that waits. */
export interface ArmedFault<Seen> {
  /** What was struck; null until then. */
  readonly struck: Seen | null;
  /** Settles when something is struck. */
  readonly strikes: Promise<Seen>;
}

/** A fault as the link has it that is to fail. */
export interface Armed<Kind, Seen> extends ArmedFault<Seen> {
  /** What happens to what passes now; null: nothing. */
  readonly judge: (seen: Seen) => Kind | null;
}

export function armed<Kind, Seen>({
  kind,
  nth = 1,
  of = () => true,
  forGood = false,
}: Fault<Kind, Seen>): Armed<Kind, Seen> {
  let counted = 0;
  let struck: Seen | null = null;
  const { promise: strikes, resolve } = Promise.withResolvers<Seen>();
  return {
    get struck() {
      return struck;
    },
    strikes,
    judge: seen => {
      if (!of(seen)) return null;
      counted += 1;
      if (counted < nth || (counted > nth && !forGood)) return null;
      struck ??= seen;
      resolve(seen);
      return kind;
    },
  };
}
