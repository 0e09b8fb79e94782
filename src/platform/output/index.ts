export { JsonOutput, OUTPUT_LEVELS, type OutputLevel } from './json-output.js';
export { onBehalfOf, requestIdOf, requestInContext, type RequestInContext } from './request-in-context.js';
