export {
  Action,
  Anyone,
  FRESH_SECOND_FACTOR,
  FreshSecondFactor,
  ROUTE_OPENING,
  SignedIn,
  type RouteAction,
  type RouteOpening,
} from './route-action.js';
export { CurrentRequester, type RequestInHand, type Requester } from './requester.js';
export { CurrentRules, keepRules, type Rules } from './rules.js';
export { invalidRequest, SchemaPipe, wrongField } from './schema-pipe.js';
export { ProblemFilter, problemOf, sendProblem, type Problem } from './problem.filter.js';
export { multipartExpected, multipartProblem } from './multipart-problem.js';
export { pageFrom, pageOf, pageQuery, readCursor, type Page, type Position } from './pages.js';
export { BYTES_BODY } from './bytes-body.js';
export * as format from './formats.js';
export { letGoOfUnreadBody } from './unread-body.js';
export { cutOff } from './cut-off.js';
export { sendPieces } from './send-pieces.js';
export { serverSentEvent } from './server-sent-event.js';
export { LimitHits } from './limits/limit-hits.js';
export { RequestLimits, TooManyRequests } from './limits/request-limits.js';
export { ConnectionLimits, headTimes } from './limits/connection-limits.js';
export { TellLimitHitsJob } from './limits/tell-limit-hits.job.js';
