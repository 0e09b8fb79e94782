import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { StaffChanges, StaffMember } from '../../api/types.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';

const OPTIONAL = ['email', 'extension', 'directoryId'] as const;

interface ChangePersonProps {
  readonly person: StaffMember;
  readonly onDone: () => void;
}

/** Corrects how a person is named and reached. */
export function ChangePerson({ person, onDone }: ChangePersonProps) {
  const { t } = useTranslation();
  const { displayName, email, extension, directoryId } = person;
  const before = { displayName, email: email ?? '', extension: extension ?? '', directoryId: directoryId ?? '' };
  const form = useForm(before, { required: ['displayName'] });
  const change = useChange(person.id, onDone);

  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(values => {
        change.mutate(changesOf(values));
      })}
    >
      <p>{t('changePerson.text')}</p>
      <TextInput labelText={t('fields.displayName')} {...form.field('displayName')} />
      {OPTIONAL.map(name => (
        <TextInput key={name} labelText={t(`fields.${name}`)} optionalText={t('form.optional')} {...form.field(name)} />
      ))}
      <Logged act="staffChanged" />
      <ProblemNotice error={change.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={change.isPending}>
          {t('changePerson.save')}
        </Button>
        <Button variant="secondary" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function useChange(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StaffChanges) => answer(api.PATCH('/api/v1/staff/{id}', { params: { path: { id } }, body })),
    onSuccess: async () => {
      for (const queryKey of [['person', id], ['staff'], ['staff-names']]) await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
}

type Values = Readonly<Record<'displayName' | (typeof OPTIONAL)[number], string>>;

/** What was emptied is taken away. */
function changesOf({ displayName, email, extension, directoryId }: Values): StaffChanges {
  const emptied = (text: string) => (text.trim() === '' ? null : text);
  return { displayName, email: emptied(email), extension: emptied(extension), directoryId: emptied(directoryId) };
}
