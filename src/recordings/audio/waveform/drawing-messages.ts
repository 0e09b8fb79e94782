import type { Waveform } from '../waveform.js';

/** What a drawing thread is told. Each drawing has a number; what is told of one is done in its order. */
export type ToThread =
  | { readonly drawing: number; readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly drawing: number; readonly kind: 'finish'; readonly channels: number }
  | { readonly drawing: number; readonly kind: 'drop' };

/** What it answers: so many bytes are decoded; the drawing is over, with its waveform where it could be made. */
export type FromThread =
  | { readonly drawing: number; readonly kind: 'taken'; readonly bytes: number }
  | { readonly drawing: number; readonly kind: 'over'; readonly waveform: Waveform | null };
