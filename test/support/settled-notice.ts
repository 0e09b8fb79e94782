import { CONTACTS } from './decided-case.js';
import { IN_FINLAND } from './in-finland.js';

/** Settings of an invented register whose notice lacks nothing but the words of the announcement. */
export const SETTLED = {
  ...CONTACTS,
  ...IN_FINLAND,
  TALLENNE_LEGAL_BASES:
    'service-development=legitimate-interest,internal-training=legitimate-interest,complaint=legitimate-interest,service-level-study=legitimate-interest',
  TALLENNE_ARTICLE_9_CONDITIONS:
    'service-development=health-care,internal-training=health-care,complaint=legal-claims,service-level-study=health-care,rights-request=legal-claims',
} as const;

/** What the settled notice's callers hear. */
export const ANNOUNCEMENT = { version: '2026-1', language: 'fi', text: 'Tämä puhelu tallennetaan.' } as const;
