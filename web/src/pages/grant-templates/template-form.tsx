import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { GrantTemplate, NewTemplate } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Logged } from '../../ui/logged.js';
import { useSending } from '../../ui/use-sending.js';
import { GrantPurposes, GrantScope } from '../person/grant-scope.js';
import { draftFor } from '../person/new-grant.js';
import { ROLES } from '../person/role-purposes.js';
import { newTemplateOf, templateDraft, templateFaults, type TemplateDraft } from './template-draft.js';
import { TEMPLATES_KEY } from './use-templates.js';

interface TemplateFormProps {
  /** null for a new one. */
  readonly template: GrantTemplate | null;
  readonly onDone: () => void;
}

/** What people in a usual post are granted. */
export function TemplateForm({ template, onDone }: TemplateFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => templateDraft(template));
  const save = useSave(template?.id ?? null, onDone);
  const { tried, onSubmit } = useSending(
    () => templateFaults(draft),
    () => {
      save.mutate(newTemplateOf(draft));
    },
  );
  const faults = tried ? templateFaults(draft) : [];
  const change = (some: Partial<TemplateDraft>) => {
    setDraft(before => ({ ...before, ...some }));
  };

  return (
    <ActForm
      button={t('common.save')}
      isPending={save.isPending}
      error={save.error}
      onSubmit={onSubmit}
      onCancel={onDone}
    >
      <TextInput
        labelText={t('templates.name')}
        name="name"
        fullWidth
        value={draft.name}
        status={faults.includes('name') ? 'error' : 'default'}
        statusText={faults.includes('name') ? t('form.required') : ''}
        onChange={value => {
          change({ name: String(value ?? '') });
        }}
      />
      <Choice
        label={t('grants.role')}
        value={draft.role}
        options={ROLES.map(value => ({ value, label: t(`roles.${value}`) }))}
        onChange={value => {
          const role = ROLES.find(one => one === value);
          if (!role) return;
          const { purposes, ownCallsOnly } = draftFor(role, '2000-01-01');
          change({ role, purposes, ownCallsOnly });
        }}
      />
      <GrantPurposes
        role={draft.role}
        chosen={draft.purposes}
        onChange={purposes => {
          change({ purposes });
        }}
      />
      <GrantScope draft={draft} onChange={change} />
      <TextInput
        labelText={t('templates.months')}
        hintText={t('templates.monthsHint')}
        name="validMonths"
        inputMode="numeric"
        value={draft.validMonths}
        status={faults.includes('validMonths') ? 'error' : 'default'}
        statusText={faults.includes('validMonths') ? t('templates.monthsHint') : ''}
        onChange={value => {
          change({ validMonths: String(value ?? '') });
        }}
      />
      <Logged act="templateChanged" />
    </ActForm>
  );
}

function useSave(id: string | null, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewTemplate) =>
      id === null
        ? answer(api.POST('/api/v1/grant-templates', { body }))
        : answer(api.PUT('/api/v1/grant-templates/{id}', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: TEMPLATES_KEY });
      onDone();
    },
  });
}
