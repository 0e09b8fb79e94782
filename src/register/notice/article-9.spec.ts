import { describe, expect, it } from '@jest/globals';
import { parseArticle9Conditions } from './article-9.js';

describe('the conditions of art. 9(2)', () => {
  it('are read by purpose, and none until somebody has settled them', () => {
    expect(parseArticle9Conditions('')).toEqual({});
    expect(parseArticle9Conditions('complaint=legal-claims, internal-training = health-care')).toEqual({
      ...{ complaint: 'legal-claims', 'internal-training': 'health-care' },
    });
  });

  it.each(['marketing=health-care', 'complaint=habit', 'complaint', 'complaint=health-care,complaint=legal-claims'])(
    'refuse %s',
    text => {
      expect(() => parseArticle9Conditions(text)).toThrow(RangeError);
    },
  );
});
