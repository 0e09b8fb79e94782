import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Passkey } from '../../api/types.js';
import { DataTable } from '../../ui/data-table.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { Panel } from '../../ui/panel.js';
import { PasskeyForm } from '../second-factor/passkey-form.js';
import { usePasskeyColumns } from './passkey-columns.js';
import { PasskeyNameDialog } from './passkey-name-dialog.js';
import { PasskeyRemoval } from './passkey-removal.js';

const KEY = ['passkeys'] as const;

/** What of a passkey is being done. */
type Doing = { readonly what: 'register' } | { readonly what: 'rename' | 'remove'; readonly passkey: Passkey };

/** The passkeys of one's own: registered, named and removed by their person alone. */
export function OwnPasskeys() {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [removed, setRemoved] = useState(0);
  const heading = useFocusAfter<HTMLHeadingElement>(removed);
  const { data, error, isPending, refetch } = usePasskeys();
  const client = useQueryClient();
  const done = async () => {
    setDoing(null);
    await client.invalidateQueries({ queryKey: KEY });
    await client.invalidateQueries({ queryKey: ['sessions'] }); // the other ones have ended
  };
  const remove = useRemoval(async () => {
    await done();
    setRemoved(before => before + 1);
  });
  const columns = usePasskeyColumns({
    onRename: passkey => {
      setDoing({ what: 'rename', passkey });
    },
    onRemove: passkey => {
      remove.reset();
      setDoing({ what: 'remove', passkey });
    },
  });

  return (
    <Panel title={t('secondFactor.passkeys')} headingRef={heading}>
      <p>{t('secondFactor.passkeysText')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <DataTable caption={t('secondFactor.passkeys')} columns={columns} rows={data.items} idOf={({ id }) => id} />
      ) : null}
      <Button
        variant="secondary"
        mt="m"
        onClick={() => {
          setDoing({ what: 'register' });
        }}
      >
        {t('secondFactor.add')}
      </Button>
      {doing?.what === 'register' ? (
        <Dialog
          title={t('secondFactor.add')}
          onClose={() => {
            setDoing(null);
          }}
        >
          <PasskeyForm
            onRegistered={() => void done()}
            onCancel={() => {
              setDoing(null);
            }}
          />
        </Dialog>
      ) : null}
      {doing?.what === 'rename' ? (
        <PasskeyNameDialog
          passkey={doing.passkey}
          onRenamed={() => void done()}
          onClose={() => {
            setDoing(null);
          }}
        />
      ) : null}
      {doing?.what === 'remove' ? (
        <PasskeyRemoval
          passkey={doing.passkey}
          removal={remove}
          onClose={() => {
            setDoing(null);
          }}
        />
      ) : null}
    </Panel>
  );
}

function usePasskeys() {
  return useQuery({ queryKey: KEY, queryFn: () => answer(api.GET('/api/v1/me/passkeys')), staleTime: 0 });
}

function useRemoval(onRemoved: () => Promise<void>) {
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/me/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: onRemoved,
  });
}
