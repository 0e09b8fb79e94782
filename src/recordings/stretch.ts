/** Who is heard on a channel. */
export const CHANNEL_ROLES = ['agent', 'caller', 'mixed'] as const;
export type ChannelRole = (typeof CHANNEL_ROLES)[number];

/** What a stretch of a recording is: not recorded, recorded as silence, or a caller who waits. */
export const STRETCH_KINDS = ['paused', 'masked', 'on-hold'] as const;
export type StretchKind = (typeof STRETCH_KINDS)[number];

/** A stretch of a recording that is not plain talk, from and until in milliseconds of the audio; a pause has no length of its own. */
export interface Stretch {
  readonly kind: StretchKind;
  readonly fromMs: number;
  readonly toMs: number;
}
