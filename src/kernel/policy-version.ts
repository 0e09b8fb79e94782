/**
 * Version of the access policy that every log event names. `access/rules.spec.ts` ties it to the text of
 * `access/rules.ts`: a changed rule needs a new version here.
 */
export const POLICY_VERSION = '2026-11-28.1';
