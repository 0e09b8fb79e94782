/** How far a request is from what the document says. */
export const KINDS = ['valid', 'near', 'wild'] as const;
export type Kind = (typeof KINDS)[number];

/** Who sends: one who may (by the table of routes), anybody signed in, nobody, or somebody whose token is none. */
export const SENDERS = ['entitled', 'other', 'nobody', 'broken'] as const;

/** How a sender says who they are: as a program does, as the client's page does, or as a page of somebody else's would. */
export const WAYS = ['bearer', 'page', 'foreign-page'] as const;

/** Stands for the id of something that is there when the request is sent. */
export class KnownId {
  constructor(
    readonly of: string,
    readonly nth: number,
  ) {}
}

/** JSON that no value stands for: `1e400`, a key twice. */
export class RawJson {
  constructor(readonly text: string) {}
}

export interface Part {
  readonly name: string;
  readonly value: unknown;
  /** Bytes with a name; else a value that is written as JSON. */
  readonly file?: { readonly name: string; readonly bytes: Buffer };
}

export type DraftBody =
  | { readonly as: 'none' }
  | { readonly as: 'json'; readonly value: unknown; readonly type: string; readonly spoil: Spoil | null }
  | { readonly as: 'form'; readonly parts: readonly Part[]; readonly spoil: Spoil | null }
  | { readonly as: 'bytes'; readonly bytes: Buffer; readonly type: string };

/** What is done to a body that is written down. */
export interface Spoil {
  readonly how: 'cut' | 'byte' | 'twice' | 'tail' | 'mark';
  readonly at: number;
}

/** A request before it is known who is there and what ids there are. */
export interface Draft {
  readonly kind: Kind;
  readonly sender: { readonly as: (typeof SENDERS)[number]; readonly nth: number };
  readonly way: (typeof WAYS)[number];
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: readonly (readonly [name: string, value: unknown])[];
  readonly headers: readonly (readonly [name: string, value: unknown])[];
  readonly body: DraftBody;
}

/** A request as it goes out. */
export interface Sent {
  readonly method: string;
  /** With its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}
