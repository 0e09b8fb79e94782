import { DrawWeeklySample } from './draw-weekly-sample.js';
import { EndNotes } from './end-notes.js';
import { Pools } from './pools.js';
import { ReadNotes } from './read-notes.js';
import { ReadSamples } from './read-samples.js';
import { SampledCalls } from './sampled-calls.js';
import { ViewPools } from './view-pools.js';
import { WriteNote } from './write-note.js';

/** Weekly samples and the notes on their calls. */
export const SAMPLE_PROVIDERS = [
  ...[DrawWeeklySample, EndNotes, Pools, ReadNotes],
  ...[ReadSamples, SampledCalls, ViewPools, WriteNote],
];
