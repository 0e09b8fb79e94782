export { processMeasures, registerProcessMeasures } from './process-measures.js';
export { beginRequestSpan, inSpan, startTraces, tracesAreMade, type RequestSpan, type SpanFacts } from './traces.js';
export { timed, timeMethods, type StepKind } from './timed.js';
