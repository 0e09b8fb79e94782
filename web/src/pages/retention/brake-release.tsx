import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { RaisedBrake } from '../../api/types.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { BRAKE_KEY } from './use-brake.js';

type Act = 'propose' | 'release';

interface BrakeReleaseProps {
  readonly brake: RaisedBrake;
  readonly onDone: (sentence: string) => void;
}

/** One administrator proposes that the brake is released, another releases it. */
export function BrakeRelease({ brake, onDone }: BrakeReleaseProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Act | null>(null);
  const close = () => {
    setAsked(null);
  };
  const act = useAct(done => {
    close();
    onDone(t(`brake.done.${done}`));
  });
  const ask = (wanted: Act) => () => {
    act.reset();
    setAsked(wanted);
  };

  return (
    <div className="form__buttons no-print">
      {brake.mayRelease ? <Button onClick={ask('release')}>{t('brake.release')}</Button> : null}
      {brake.mayPropose && brake.proposal === null ? (
        <Button variant="secondary" onClick={ask('propose')}>
          {t('brake.propose')}
        </Button>
      ) : null}
      {asked ? (
        <ReasonDialog
          title={t(`brake.${asked}`)}
          text={t(`brake.what.${asked}`)}
          logged={null}
          button={t(`brake.${asked}`)}
          isPending={act.isPending}
          error={act.error}
          onSend={reason => {
            act.mutate({ act: asked, reason });
          }}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

function useAct(onDone: (act: Act) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, reason }: { readonly act: Act; readonly reason: string }) => {
      const body = { reason: reason.trim() };
      return act === 'propose'
        ? answer(api.POST('/api/v1/retention/brake/release-proposal', { body }))
        : answer(api.POST('/api/v1/retention/brake/release', { body }));
    },
    onSuccess: (view, { act }) => {
      client.setQueryData(BRAKE_KEY, view);
      void client.invalidateQueries({ queryKey: TASKS_KEY });
      onDone(act);
    },
  });
}
