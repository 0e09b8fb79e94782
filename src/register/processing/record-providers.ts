import { GatherRecord } from './gather-record.js';
import { MakeRecord } from './make-record.js';
import { ProcessingRecordController } from './record.controller.js';
import { RecordedAmounts } from './recorded-amounts.js';

/** Everything that the record of processing is made of, in one place for the module. */
export const RECORD_PROVIDERS = [GatherRecord, MakeRecord, RecordedAmounts];
export const RECORD_CONTROLLERS = [ProcessingRecordController];
