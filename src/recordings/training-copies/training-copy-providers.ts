import { CopyAudio } from './copy-audio.js';
import { DecideTrainingCopy } from './decide-training-copy.js';
import { MakeTrainingCopy } from './make-training-copy.js';
import { ReadTrainingCopies } from './read-training-copies.js';
import { RedactAudio } from './redact-audio.js';
import { ReleaseTrainingCopy } from './release-training-copy.js';
import { ReplayTrainingCopies } from './replay-training-copies.js';
import { RequestTrainingCopy } from './request-training-copy.js';

/** Everything that training copies are made of, in one place for the module. */
export const TRAINING_COPY_PROVIDERS = [
  CopyAudio,
  DecideTrainingCopy,
  MakeTrainingCopy,
  RedactAudio,
  ReadTrainingCopies,
  ReleaseTrainingCopy,
  ReplayTrainingCopies,
  RequestTrainingCopy,
];
