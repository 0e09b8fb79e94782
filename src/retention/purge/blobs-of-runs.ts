/**
 * SQL: the blobs that must still go, by the run of the purge that waits for them. A certificate names its unit, whose blobs they are; what is
 * not certified, parts of uploads, names the run itself.
 */
export const BLOBS_OF_RUNS = `(
  select c.purge_run_id as run_id, b.name, b.attempts
  from blob_deletion b join deletion_certificate c on c.unit_id = b.unit_id where c.purge_run_id is not null
  union all
  select purge_run_id, name, attempts from blob_deletion where purge_run_id is not null)`;
