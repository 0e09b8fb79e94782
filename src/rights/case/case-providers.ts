import { ActOnCase } from './act-on-case.js';
import { CaseTexts } from './case-texts.js';
import { Journal } from './journal.js';
import { OpenCase } from './open-case.js';
import { RecordingTexts } from './recording-texts.js';

export const CASE_PROVIDERS = [ActOnCase, CaseTexts, Journal, OpenCase, RecordingTexts];
