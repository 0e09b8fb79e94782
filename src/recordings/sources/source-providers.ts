import { ChangeSource } from './change-source.js';
import { FindSourceForm } from './find-source-form.js';
import { SourceTerms } from './source-terms.js';

/** What the sources need; one list, so that the module stays short. */
export const SOURCE_PROVIDERS = [ChangeSource, FindSourceForm, SourceTerms];
