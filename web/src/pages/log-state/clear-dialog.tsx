import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { LogAlarm } from '../../api/types.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useEventWords } from '../access-log/event-words.js';

interface ClearDialogProps {
  readonly alarm: LogAlarm;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** An auditor answers with a reason for what an alarm was. */
export function ClearDialog({ alarm: { id, kind }, onDone, onClose }: ClearDialogProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const client = useQueryClient();
  const clear = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/audit/alarms/{id}/clearance', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['alarms'] }),
        client.invalidateQueries({ queryKey: ['log-state'] }),
      ]);
      onDone();
    },
  });

  return (
    <ReasonDialog
      title={t('logState.alarms.dialogTitle', { kind: words.reason(kind) })}
      text={t('logState.alarms.dialogText')}
      logged={null}
      button={t('logState.alarms.clear')}
      isPending={clear.isPending}
      error={clear.error}
      onSend={clear.mutate}
      onClose={onClose}
    />
  );
}
