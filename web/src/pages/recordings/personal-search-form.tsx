import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button, Expander, ExpanderContent, ExpanderTitleButton, TextInput } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { useForm } from '../../ui/use-form.js';
import '../../ui/filter-panel.css';
import type { PersonalSearch } from './personal-search.js';

const EMPTY = { phone: '', name: '', email: '', personalIdentityCode: '', reference: '' };
const TERMS = ['phone', 'name', 'email', 'personalIdentityCode'] as const;

/** Sends the focus to the first field of the search. */
export interface SearchFocus {
  readonly focus: () => void;
}

interface PersonalSearchFormProps {
  readonly ref: Ref<SearchFocus>;
  readonly search: PersonalSearch | null;
  readonly onSearch: (search: PersonalSearch | null) => void;
}

/** Search by personal fields. The terms are sent in a body; the access log keeps only a commitment to each. */
export function PersonalSearchForm({ ref, search, onSearch }: PersonalSearchFormProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(search !== null);
  const fields = useRef<HTMLFormElement>(null);
  useImperativeHandle(ref, () => ({
    focus: () => {
      flushSync(() => {
        setOpen(true); // what is folded cannot take the focus
      });
      fields.current?.querySelector('input')?.focus();
    },
  }));
  const me = useMe();
  const byCode = may(me, 'search-by-code', 'Recording');
  const form = useForm(
    { ...EMPTY, ...search },
    {
      required: [],
      check: values => (TERMS.some(term => values[term].trim() !== '') ? {} : { phone: t('personalSearch.nothing') }),
    },
  );
  const send = (values: typeof EMPTY) => {
    onSearch(Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')));
  };

  return (
    <Expander
      className="personal-search no-print"
      open={open}
      onOpenChange={() => {
        setOpen(!open);
      }}
    >
      <ExpanderTitleButton asHeading="h2">{t('personalSearch.title')}</ExpanderTitleButton>
      <ExpanderContent>
        <p>{t('personalSearch.text')}</p>
        <form ref={fields} className="filters" autoComplete="off" noValidate onSubmit={form.onSubmit(send)}>
          <TextInput labelText={t('fields.phone')} type="tel" autoComplete="off" {...form.field('phone')} />
          <TextInput labelText={t('fields.name')} autoComplete="off" {...form.field('name')} />
          <TextInput labelText={t('fields.email')} type="email" autoComplete="off" {...form.field('email')} />
          {byCode ? <CodeFields field={form.field} /> : null}
          <div className="form__buttons">
            <Button type="submit">{t('personalSearch.button')}</Button>
            {search ? (
              <Button
                variant="secondary"
                onClick={() => {
                  form.reset(EMPTY);
                  onSearch(null);
                }}
              >
                {t('personalSearch.stop')}
              </Button>
            ) : null}
          </div>
        </form>
      </ExpanderContent>
    </Expander>
  );
}

type Field = ReturnType<typeof useForm<typeof EMPTY>>['field'];

/** Search by identity code names the case that it belongs to. */
function CodeFields({ field }: { readonly field: Field }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput labelText={t('fields.personalIdentityCode')} autoComplete="off" {...field('personalIdentityCode')} />
      <TextInput
        labelText={t('personalSearch.reference')}
        hintText={t('personalSearch.referenceHint')}
        {...field('reference')}
      />
    </>
  );
}
