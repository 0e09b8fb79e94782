import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, InlineAlert, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NewRightsRequest, RegisteredRequest, Right } from '../../api/types.js';
import { LANGUAGES } from '../../app/languages.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { LongText } from '../../ui/long-text.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { RightsChoice } from '../rights/rights-choice.js';
import {
  CHANNELS,
  faultsOf,
  NOTHING_TYPED,
  PERSON_FIELDS,
  requestOf,
  typedMoment,
  type Registration,
} from './registration.js';
import './registration.css';

const NO_RIGHTS: ReadonlySet<Right> = new Set();
const MOST = { text: 20_000, mandate: 1000 } as const;

/** What a request was, as somebody received it. Nothing of it stays in the browser when the page is left. */
export function RegistrationForm({ onRegistered }: { readonly onRegistered: (done: RegisteredRequest) => void }) {
  const { t } = useTranslation();
  const [rights, setRights] = useState(NO_RIGHTS);
  const [hasRepresentative, setHasRepresentative] = useState(false);
  const register = useRegister(onRegistered);
  const check = useRegistrationCheck(hasRepresentative);
  const form = useForm(NOTHING_TYPED, {
    required: ['receivedOn', 'receivedTime', 'text'],
    check,
    keptAs: 'registration',
  });
  return (
    <form
      className="form registration"
      noValidate
      onSubmit={form.onSubmit(values => {
        register.mutate(requestOf(values, rights, hasRepresentative));
      })}
    >
      <Receipt form={form} />
      <fieldset className="form">
        <legend>{t('rights.register.asked')}</legend>
        <LongText
          labelText={t('rights.register.text')}
          hintText={t('rights.register.textHint')}
          maxLength={MOST.text}
          {...form.field('text')}
        />
        <RightsChoice
          label={t('rights.register.rights')}
          hint={t('rights.register.rightsHint')}
          chosen={rights}
          onChange={setRights}
        />
      </fieldset>
      <Person form={form} hasRepresentative={hasRepresentative} onRepresentative={setHasRepresentative} />
      <InlineAlert>{t('rights.register.logged')}</InlineAlert>
      <InlineAlert status="warning">{t('rights.register.onceOnly')}</InlineAlert>
      <ProblemNotice error={register.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={register.isPending}>
          {t('rights.register.send')}
        </Button>
      </div>
    </form>
  );
}

type Form = ReturnType<typeof useForm<Registration>>;

function Receipt({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const setNow = () => {
    const { receivedOn, receivedTime } = typedMoment(new Date());
    form.set('receivedOn', receivedOn);
    form.set('receivedTime', receivedTime);
  };
  return (
    <fieldset className="form">
      <legend>{t('rights.register.when')}</legend>
      <div className="registration__moment">
        <DayField
          label={t('rights.register.receivedOn')}
          name="receivedOn"
          required
          value={form.values.receivedOn}
          problem={form.faultOf('receivedOn')}
          onChange={value => {
            form.set('receivedOn', value);
          }}
        />
        <TextInput labelText={t('rights.register.receivedTime')} maxLength={5} {...form.field('receivedTime')} />
        <Button variant="secondary" onClick={setNow}>
          {t('rights.register.now')}
        </Button>
      </div>
      <div className="registration__pair">
        <Choice
          label={t('rights.register.channel')}
          value={form.values.channel}
          options={CHANNELS.map(value => ({ value, label: t(`rights.channel.${value}`) }))}
          onChange={value => {
            form.set('channel', value);
          }}
        />
        <Choice
          label={t('rights.register.language')}
          value={form.values.language}
          options={LANGUAGES.map(value => ({ value, label: t(`languages.${value}`) }))}
          onChange={value => {
            form.set('language', value);
          }}
        />
      </div>
    </fieldset>
  );
}

interface PersonProps {
  readonly form: Form;
  readonly hasRepresentative: boolean;
  readonly onRepresentative: (has: boolean) => void;
}

function Person({ form, hasRepresentative, onRepresentative }: PersonProps) {
  const { t } = useTranslation();
  const optionalText = t('form.optional');
  return (
    <fieldset className="form">
      <legend>{t('rights.register.person')}</legend>
      <p>{t('rights.register.personHint')}</p>
      <div className="registration__pair">
        {PERSON_FIELDS.map(field => (
          <TextInput
            key={field}
            labelText={t(`rights.person.${field}`)}
            optionalText={optionalText}
            autoComplete="off"
            maxLength={field === 'address' ? 500 : 200}
            {...form.field(field)}
          />
        ))}
      </div>
      <Checkbox
        checked={hasRepresentative}
        onClick={({ checkboxState }) => {
          onRepresentative(checkboxState);
        }}
      >
        {t('rights.register.hasRepresentative')}
      </Checkbox>
      {hasRepresentative ? (
        <>
          <TextInput
            labelText={t('rights.register.representativeName')}
            autoComplete="off"
            maxLength={200}
            {...form.field('representativeName')}
          />
          <LongText
            labelText={t('rights.register.mandate')}
            hintText={t('rights.register.mandateHint')}
            maxLength={MOST.mandate}
            {...form.field('mandate')}
          />
          <TextInput
            labelText={t('rights.register.contact')}
            optionalText={optionalText}
            autoComplete="off"
            maxLength={200}
            {...form.field('contact')}
          />
        </>
      ) : null}
    </fieldset>
  );
}

/** Says what is wrong with days, times and a representative. */
function useRegistrationCheck(hasRepresentative: boolean) {
  const { t } = useTranslation();
  const words = {
    'no-day': t('form.day'),
    'no-time': t('rights.register.badTime'),
    future: t('rights.register.future'),
    missing: t('form.required'),
  };
  return (values: Registration) => {
    const faults = Object.entries(faultsOf(values, hasRepresentative, new Date()));
    return Object.fromEntries(faults.map(([name, fault]) => [name, words[fault]]));
  };
}

function useRegister(onRegistered: (done: RegisteredRequest) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRightsRequest) => answer(api.POST('/api/v1/rights-requests', { body })),
    gcTime: 0, // what was typed is not kept
    onSuccess: async registered => {
      await client.invalidateQueries({ queryKey: ['rights-board'] });
      onRegistered(registered);
    },
  });
}
