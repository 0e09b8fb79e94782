import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewServiceAccount } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { isDay } from '../../ui/format/helsinki.js';
import { Logged } from '../../ui/logged.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { areNetworks, networksIn } from './networks.js';
import { SERVICE_ACCOUNTS, SERVICE_ROLES, type ServiceRole } from './service-account-queries.js';

interface NewAccountFormProps {
  readonly onCreated: (shown: { readonly name: string; readonly token: string }) => void;
}

const EMPTY = { name: '', networks: '', expiresOn: '' };

/** Makes a machine's account and its first token. */
export function NewAccountForm({ onCreated }: NewAccountFormProps) {
  const { t } = useTranslation();
  const create = useCreate();
  const [role, setRole] = useState<ServiceRole>('ingest');
  const form = useForm(EMPTY, {
    required: ['name', 'expiresOn'],
    check: ({ networks, expiresOn }) => ({
      ...(areNetworks(networks) ? {} : { networks: t('machines.notNetworks') }),
      ...(isDay(expiresOn) ? {} : { expiresOn: t('form.day') }),
    }),
  });
  const networks = form.field('networks');

  return (
    <Panel title={t('machines.newTitle')}>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(({ name, networks: text, expiresOn }) => {
          const body = { name: name.trim(), role, networks: networksIn(text), expiresOn };
          create.mutate(body, {
            onSuccess: ({ token }) => {
              form.reset(EMPTY);
              onCreated({ name: body.name, token });
            },
          });
        })}
      >
        <TextInput
          labelText={t('machines.name')}
          hintText={t('machines.nameHint')}
          autoComplete="off"
          maxLength={64}
          {...form.field('name')}
        />
        <Choice
          label={t('machines.role')}
          value={role}
          options={SERVICE_ROLES.map(value => ({ value, label: t(`machines.roles.${value}`) }))}
          onChange={value => {
            setRole(SERVICE_ROLES.find(one => one === value) ?? 'ingest');
          }}
        />
        <Textarea
          labelText={t('machines.networks')}
          optionalText={t('form.optional')}
          hintText={t('machines.networksHint')}
          name={networks.name}
          value={networks.value}
          status={networks.status}
          statusText={networks.statusText}
          fullWidth
          onChange={event => {
            form.set('networks', event.target.value);
          }}
        />
        <DayField
          label={t('machines.expiresOn')}
          name="expiresOn"
          required
          value={form.values.expiresOn}
          problem={form.faultOf('expiresOn')}
          onChange={value => {
            form.set('expiresOn', value);
          }}
        />
        <Logged act="machineCreated" />
        <ProblemNotice error={create.error} />
        <div>
          <Button type="submit" disabled={create.isPending}>
            {t('machines.create')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function useCreate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewServiceAccount) => answer(api.POST('/api/v1/service-accounts', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: SERVICE_ACCOUNTS }),
    gcTime: 0,
  });
}
