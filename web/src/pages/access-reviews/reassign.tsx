import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { AccessReviewDetails } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Logged } from '../../ui/logged.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useStaffNames } from '../staff/use-staff-names.js';

/** An administrator names another reviewer: neither the person nor themselves. */
export function Reassign({ review }: { readonly review: AccessReviewDetails }) {
  const { t } = useTranslation();
  const me = useMe();
  const { people } = useStaffNames();
  const [reviewerId, setReviewerId] = useState('');
  const reassign = useReassign(review.id);
  const others = people.filter(({ id, status }) => status === 'active' && id !== review.staffId && id !== me.id);
  const options = [{ id: '', displayName: t('accessReviews.choose') }, ...others];

  return (
    <Panel title={t('accessReviews.reassign')}>
      <form
        className="form"
        onSubmit={event => {
          event.preventDefault();
          if (reviewerId !== '') reassign.mutate(reviewerId);
        }}
      >
        <Choice
          label={t('accessReviews.newReviewer')}
          value={reviewerId}
          options={options.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={setReviewerId}
        />
        <Logged act="reviewReassigned" />
        <ProblemNotice error={reassign.error} />
        <div className="form__row">
          <Button type="submit" variant="secondary" disabled={reassign.isPending}>
            {t('accessReviews.reassign')}
          </Button>
          <span role="status">{reassign.isSuccess ? t('accessReviews.reassigned') : ''}</span>
        </div>
      </form>
    </Panel>
  );
}

function useReassign(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reviewerId: string) =>
      answer(api.PUT('/api/v1/access-reviews/{id}/reviewer', { params: { path: { id } }, body: { reviewerId } })),
    onSuccess: async () => {
      for (const queryKey of [['access-review', id], ['access-reviews']]) await client.invalidateQueries({ queryKey });
    },
  });
}
