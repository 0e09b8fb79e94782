import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import { LANGUAGES } from '../../../app/languages.js';
import { useMe } from '../../../app/session/me.js';
import type { Triage } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { PERSON_FIELDS } from '../../rights-register/registration.js';
import { ActForm } from '../../../ui/act-form.js';
import { RightsChoice } from '../rights-choice.js';
import { useCaseAct } from '../use-case-act.js';
import type { ActFormOf } from './handling-acts-bar.js';
import { MomentFields, useMomentCheck } from './moment-fields.js';
import { TriagePeople } from './triage-people.js';
import { draftOf, IDENTITY_METHODS, triageOf, type TriageDraft } from './triage-draft.js';

/** What the officer makes of a request: the rights, the officer, how the person is identified, and what was noted wrong. */
export function TriageForm({ rightsCase, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const me = useMe();
  const [before] = useState(() => draftOf(rightsCase, me.id));
  const [rights, setRights] = useState(() => new Set(rightsCase.rights) as ReadonlySet<Triage['rights'][number]>);
  const [contested, setContested] = useState(rightsCase.claims.some(claim => claim.contested));
  const [directMarketing, setDirectMarketing] = useState(rightsCase.claims.some(claim => claim.directMarketing));
  const [corrects, setCorrects] = useState(false);
  const [tried, setTried] = useState(false);
  const triage = useCaseAct(rightsCase.id, (body: Triage) => send(rightsCase.id, body), onDone);
  const form = useForm(before, { required: ['on', 'time'], check: useMomentCheck(), keptAs: 'triage' });
  return (
    <ActForm
      text={t('rights.what.triage')}
      button={t('rights.send.triage')}
      isPending={triage.isPending}
      error={triage.error}
      onSubmit={event => {
        setTried(true);
        form.onSubmit(draft => {
          const choices = { rights, contested, directMarketing, corrects };
          if (rights.size > 0) triage.mutate(triageOf(before, draft, choices));
        })(event);
      }}
      onCancel={onCancel}
    >
      <RightsChoice
        label={t('rights.register.rights')}
        hint={t('rights.triage.rightsHint')}
        chosen={rights}
        {...(tried && rights.size === 0 ? { problem: t('rights.triage.chooseRight') } : {})}
        onChange={setRights}
      />
      {rights.has('rectification') ? (
        <Ticked checked={contested} label={t('rights.triage.contested')} onChange={setContested} />
      ) : null}
      {rights.has('objection') ? (
        <Ticked checked={directMarketing} label={t('rights.triage.directMarketing')} onChange={setDirectMarketing} />
      ) : null}
      <TriagePeople form={form} rightsCase={rightsCase} />
      <Choice
        label={t('rights.register.language')}
        value={form.values.language}
        options={LANGUAGES.map(value => ({ value, label: t(`languages.${value}`) }))}
        onChange={value => {
          form.set('language', value);
        }}
      />
      <Identity form={form} />
      <MomentFields onLabel={t('rights.triage.receivedOn')} form={form} />
      <Ticked checked={corrects} label={t('rights.triage.corrects')} onChange={setCorrects} />
      {corrects ? <Corrections form={form} /> : null}
    </ActForm>
  );
}

type Form = ReturnType<typeof useForm<TriageDraft>>;

interface TickedProps {
  readonly checked: boolean;
  readonly label: string;
  readonly onChange: (checked: boolean) => void;
}

function Ticked({ checked, label, onChange }: TickedProps) {
  return (
    <Checkbox
      checked={checked}
      onClick={({ checkboxState }) => {
        onChange(checkboxState);
      }}
    >
      {label}
    </Checkbox>
  );
}

function Identity({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const options = IDENTITY_METHODS.map(value => ({
    value,
    label: t(`rights.identityMethods.${value}`),
  }));
  return (
    <>
      <Choice
        label={t('rights.triage.method')}
        value={form.values.method}
        options={[{ value: '', label: t('rights.triage.notIdentified') }, ...options]}
        onChange={value => {
          form.set('method', value);
        }}
      />
      <LongText
        labelText={t('rights.triage.doubt')}
        hintText={t('rights.triage.doubtHint')}
        maxLength={1000}
        {...form.field('doubt')}
      />
    </>
  );
}

function Corrections({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  return (
    <>
      {PERSON_FIELDS.map(field => (
        <TextInput
          key={field}
          labelText={t(`rights.person.${field}`)}
          autoComplete="off"
          maxLength={field === 'address' ? 500 : 200}
          {...form.field(field)}
        />
      ))}
      <TextInput
        labelText={t('rights.register.representativeName')}
        autoComplete="off"
        maxLength={200}
        {...form.field('representativeName')}
      />
      <LongText
        labelText={t('rights.register.mandate')}
        hintText={t('rights.register.mandateHint')}
        maxLength={1000}
        {...form.field('mandate')}
      />
      <TextInput
        labelText={t('rights.register.contact')}
        autoComplete="off"
        maxLength={200}
        {...form.field('contact')}
      />
    </>
  );
}

function send(id: string, body: Triage) {
  return answer(api.POST('/api/v1/rights-requests/{id}/triage', { params: { path: { id } }, body }));
}
