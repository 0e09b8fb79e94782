import './share-bar.css';

/** The number beside it, a share between 0 and 1, as a picture. */
export function ShareBar({ share }: { readonly share: number }) {
  return <span aria-hidden="true" className="share-bar" style={{ '--done': `${String(100 * share)}%` }} />;
}
