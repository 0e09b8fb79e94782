import { ActOnCase } from './act-on-case.js';
import { CaseFiles } from './case-files.js';
import { CaseTexts } from './case-texts.js';
import { FindCase } from './find-case.js';
import { Journal } from './journal.js';
import { OpenCase } from './open-case.js';
import { RecordingTexts } from './recording-texts.js';

export const CASE_PROVIDERS = [ActOnCase, CaseFiles, CaseTexts, FindCase, Journal, OpenCase, RecordingTexts];
