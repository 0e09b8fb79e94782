import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { ComplaintCase } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { isReference } from './reference.js';

interface Draft {
  readonly reference: string;
  readonly reason: string;
}

const EMPTY = { reference: '', reason: '' };

/** Closes a case by its reference. */
export function CaseForm({ onClosed }: { readonly onClosed: (closed: ComplaintCase) => void }) {
  const { t } = useTranslation();
  const close = useClose();
  const form = useForm(EMPTY, {
    required: ['reference'],
    keptAs: 'case',
    check: ({ reference }) => (isReference(reference.trim()) ? {} : { reference: t('cases.notReference') }),
  });

  return (
    <Panel title={t('cases.closeTitle')}>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(draft => {
          close.mutate(draft, {
            onSuccess: closed => {
              form.reset(EMPTY);
              onClosed(closed);
            },
          });
        })}
      >
        <TextInput
          labelText={t('references.complaint')}
          hintText={t('purposeDialog.referenceHint')}
          autoComplete="off"
          {...form.field('reference')}
        />
        <TextInput
          labelText={t('fields.reason')}
          optionalText={t('form.optional')}
          hintText={t('cases.reasonHint')}
          autoComplete="off"
          maxLength={2000}
          {...form.field('reason')}
        />
        <p>{t('cases.logged')}</p>
        <ProblemNotice error={close.error} />
        <div>
          <Button type="submit" disabled={close.isPending}>
            {t('cases.close')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function useClose() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reference, reason }: Draft) => {
      const why = reason.trim() === '' ? {} : { reason: reason.trim() };
      return answer(api.POST('/api/v1/complaint-cases/closures', { body: { reference: reference.trim(), ...why } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['complaint-cases'] }),
  });
}
