import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import type { RegisteredRequest } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { AttachFiles } from '../rights/attach-files.js';

interface RegisteredProps {
  readonly registered: RegisteredRequest;
  readonly onAnother: () => void;
}

/** The number and the last day of a request that was just registered: all that whoever did it sees of it. */
export function Registered({ registered: { id, number, lastOn }, onAnother }: RegisteredProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus(); // the form is gone
  }, []);
  return (
    <div className="stack">
      <Panel title={t('rights.register.done')} tone="highlight" headingRef={heading}>
        <Facts>
          <Fact name={t('rights.number')}>
            <strong>
              {may(me, 'list', 'RightsCase') ? <Link to={`/rights-requests/${id}`}>{number}</Link> : number}
            </strong>
          </Fact>
          <Fact name={t('rights.lastOn')}>
            <strong>{format.day(lastOn)}</strong>
          </Fact>
        </Facts>
        <p>{t('rights.register.doneText')}</p>
        <AttachFiles caseId={id} hint={t('rights.files.registrarHint')} />
        <Button variant="secondary" mt="m" onClick={onAnother}>
          {t('rights.register.another')}
        </Button>
      </Panel>
    </div>
  );
}
