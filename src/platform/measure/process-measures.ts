import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** From what an index answers to what makes people wait. */
const SECONDS = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 60];
const GROUP_SIZES = [1, 2, 4, 8, 16, 32, 64];

/**
 * What the ways of the house measure of themselves, for the process as a whole; labels are words of the code, never of a request.
 * They belong to no registry until {@link registerProcessMeasures}.
 */
export const processMeasures = {
  requests: new Counter({
    ...named('http_requests_total', 'Requests that were answered, by route template and class of status'),
    labelNames: ['method', 'route', 'status'],
  }),
  requestSeconds: new Histogram({
    ...named('http_request_duration_seconds', 'From the arrival of a request to the end of its answer'),
    labelNames: ['method', 'route'],
    buckets: SECONDS,
  }),
  ingestSeconds: new Histogram({
    ...named('ingest_duration_seconds', 'From received audio to what became of it'),
    labelNames: ['outcome'],
    buckets: SECONDS,
  }),
  firstByteSeconds: new Histogram({
    ...named('playback_first_byte_seconds', 'From the arrival of a request for audio to its first byte'),
    buckets: SECONDS,
  }),
  extents: new Counter(named('playback_extents_reserved_total', 'Extents that were put on record to be served')),
  groupSize: new Histogram({
    ...named('log_group_size', 'Events that were committed together'),
    buckets: GROUP_SIZES,
  }),
  groupWaitSeconds: new Histogram({
    ...named('log_group_wait_seconds', 'How long a caller waited for the commit of its event, or for the failure'),
    labelNames: ['outcome'],
    buckets: SECONDS,
  }),
  inboxBucketFailing: new Gauge(
    named('inbox_bucket_failing', 'Whether the last look of this instance into the bucket that others fill failed'),
  ),
  keySeconds: ofOperations('key_operation_duration_seconds', 'Operations of the key ring'),
  blobSeconds: ofOperations('blob_operation_duration_seconds', 'Operations of the blob store'),
  statementSeconds: ofOperations('database_statement_duration_seconds', 'Statements, by their first word'),
} as const;

/** Lets a registry tell of the process's own measures as well. */
export function registerProcessMeasures(registry: Registry): void {
  for (const measure of Object.values(processMeasures)) registry.registerMetric<string>(measure);
}

function ofOperations(name: string, help: string) {
  return new Histogram({ ...named(name, help), labelNames: ['operation', 'outcome'], buckets: SECONDS });
}

function named(name: string, help: string) {
  return { name: `tallenne_${name}`, help, registers: [] };
}
