import type { Damage } from '../integration/log-damaged.js';

/** Something in the log that is not as it was written, and where. */
export interface Found {
  readonly kind: Damage;
  readonly eventId: string | null;
  readonly leafIndex: number | null;
  /** What the nightly verification says of it: another finding at the same place is another alarm. */
  readonly finding?: string;
}
