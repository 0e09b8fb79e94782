import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from 'suomifi-ui-components';
import type { AskedFactor, ShownFactor } from '../../api/types.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { showPasskey } from './passkeys.js';

interface SecondFactorFormProps {
  /** What the server asks for; called when the person is ready to show it. */
  readonly ask: () => Promise<AskedFactor>;
  /** Shows it to the server. */
  readonly onShow: (shown: ShownFactor) => Promise<unknown>;
  readonly onCancel: () => void;
}

/** The second factor: a passkey by a button, or a recovery code that is typed. */
export function SecondFactorForm({ ask, onShow, onCancel }: SecondFactorFormProps) {
  const { t } = useTranslation();
  const [byCode, setByCode] = useState(false);
  const showing = useMutation({
    mutationFn: async (code: string | null) => onShow(await shownFactor(await ask(), code)),
  });

  return (
    <div className="stack">
      {byCode ? (
        <CodeForm isPending={showing.isPending} onSend={showing.mutate} />
      ) : (
        <div>
          <Button
            disabled={showing.isPending}
            onClick={() => {
              showing.mutate(null);
            }}
          >
            {t('secondFactor.showPasskey')}
          </Button>
        </div>
      )}
      {showing.isPending && !byCode ? <p role="status">{t('secondFactor.waiting')}</p> : null}
      <ProblemNotice error={showing.error} />
      <div className="form__buttons">
        <Button
          variant="secondaryNoBorder"
          onClick={() => {
            showing.reset();
            setByCode(!byCode);
          }}
        >
          {byCode ? t('secondFactor.byPasskey') : t('secondFactor.byCode')}
        </Button>
        <Button variant="secondaryNoBorder" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}

async function shownFactor({ challenge, passkey }: AskedFactor, code: string | null): Promise<ShownFactor> {
  return code === null ? { challenge, passkey: await showPasskey(passkey) } : { challenge, code };
}

interface CodeFormProps {
  readonly isPending: boolean;
  readonly onSend: (code: string) => void;
}

function CodeForm({ isPending, onSend }: CodeFormProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [sent, setSent] = useState(false);
  const missing = sent && code.trim() === '';

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (code.trim() === '') event.currentTarget.querySelector('input')?.focus();
    else onSend(code);
  }

  return (
    <form className="form" noValidate onSubmit={send}>
      <TextInput
        labelText={t('secondFactor.code')}
        hintText={t('secondFactor.codeHint')}
        autoComplete="off"
        required
        fullWidth
        value={code}
        status={missing ? 'error' : 'default'}
        statusText={missing ? t('form.required') : ''}
        onChange={value => {
          setCode(String(value ?? ''));
        }}
      />
      <div>
        <Button type="submit" disabled={isPending}>
          {t('secondFactor.showCode')}
        </Button>
      </div>
    </form>
  );
}
