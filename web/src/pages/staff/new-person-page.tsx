import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewStaff } from '../../api/types.js';
import { Logged } from '../../ui/logged.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';

const EMPTY = { username: '', displayName: '', unit: '', title: '', email: '', extension: '', directoryId: '' };
const OPTIONAL = ['email', 'extension', 'directoryId'] as const;

/** Names a new person; the enrolment link is made afterwards on the person's page. */
export function NewPersonPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useForm(EMPTY, { required: ['username', 'displayName', 'unit', 'title'] });
  const create = useMutation({
    mutationFn: (person: NewStaff) => answer(api.POST('/api/v1/staff', { body: person })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['staff'] });
      await client.invalidateQueries({ queryKey: ['staff-names'] });
      await navigate(`/staff/${id}`);
    },
  });

  return (
    <>
      <PageHeading title={t('newPerson.title')}>{t('newPerson.lead')}</PageHeading>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(values => {
          create.mutate(personOf(values));
        })}
      >
        <TextInput
          labelText={t('fields.username')}
          hintText={t('newPerson.usernameHint')}
          {...form.field('username')}
        />
        <TextInput labelText={t('fields.displayName')} {...form.field('displayName')} />
        <TextInput labelText={t('fields.title')} {...form.field('title')} />
        <TextInput labelText={t('fields.unit')} {...form.field('unit')} />
        {OPTIONAL.map(name => (
          <TextInput
            key={name}
            labelText={t(`fields.${name}`)}
            optionalText={t('form.optional')}
            {...form.field(name)}
          />
        ))}
        <Logged act="staffCreated" />
        <ProblemNotice error={create.error} />
        <div>
          <Button type="submit" disabled={create.isPending}>
            {t('newPerson.button')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** What was left empty is left out. */
function personOf({ username, displayName, unit, title, ...optional }: typeof EMPTY): NewStaff {
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value.trim() !== ''));
  return { username, displayName, unit, title, ...given };
}
