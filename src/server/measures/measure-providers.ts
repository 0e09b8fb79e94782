import { MeasureArrivals } from './measure-arrivals.js';
import { MeasureDatabase } from './measure-database.js';
import { MeasureDisks } from './measure-disks.js';
import { MeasureLog } from './measure-log.js';
import { MeasureReadiness } from './measure-readiness.js';
import { MeasureRetention } from './measure-retention.js';
import { MeasureStream } from './measure-stream.js';
import { MEASURERS, type Measurer } from './measurer.js';
import { Metrics } from './metrics.js';

/** The pool is looked at first: what the others ask would be seen in it. */
const IN_ORDER = [
  MeasureDatabase,
  MeasureArrivals,
  MeasureLog,
  MeasureRetention,
  MeasureStream,
  MeasureDisks,
  MeasureReadiness,
];

/** Everything that measures. */
export const MEASURE_PROVIDERS = [
  ...IN_ORDER,
  { provide: MEASURERS, inject: IN_ORDER, useFactory: (...measurers: Measurer[]) => measurers },
  Metrics,
];
