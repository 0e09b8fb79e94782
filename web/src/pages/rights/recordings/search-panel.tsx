import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { PersonSearch, PersonSearchResult } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { DayField } from '../../../ui/day-field.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useForm } from '../../../ui/use-form.js';
import { useStaffNames } from '../../staff/use-staff-names.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';
import { badDays, criteriaOf, isSearchable, searchOf, SOUGHT_AS, withCode, type Criteria } from './person-search.js';

/** Looks for recordings of the person; what is found is added to the case, and the search itself is evidence. */
export function SearchPanel() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { id } = rightsCase;
  const [found, setFound] = useState<PersonSearchResult | null>(null);
  const search = useCaseAct(id, (body: PersonSearch) => send(id, body), setFound);
  const code = rightsCase.request.person.personalIdentityCode;
  const [usesCode, setUsesCode] = useState(false);
  const given = (criteria: Criteria) => withCode(criteria, usesCode ? code : undefined);
  const check = useCriteriaCheck();
  const form = useForm(criteriaOf(rightsCase), { required: [], check: criteria => check(given(criteria)) });
  return (
    <Panel title={t('rights.search.title')}>
      <p>{t('rights.search.lead')}</p>
      <form
        className="form case-search"
        noValidate
        onSubmit={form.onSubmit(criteria => {
          search.mutate(searchOf(given(criteria)));
        })}
      >
        <CriteriaFields form={form} />
        {code === undefined || form.values.as === 'employee' ? null : (
          <Checkbox
            checked={usesCode}
            onClick={({ checkboxState }) => {
              setUsesCode(checkboxState);
            }}
          >
            {t('rights.search.usesCode')}
          </Checkbox>
        )}
        <ProblemNotice error={search.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={search.isPending}>
            {t('rights.search.send')}
          </Button>
        </div>
      </form>
      <div role="status">
        {found === null ? null : (
          <p>
            {t('rights.search.found', { count: found.hits })} {t('rights.search.added', { count: found.added })}{' '}
            {found.more ? t('rights.search.more') : ''}
          </p>
        )}
      </div>
    </Panel>
  );
}

type Form = ReturnType<typeof useForm<Criteria>>;

function CriteriaFields({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const text = (field: keyof Criteria, label: string) => (
    <TextInput labelText={label} autoComplete="off" maxLength={200} {...form.field(field)} />
  );
  return (
    <div className="case-search__fields">
      <Choice
        label={t('rights.search.as')}
        value={form.values.as}
        options={SOUGHT_AS.map(value => ({ value, label: t(`rights.search.soughtAs.${value}`) }))}
        onChange={value => {
          form.set('as', value);
        }}
      />
      {form.values.as === 'employee' ? (
        <Employee form={form} />
      ) : (
        <>
          {text('name', t('rights.person.name'))}
          {text('phone', t('rights.person.phone'))}
          {text('email', t('rights.person.email'))}
          {text('personalIdentityCode', t('rights.person.personalIdentityCode'))}
        </>
      )}
      {text('unit', t('fields.unit'))}
      {text('ticket', t('fields.ticket'))}
      {(['from', 'to'] as const).map(field => (
        <DayField
          key={field}
          label={t(`fields.${field}`)}
          name={field}
          value={form.values[field]}
          problem={form.faultOf(field)}
          onChange={value => {
            form.set(field, value);
          }}
        />
      ))}
    </div>
  );
}

/** The member of staff whom the case is about, or anybody where the person may see who there is. */
function Employee({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { people } = useStaffNames();
  const { subjectStaffId, subjectStaffName } = rightsCase;
  const subject =
    subjectStaffId === null ? [] : [{ id: subjectStaffId, displayName: subjectStaffName ?? t('holds.nobody') }];
  const all = [...subject, ...people.filter(({ id }) => id !== subjectStaffId)];
  if (all.length === 0) return <p>{t('rights.search.noEmployee')}</p>;
  return (
    <Choice
      label={t('rights.search.employee')}
      value={form.values.agentStaffId}
      options={all.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      onChange={value => {
        form.set('agentStaffId', value);
      }}
    />
  );
}

/** Says what is missing and which days are none. */
function useCriteriaCheck() {
  const { t } = useTranslation();
  return (criteria: Criteria) => ({
    ...(isSearchable(criteria) || criteria.as === 'employee' ? {} : { name: t('personalSearch.nothing') }),
    ...(isSearchable(criteria) || criteria.as !== 'employee' ? {} : { as: t('personalSearch.nothing') }),
    ...Object.fromEntries(badDays(criteria).map(field => [field, t('form.day')])),
  });
}

function send(id: string, body: PersonSearch) {
  return answer(api.POST('/api/v1/rights-requests/{id}/searches', { params: { path: { id } }, body }));
}
