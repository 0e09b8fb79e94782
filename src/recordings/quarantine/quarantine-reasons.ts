/** Why something must be sorted out before it can be filed. */
export const QUARANTINE_REASONS = [
  /** Nobody shows that the caller was told (privacy notice §5). */
  'notice-evidence-missing',
  /** What came as metadata cannot be read, or does not say enough. */
  'metadata-unreadable',
  /** Audio that nothing has announced. */
  'metadata-missing',
  /** A call that was announced, whose audio has not come. */
  'audio-missing',
  /** The bytes are no audio that could be played. */
  'audio-unreadable',
  /** The same source and external id are here already, with other audio. */
  'different-audio',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];
