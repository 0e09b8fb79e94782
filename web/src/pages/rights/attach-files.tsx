import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import './case.css';

interface AttachFilesProps {
  readonly caseId: string;
  readonly hint: string;
}

/** Adds files to a case, one after another; those that are sent stay on the list until the page is left. */
export function AttachFiles({ caseId, hint }: AttachFilesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [sent, setSent] = useState<readonly File[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const [fieldId, hintId] = [useId(), useId()];
  const attach = useAttach(caseId, file => {
    setSent(before => [...before, file]);
  });

  return (
    <div className="attach-files">
      <label htmlFor={fieldId}>{t('rights.files.choose')}</label>
      <p id={hintId}>{hint}</p>
      <input id={fieldId} ref={input} type="file" multiple aria-describedby={hintId} />
      <Button
        variant="secondary"
        disabled={attach.isPending}
        onClick={() => {
          attach.mutate([...(input.current?.files ?? [])], {
            onSuccess: () => {
              if (input.current) input.current.value = ''; // what is sent is not sent again
            },
          });
        }}
      >
        {t('rights.files.send')}
      </Button>
      <div role="status">
        {sent.length === 0 ? null : (
          <ul>
            {sent.map((file, index) => (
              <li key={index}>{t('rights.files.sent', { name: file.name, size: format.size(file.size) })}</li>
            ))}
          </ul>
        )}
      </div>
      <ProblemNotice error={attach.error} />
    </div>
  );
}

function useAttach(caseId: string, onSent: (file: File) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        await send(caseId, file);
        onSent(file);
      }
    },
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: ['rights-case', caseId] }),
  });
}

async function send(id: string, file: File): Promise<void> {
  const form = new FormData();
  form.append('file', file);
  const call = api.POST('/api/v1/rights-requests/{id}/attachments', {
    params: { path: { id } },
    body: { file: '' }, // what is sent is the form
    bodySerializer: () => form,
  });
  await answer(call);
}
