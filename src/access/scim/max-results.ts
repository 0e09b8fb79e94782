/** Most resources in one answer (RFC 7643 §5, `filter.maxResults`). */
export const MAX_RESULTS = 200;
