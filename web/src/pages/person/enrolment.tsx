import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { StaffMember } from '../../api/types.js';
import { Logged } from '../../ui/logged.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { MadeLink } from './made-link.js';
import { OpenEnrolment } from './open-enrolment.js';
import { useMakeLink } from './use-make-link.js';

/** The first link of a person without a password: one administrator makes it here, another confirms it here. */
export function Enrolment({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const make = useMakeLink(person.id);
  const heading = useFocusAfter<HTMLHeadingElement>(make.data ? 1 : 0);

  return (
    <Panel title={t('enrolment.title')} headingRef={heading}>
      <p>{t('enrolment.text')}</p>
      <MadeLink link={make.data} />
      {person.enrolment ? <OpenEnrolment enrolment={person.enrolment} /> : null}
      <Logged act="enrolmentCreated" />
      <ProblemNotice error={make.error} />
      {make.data ? null : (
        <>
          {person.enrolment ? <p>{t('enrolment.replaces')}</p> : null}
          <Button
            variant={person.enrolment ? 'secondary' : 'default'}
            disabled={make.isPending}
            onClick={() => {
              make.mutate({ kind: 'first' });
            }}
          >
            {t('enrolment.button')}
          </Button>
        </>
      )}
    </Panel>
  );
}
