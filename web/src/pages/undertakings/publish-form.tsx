import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Textarea, TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { PRESENCE_KEY } from '../../app/session/presence.js';
import { answer, api } from '../../api/client.js';
import type { NewUndertaking } from '../../api/types.js';
import { DayField } from '../../ui/day-field.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { Logged } from '../../ui/logged.js';
import { Panel } from '../../ui/panel.js';
import { useSending } from '../../ui/use-sending.js';
import { UNDERTAKINGS_KEY } from './undertakings-key.js';
import { newVersionOf, versionDraft, versionFaults, type VersionDraft } from './version-draft.js';

const TEXTS = [
  { name: 'fi', label: 'undertakings.textFi' },
  { name: 'sv', label: 'undertakings.textSv' },
  { name: 'en', label: 'undertakings.textEn' },
] as const;

/** Publishes a version, for good. */
export function PublishForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => versionDraft(dayOf(new Date())));
  const publish = usePublish(onDone);
  const { tried, onSubmit } = useSending(
    () => versionFaults(draft),
    () => {
      publish.mutate(newVersionOf(draft));
    },
  );
  const faults = tried ? versionFaults(draft) : [];
  const change = (some: Partial<VersionDraft>) => {
    setDraft(before => ({ ...before, ...some }));
  };

  return (
    <Panel title={t('undertakings.publish')} tone="highlight">
      <ActForm
        text={t('undertakings.publishText')}
        button={t('undertakings.send')}
        isPending={publish.isPending}
        error={publish.error}
        onSubmit={onSubmit}
        onCancel={onDone}
      >
        <TextInput
          labelText={t('undertakings.version')}
          hintText={t('undertakings.versionHint')}
          name="version"
          value={draft.version}
          status={faults.includes('version') ? 'error' : 'default'}
          statusText={faults.includes('version') ? t('undertakings.versionHint') : ''}
          onChange={value => {
            change({ version: String(value ?? '') });
          }}
        />
        <div className="form__row">
          <DayField
            label={t('undertakings.inForceOn')}
            name="inForceOn"
            value={draft.inForceOn}
            onChange={inForceOn => {
              change({ inForceOn });
            }}
          />
          <TextInput
            labelText={t('undertakings.grace')}
            hintText={t('undertakings.graceHint')}
            name="graceDays"
            inputMode="numeric"
            value={draft.graceDays}
            status={faults.includes('graceDays') ? 'error' : 'default'}
            statusText={faults.includes('graceDays') ? t('undertakings.graceHint') : ''}
            onChange={value => {
              change({ graceDays: String(value ?? '') });
            }}
          />
        </div>
        {TEXTS.map(({ name, label }) => (
          <Textarea
            key={name}
            labelText={t(label)}
            name={name}
            fullWidth
            maxLength={8000}
            status={faults.includes(name) ? 'error' : 'default'}
            statusText={faults.includes(name) ? t('form.required') : ''}
            onChange={event => {
              change({ [name]: event.target.value });
            }}
          />
        ))}
        <Logged act="undertakingPublished" />
      </ActForm>
    </Panel>
  );
}

function usePublish(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewUndertaking) => answer(api.POST('/api/v1/undertakings', { body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: UNDERTAKINGS_KEY });
      await client.invalidateQueries({ queryKey: PRESENCE_KEY }); // who publishes is asked as well
      onDone();
    },
  });
}
