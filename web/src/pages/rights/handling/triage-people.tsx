import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client.js';
import { useMe } from '../../../app/session/me.js';
import { Loading } from '../../../ui/loading.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import type { useForm } from '../../../ui/use-form.js';
import { ChoiceOf } from '../../../ui/form-fields.js';
import type { ActFormOf } from './handling-acts-bar.js';
import { officerOptions, staffOptions } from './people-options.js';
import type { TriageDraft } from './triage-draft.js';

interface TriagePeopleProps {
  readonly form: ReturnType<typeof useForm<TriageDraft>>;
  readonly rightsCase: ActFormOf['rightsCase'];
}

/** Who handles the case, and whom of the staff it is about, where it is about one of them. */
export function TriagePeople({ form, rightsCase }: TriagePeopleProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['rights-people'],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/people')),
    staleTime: 60_000,
  });
  if (isPending) return <Loading />;
  const people = data ?? { officers: [], staff: [] };
  const unknown = t('holds.nobody');
  return (
    <>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <ChoiceOf
        form={form}
        name="officerId"
        label={t('rights.officer')}
        options={officerOptions(people, rightsCase, me, unknown)}
      />
      <ChoiceOf
        form={form}
        name="subjectStaffId"
        label={t('rights.aboutStaff')}
        options={[
          { value: '', label: t('rights.triage.aboutNobody') },
          ...staffOptions(people, rightsCase, t('rights.triage.hasLeft'), unknown),
        ]}
      />
    </>
  );
}
