import { FindRedactable } from './find-redactable.js';
import { ReadOriginal } from './read-original.js';
import { RenderCopy } from './render-copy.js';

/** What upper floors redact recordings with. */
export const REDACTED_COPY_PROVIDERS = [FindRedactable, ReadOriginal, RenderCopy];
