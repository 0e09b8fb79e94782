import { ActOnCase } from './act-on-case.js';
import { CaseTexts } from './case-texts.js';
import { Journal } from './journal.js';

export const CASE_PROVIDERS = [ActOnCase, CaseTexts, Journal];
