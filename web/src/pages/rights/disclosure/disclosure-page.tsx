import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, InlineAlert, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { NewDisclosure } from '../../../api/types.js';
import { LANGUAGES } from '../../../app/languages.js';
import { LongText } from '../../../ui/long-text.js';
import { PageHeading } from '../../../ui/page-heading.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useForm } from '../../../ui/use-form.js';
import { typedMoment } from '../../rights-register/registration.js';
import { ChoiceOf } from '../../../ui/form-fields.js';
import { MomentFields, useMomentCheck } from '../handling/moment-fields.js';
import { momentOf } from '../handling/typed-moment.js';
import '../../rights-register/registration.css';

const NOBODY = { name: '', reference: '', contact: '', language: 'fi' };
const NOTHING_ASKED = { provision: '', scope: '', text: '' };
const REQUIRED = ['on', 'time', 'name', 'reference', 'contact', 'provision', 'scope', 'text'] as const;

/** Takes in the written request of an authority: who asks, by which provision, for what. */
export function DisclosurePage() {
  const { t } = useTranslation();
  const open = useOpen();
  const { receivedOn: on, receivedTime: time } = typedMoment(new Date());
  const form = useForm(
    { ...NOBODY, on, time, ...NOTHING_ASKED },
    { required: REQUIRED, check: useMomentCheck(), keptAs: 'disclosure' },
  );
  return (
    <>
      <PageHeading title={t('rights.disclosure.register')}>{t('rights.disclosure.registerLead')}</PageHeading>
      <form
        className="form registration"
        noValidate
        onSubmit={form.onSubmit(({ on: day, time: hour, name, reference, contact, language, ...texts }) => {
          open.mutate({
            receivedAt: momentOf({ on: day, time: hour }),
            authority: { name: name.trim(), reference: reference.trim(), contact: contact.trim() },
            ...{ provision: texts.provision.trim(), scope: texts.scope.trim(), text: texts.text.trim() },
            language: LANGUAGES.find(one => one === language) ?? 'fi',
          });
        })}
      >
        <fieldset className="form">
          <legend>{t('rights.disclosure.authority')}</legend>
          <TextInput labelText={t('rights.disclosure.authorityName')} maxLength={200} {...form.field('name')} />
          <TextInput labelText={t('rights.authorityReference')} maxLength={100} {...form.field('reference')} />
          <LongText
            labelText={t('rights.disclosure.contact')}
            hintText={t('rights.letters.addressHint')}
            maxLength={500}
            {...form.field('contact')}
          />
          <ChoiceOf
            form={form}
            name="language"
            label={t('rights.register.language')}
            options={LANGUAGES.map(value => ({ value, label: t(`languages.${value}`) }))}
          />
        </fieldset>
        <fieldset className="form">
          <legend>{t('rights.register.asked')}</legend>
          <MomentFields onLabel={t('rights.register.receivedOn')} form={form} />
          <TextInput
            labelText={t('rights.provision')}
            hintText={t('rights.disclosure.provisionHint')}
            maxLength={500}
            {...form.field('provision')}
          />
          <LongText
            labelText={t('rights.scope')}
            hintText={t('rights.disclosure.scopeHint')}
            maxLength={2000}
            {...form.field('scope')}
          />
          <LongText
            labelText={t('rights.disclosure.text')}
            hintText={t('rights.sealedHint')}
            maxLength={20_000}
            {...form.field('text')}
          />
        </fieldset>
        <InlineAlert>{t('rights.disclosure.logged')}</InlineAlert>
        <ProblemNotice error={open.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={open.isPending}>
            {t('rights.disclosure.send')}
          </Button>
        </div>
      </form>
    </>
  );
}

function useOpen() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewDisclosure) => answer(api.POST('/api/v1/disclosures', { body })),
    gcTime: 0, // what was typed is not kept
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['rights-board'] });
      await navigate(`/rights-requests/${id}`);
    },
  });
}
