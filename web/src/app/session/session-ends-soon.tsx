import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { useFormat } from '../../ui/format/use-format.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useComingEnd } from './coming-end.js';
import { PRESENCE_KEY } from './presence.js';
import './session-ends-soon.css';

/**
 * Says five minutes before that the session ends (WCAG 2.2.1). One that nothing was done in goes on when the person says so; one
 * that has lasted a working day does not.
 */
export function SessionEndsSoon() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const end = useComingEnd();
  const goOn = useMutation({
    mutationFn: () => client.refetchQueries({ queryKey: PRESENCE_KEY }, { throwOnError: true }),
  });
  return (
    <div role="alert" className="session-ends-soon">
      {end ? (
        <InlineAlert status="warning">
          <p>{t(`sessionEnds.${end.because}`, { time: format.time(end.at.toISOString()) })}</p>
          {end.because === 'idle' ? (
            <Button
              variant="secondary"
              onClick={() => {
                goOn.mutate();
              }}
            >
              {t('sessionEnds.goOn')}
            </Button>
          ) : null}
          <ProblemNotice error={goOn.error} />
        </InlineAlert>
      ) : null}
    </div>
  );
}
