import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import type { CaseRedaction } from '../../../api/types.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';
import { sendNewVersion } from './use-redactions.js';

const METHODS: readonly CaseRedaction['method'][] = ['silence', 'tone'];

interface BeginVersionProps {
  readonly recordingId: string;
  /** The version before, whose marks are taken along. */
  readonly former: CaseRedaction | null;
}

/** Begins a version of a copy: how what is marked is covered. */
export function BeginVersion({ recordingId, former }: BeginVersionProps) {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const [method, setMethod] = useState(former?.method ?? 'silence');
  const begin = useCaseAct(
    rightsCase.id,
    (wanted: CaseRedaction['method']) => sendNewVersion(rightsCase.id, recordingId, wanted),
    ({ version }) => {
      say(t('rights.copies.begun', { version }));
    },
  );
  return (
    <Panel title={t(former === null ? 'rights.copies.begin' : 'rights.copies.beginNext')}>
      <div className="form">
        {former === null ? null : <p>{t('rights.copies.nextText')}</p>}
        <RadioButtonGroup
          name="method"
          labelText={t('rights.copies.method')}
          value={method}
          onChange={value => {
            setMethod(METHODS.find(one => one === value) ?? method);
          }}
        >
          {METHODS.map(one => (
            <RadioButton key={one} value={one}>
              {t(`rights.copies.methods.${one}`)}
            </RadioButton>
          ))}
        </RadioButtonGroup>
        <ProblemNotice error={begin.error} />
        <div className="form__buttons">
          <Button
            variant={former === null ? 'default' : 'secondary'}
            disabled={begin.isPending}
            onClick={() => {
              begin.mutate(method);
            }}
          >
            {t('rights.copies.sendBegin')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
