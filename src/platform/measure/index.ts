export { processMeasures, registerProcessMeasures } from './process-measures.js';
export { timed, timeMethods, type StepKind } from './timed.js';
