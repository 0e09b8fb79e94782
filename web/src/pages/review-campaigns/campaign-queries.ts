/** The campaigns, in all their lists. */
export const CAMPAIGNS = ['review-campaigns'] as const;
