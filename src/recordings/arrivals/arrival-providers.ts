import { Arrivals } from './arrivals.js';
import { CompletenessController } from './completeness.controller.js';
import { CountArrivals } from './count-arrivals.js';
import { ExplainArrival } from './explain-arrival.js';
import { FindCauses } from './find-causes.js';
import { FindMissing } from './find-missing.js';
import { ForgetArrivals } from './forget-arrivals.js';
import { RaiseAlarms } from './raise-alarms.js';
import { ReadCompleteness } from './read-completeness.js';
import { ReadHabits } from './read-habits.js';
import { TakeStock } from './take-stock.js';
import { ViewCompleteness } from './view-completeness.js';
import { WatchArrivals } from './watch-arrivals.job.js';

/** Everything by which the account of arrivals is kept and looked after, in one place for the module. */
export const ARRIVAL_PROVIDERS = [
  Arrivals,
  CountArrivals,
  ExplainArrival,
  FindCauses,
  FindMissing,
  ForgetArrivals,
  RaiseAlarms,
  ReadCompleteness,
  ReadHabits,
  TakeStock,
  ViewCompleteness,
  WatchArrivals,
];
export const ARRIVAL_CONTROLLERS = [CompletenessController];
