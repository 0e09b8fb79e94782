import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert, TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { LetterKind, LetterPart, LetterParts, Right } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { DayField } from '../../../ui/day-field.js';
import { Loading } from '../../../ui/loading.js';
import { LongText } from '../../../ui/long-text.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useForm } from '../../../ui/use-form.js';
import { useCase } from '../case-in-view.js';
import { useDocuments, useTake } from '../documents.js';
import { useEffects } from '../effects/use-effects.js';
import { useCaseAct } from '../use-case-act.js';
import {
  DAY_FIELDS,
  fieldsFor,
  finalDayOf,
  firstLetter,
  lettersOf,
  NOTHING_SAID,
  partsOf,
  rightsToExplain,
  type LetterDraft,
} from './letter-draft.js';

/** Writes a letter; what it still lacks is asked for, and without it none is made. */
export function LetterPanel() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const [kind, setKind] = useState<LetterKind>(firstLetter(rightsCase));
  const { data, error, isPending, refetch } = useMissing(rightsCase.id, kind);
  const effects = useEffects(rightsCase.id);
  return (
    <Panel title={t('rights.letters.title')}>
      <div className="form">
        <p>{t('rights.letters.lead')}</p>
        <Choice
          label={t('rights.letters.kind')}
          value={kind}
          options={lettersOf(rightsCase).map(value => ({ value, label: t(`rights.letters.kinds.${value}`) }))}
          onChange={value => {
            setKind(lettersOf(rightsCase).find(one => one === value) ?? kind);
          }}
        />
      </div>
      {isPending || effects.isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <ProblemNotice error={effects.error} onRetry={() => void effects.refetch()} />
      {data && effects.data ? (
        <LetterForm key={kind} kind={kind} missing={data.parts} finalOn={finalDayOf(effects.data.items)} />
      ) : null}
    </Panel>
  );
}

/** What a letter lacks if nothing is added to what the case knows. */
function useMissing(id: string, kind: LetterKind) {
  return useQuery({
    queryKey: ['rights-case', id, 'missing', kind],
    queryFn: () =>
      answer(api.GET('/api/v1/rights-requests/{id}/letters/missing', { params: { path: { id }, query: { kind } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
}

interface LetterFormProps {
  readonly kind: LetterKind;
  readonly missing: readonly LetterPart[];
  /** Of an erasure: when the last backup of a key lapses; empty without one. */
  readonly finalOn: string;
}

function LetterForm({ kind, missing, finalOn }: LetterFormProps) {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const { fields, others } = fieldsFor(kind, missing);
  const [effects, setEffects] = useState<ReadonlyMap<Right, string>>(new Map());
  const make = useCaseAct(
    rightsCase.id,
    (parts: LetterParts) => send(rightsCase.id, kind, parts),
    () => {
      say(t('rights.letters.made'));
    },
  );
  const documents = useDocuments(rightsCase.id).data?.items ?? [];
  const newest = documents.filter(one => one.letterKind === kind).at(-1);
  const take = useTake(rightsCase.id);
  const { name = '', address = '' } = rightsCase.request.person;
  const form = useForm<LetterDraft>({ ...NOTHING_SAID, name, address, finalOn }, { required: fields });
  const explained = kind === 'answer' ? rightsToExplain(rightsCase.claims) : [];
  const [tried, setTried] = useState(false);
  const isWhole = explained.every(right => (effects.get(right) ?? '').trim() !== '');
  return (
    <form
      className="form"
      noValidate
      onSubmit={event => {
        setTried(true);
        form.onSubmit(draft => {
          if (isWhole) make.mutate(partsOf(draft, effects));
        })(event);
      }}
    >
      <Others parts={others} />
      <TextInput labelText={t('rights.letters.fields.name')} maxLength={200} {...form.field('name')} />
      <LongText
        labelText={t('rights.letters.fields.address')}
        hintText={t('rights.letters.addressHint')}
        maxLength={1000}
        {...form.field('address')}
      />
      {fields.map(field =>
        DAY_FIELDS.includes(field) ? (
          <DayField
            key={field}
            label={t(`rights.letters.fields.${field}`)}
            name={field}
            required
            value={form.values[field]}
            problem={form.faultOf(field)}
            onChange={value => {
              form.set(field, value);
            }}
          />
        ) : (
          <LongText
            key={field}
            labelText={t(`rights.letters.fields.${field}`)}
            hintText={field === 'ways' ? t('rights.letters.linesHint') : t('rights.letters.languageHint')}
            maxLength={4000}
            {...form.field(field)}
          />
        ),
      )}
      <Effects
        rights={explained}
        told={effects}
        showsFaults={tried}
        onTell={(right, text) => {
          setEffects(before => new Map(before).set(right, text));
        }}
      />
      <ProblemNotice error={make.error ?? take.error} />
      <div className="form__buttons">
        <Button type="submit" disabled={make.isPending}>
          {t('rights.letters.send')}
        </Button>
        {newest ? (
          <Button
            variant="secondary"
            disabled={take.isPending}
            onClick={() => {
              take.mutate(newest);
            }}
          >
            {t('rights.letters.read')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** What is missing that is not typed here: it comes from settings, or from what is still to be done in the case. */
function Others({ parts }: { readonly parts: readonly LetterPart[] }) {
  const { t } = useTranslation();
  if (parts.length === 0) return null;
  const names = parts.map(part => t(`rights.letters.parts.${part}`)).join(', ');
  return <InlineAlert status="warning">{t('rights.letters.missing', { parts: names })}</InlineAlert>;
}

interface EffectsProps {
  readonly rights: readonly Right[];
  readonly told: ReadonlyMap<Right, string>;
  readonly showsFaults: boolean;
  readonly onTell: (right: Right, text: string) => void;
}

function Effects({ rights, told, showsFaults, onTell }: EffectsProps) {
  const { t } = useTranslation();
  const lacks = (right: Right) => showsFaults && (told.get(right) ?? '').trim() === '';
  return rights.map(right => (
    <LongText
      key={right}
      labelText={t('rights.letters.effectOf', { right: t(`rights.right.${right}.name`) })}
      hintText={t('rights.letters.languageHint')}
      maxLength={4000}
      name={`effect-${right}`}
      value={told.get(right) ?? ''}
      required
      status={lacks(right) ? 'error' : 'default'}
      statusText={lacks(right) ? t('form.required') : ''}
      fullWidth
      onChange={text => {
        onTell(right, text);
      }}
    />
  ));
}

function send(id: string, kind: LetterKind, parts: LetterParts) {
  return answer(api.POST('/api/v1/rights-requests/{id}/letters', { params: { path: { id } }, body: { kind, parts } }));
}
