import { CallerMarks } from './caller-marks.js';
import { SettleMarks } from './settle-marks.js';
import { StudiedCalls } from './studied-calls.js';

/** Everything by which calls are counted for studies, in one place for the module. */
export const STUDIED_CALL_PROVIDERS = [CallerMarks, SettleMarks, StudiedCalls];
