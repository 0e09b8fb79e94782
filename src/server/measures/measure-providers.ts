import { MeasureArrivals } from './measure-arrivals.js';
import { MeasureDatabase } from './measure-database.js';
import { MeasureLog } from './measure-log.js';
import { MeasureRetention } from './measure-retention.js';
import { MeasureStream } from './measure-stream.js';
import { Metrics } from './metrics.js';

/** Everything that measures. */
export const MEASURE_PROVIDERS = [
  MeasureArrivals,
  MeasureDatabase,
  MeasureLog,
  MeasureRetention,
  MeasureStream,
  Metrics,
];
