import { DailyFigures } from './daily-figures.job.js';
import { MakeDailyFigures } from './make-daily-figures.js';
import { MakeStudy } from './make-study.js';
import { ReadDaily } from './read-daily.js';
import { ReadLiving } from './read-living.js';
import { StudiesController } from './studies.controller.js';
import { ViewStudy } from './view-study.js';

/** Everything that studies of service levels are made of, in one place for the module. */
export const STUDY_PROVIDERS = [DailyFigures, MakeDailyFigures, MakeStudy, ReadDaily, ReadLiving, ViewStudy];
export const STUDY_CONTROLLERS = [StudiesController];
