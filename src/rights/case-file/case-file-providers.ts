import { CaseFileEntries } from './case-file-entries.js';
import { CaseFileController } from './case-file.controller.js';
import { ComposeCaseFile } from './compose-case-file.js';
import { CountYear } from './count-year.js';
import { StatisticsController } from './statistics.controller.js';
import { TakeOutCase } from './take-out-case.js';

/** The statistics stand before routes with an id in their place. */
export const CASE_FILE_CONTROLLERS = [StatisticsController, CaseFileController];
export const CASE_FILE_PROVIDERS = [CaseFileEntries, ComposeCaseFile, CountYear, TakeOutCase];
