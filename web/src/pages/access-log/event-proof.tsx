import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { LogProof } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { bytesOf, hexOf } from './base64.js';
import { download } from './download.js';

/** The proof that an event is in the log; it is fetched only when it is asked for, since each fetch is an event too. */
export function EventProof({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const proof = useMutation({
    mutationFn: () => answer(api.GET('/api/v1/audit/events/{id}/proof', { params: { path: { id } } })),
  });
  const heading = useFocusAfter<HTMLHeadingElement>(proof.data ? 1 : 0);

  return (
    <section aria-labelledby="proof">
      <h3 className="leaf__title" id="proof" tabIndex={-1} ref={heading}>
        {t('log.proof.title')}
      </h3>
      <p>{t('log.proof.text')}</p>
      {proof.data ? (
        <Proof proof={proof.data} />
      ) : (
        <Button
          variant="secondary"
          disabled={proof.isPending}
          onClick={() => {
            proof.mutate();
          }}
        >
          {t('log.proof.fetch')}
        </Button>
      )}
      <ProblemNotice error={proof.error} />
    </section>
  );
}

function Proof({ proof: { index, size, leaf, leafHash, hashes, proof } }: { readonly proof: LogProof }) {
  const { t } = useTranslation();
  return (
    <>
      <Facts>
        <Fact name={t('log.proof.index')}>{index}</Fact>
        <Fact name={t('log.proof.size')}>{t('log.proof.sizeText', { count: size })}</Fact>
        <Fact name={t('log.proof.leafHash')}>
          <code>{hexOf(leafHash)}</code>
        </Fact>
        <Fact name={t('log.proof.path')}>
          {hashes.length === 0 ? t('log.proof.alone') : <PathUp hashes={hashes} />}
        </Fact>
      </Facts>
      <p>{t('log.proof.check')}</p>
      {leaf === null ? <p>{t('log.proof.leafGone')}</p> : null}
      <div className="form__buttons">
        <Button
          variant="secondary"
          onClick={() => {
            download(`${index}.tlog-proof`, new Blob([proof], { type: 'text/plain' }));
          }}
        >
          {t('log.proof.downloadProof')}
        </Button>
        {leaf === null ? null : (
          <Button
            variant="secondary"
            onClick={() => {
              download(`${index}.leaf`, new Blob([bytesOf(leaf)], { type: 'application/octet-stream' }));
            }}
          >
            {t('log.proof.downloadLeaf')}
          </Button>
        )}
      </div>
    </>
  );
}

/** From the leaf's sibling to the one beneath the root. */
function PathUp({ hashes }: { readonly hashes: readonly string[] }) {
  return (
    <ol className="path-up">
      {hashes.map((hash, level) => (
        <li key={level}>
          <code>{hexOf(hash)}</code>
        </li>
      ))}
    </ol>
  );
}
