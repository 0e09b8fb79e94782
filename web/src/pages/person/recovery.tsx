import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { StaffMember } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { MadeLink } from './made-link.js';
import { OpenEnrolment } from './open-enrolment.js';
import { useMakeLink } from './use-make-link.js';

/** A person who has lost the password or the second factor sets them anew, with the help of two. */
export function Recovery({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const make = useMakeLink(person.id);
  const heading = useFocusAfter<HTMLHeadingElement>(make.data ? 1 : 0);
  const stop = () => {
    setAsking(false);
  };

  return (
    <Panel title={t('recovery.title')} headingRef={heading}>
      <p>{t('recovery.text')}</p>
      <MadeLink link={make.data} />
      {person.enrolment ? <OpenEnrolment enrolment={person.enrolment} /> : null}
      {make.data ? null : (
        <Button
          variant="secondary"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('recovery.button')}
        </Button>
      )}
      {asking ? (
        <ReasonDialog
          title={t('recovery.dialogTitle', { name: person.displayName })}
          text={t('recovery.dialogText')}
          logged="recoveryCreated"
          button={t('recovery.button')}
          isPending={make.isPending}
          error={make.error}
          onSend={reason => {
            make.mutate({ kind: 'recovery', reason }, { onSuccess: stop });
          }}
          onClose={stop}
        />
      ) : null}
    </Panel>
  );
}
