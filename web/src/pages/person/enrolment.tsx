import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { StaffMember } from '../../api/types.js';
import { CopyButton } from '../../ui/copy-button.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import './enrolment.css';

/** Makes the link with which a person sets the first password. It is shown once; a new one replaces it. */
export function Enrolment({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { id, enrolmentExpiresAt } = person;
  const enrol = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/staff/{id}/enrolments', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person', id] }),
    gcTime: 0,
  });
  const heading = useFocusAfter<HTMLHeadingElement>(enrol.data ? 1 : 0);
  const link = enrol.data ? `${location.origin}/enrol#${enrol.data.token}` : null;

  return (
    <Panel title={t('enrolment.title')} headingRef={heading}>
      <p>{t('enrolment.text')}</p>
      <div role="status">
        {enrol.data && link !== null ? (
          <div className="enrolment">
            <p>{t('enrolment.made', { at: format.dateTime(enrol.data.expiresAt) })}</p>
            <code>{link}</code>
            <CopyButton text={link} />
          </div>
        ) : null}
      </div>
      {enrol.data || enrolmentExpiresAt === null ? null : (
        <p>{t('enrolment.open', { at: format.dateTime(enrolmentExpiresAt) })}</p>
      )}
      <ProblemNotice error={enrol.error} />
      {enrol.data ? null : (
        <Button
          disabled={enrol.isPending}
          onClick={() => {
            enrol.mutate();
          }}
        >
          {t('enrolment.button')}
        </Button>
      )}
    </Panel>
  );
}
