import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { Dialog } from './dialog.js';
import { Loading } from './loading.js';
import { ProblemNotice } from './problem-notice.js';

interface FetchedDialogProps<Data> {
  readonly title: string;
  readonly query: UseQueryResult<Data>;
  readonly onClose: () => void;
  readonly children: (data: Data) => ReactNode;
  /** Instead of the button that closes: what may be done, which has such a button of its own. */
  readonly acts?: (data: Data) => ReactNode;
}

/** A dialog about one thing, in each of its states: being fetched, failed, shown. */
export function FetchedDialog<Data>({ title, query, onClose, children, acts }: FetchedDialogProps<Data>) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = query;
  return (
    <Dialog title={title} onClose={onClose}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data === undefined ? null : children(data)}
      {data === undefined || !acts ? (
        <Button variant="secondary" mt="m" onClick={onClose}>
          {t('common.close')}
        </Button>
      ) : (
        acts(data)
      )}
    </Dialog>
  );
}
