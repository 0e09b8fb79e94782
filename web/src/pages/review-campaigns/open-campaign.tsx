import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { ForeseenCampaign, NewCampaign } from '../../api/types.js';
import { ActForm } from '../../ui/act-form.js';
import { Choice } from '../../ui/choice.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Logged } from '../../ui/logged.js';
import { LongText } from '../../ui/long-text.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAtFirst } from '../../ui/use-focus-at-first.js';
import { useForm } from '../../ui/use-form.js';
import { ROLES } from '../person/role-purposes.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { CAMPAIGNS } from './campaign-queries.js';
import { useRoleText } from './use-role-text.js';

const EVERY_ROLE = 'every';
type Chosen = NonNullable<NewCampaign['role']> | typeof EVERY_ROLE;

/** Opens a campaign: the role, what it would examine, the reason. */
export function OpenCampaign({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const [chosen, setChosen] = useState<Chosen>(EVERY_ROLE);
  const form = useForm({ reason: '' }, { required: ['reason'], keptAs: 'review-campaign' });
  const open = useOpenCampaign();
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  const scope = chosen === EVERY_ROLE ? {} : { role: chosen };

  return (
    <Panel title={t('campaigns.open')} tone="highlight" headingRef={heading}>
      <ActForm
        text={t('campaigns.openText')}
        button={t('campaigns.open')}
        isPending={open.isPending}
        error={open.error}
        onSubmit={form.onSubmit(({ reason }) => {
          open.mutate({ ...scope, reason: reason.trim() });
        })}
        onCancel={onCancel}
      >
        <Choice
          label={t('campaigns.whose')}
          value={chosen}
          options={[
            { value: EVERY_ROLE, label: roleText(null) },
            ...ROLES.map(role => ({ value: role, label: roleText(role) })),
          ]}
          onChange={value => {
            setChosen(ROLES.find(role => role === value) ?? EVERY_ROLE);
          }}
        />
        <Foreseen scope={scope} />
        <LongText labelText={t('fields.reason')} maxLength={1000} {...form.field('reason')} />
        <Logged act="campaignOpened" />
      </ActForm>
    </Panel>
  );
}

/** What a campaign opened now would examine. */
function Foreseen({ scope }: { readonly scope: Pick<NewCampaign, 'role'> }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...CAMPAIGNS, 'foreseen', scope.role ?? EVERY_ROLE],
    queryFn: () => answer(api.GET('/api/v1/review-campaigns/foreseen', { params: { query: scope } })),
  });
  return (
    <div aria-live="polite">
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <ForeseenText foreseen={data} /> : null}
    </div>
  );
}

function ForeseenText({
  foreseen: { people, grants, waiting, suspendOn, revokeOn },
}: {
  readonly foreseen: ForeseenCampaign;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (people === 0) return <p>{t('campaigns.foreseenNone')}</p>;
  return (
    <>
      <p>
        {t('campaigns.foreseenPeople', { count: people })} {t('campaigns.foreseenGrants', { count: grants })}{' '}
        {waiting > 0 ? t('campaigns.foreseenWaiting', { count: waiting }) : null}
      </p>
      <p>{t('campaigns.foreseenDays', { suspendOn: format.day(suspendOn), revokeOn: format.day(revokeOn) })}</p>
    </>
  );
}

function useOpenCampaign() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewCampaign) => answer(api.POST('/api/v1/review-campaigns', { body })),
    onSuccess: async ({ id }) => {
      for (const queryKey of [CAMPAIGNS, ['access-reviews']])
        await client.invalidateQueries({ queryKey, refetchType: 'none' });
      await client.invalidateQueries({ queryKey: TASKS_KEY });
      await navigate(`/review-campaigns/${id}`);
    },
  });
}
