import { describe, expect, it } from '@jest/globals';
import { campaignScope, newCampaign } from './campaigns.schemas.js';

describe('a campaign of reviews', () => {
  it('is of one role, or of every role where none is named', () => {
    expect([campaignScope.parse({}), campaignScope.parse({ role: 'agent' })]).toEqual([{}, { role: 'agent' }]);
    for (const wrong of [{ role: 'everybody' }, { role: null }, { roles: ['agent'] }])
      expect(campaignScope.safeParse(wrong).success).toBe(false);
  });

  it('is opened with a reason', () => {
    expect(newCampaign.parse({ reason: ' Vuosi ' })).toEqual({ reason: 'Vuosi' });
    for (const reason of [undefined, '', 'x'.repeat(1_001)])
      expect(newCampaign.safeParse({ role: 'agent', reason }).success).toBe(false);
  });
});
