import type { Notice } from './board';

interface Props {
  readonly notices: readonly Notice[];
  /** Undefined for those who may only read. */
  readonly onRemove: ((id: string) => void) | undefined;
}

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export function NoticeList({ notices, onRemove }: Props) {
  if (notices.length === 0) return <p>There are no notices yet.</p>;
  return (
    <ul>
      {notices.map(({ id, title, body, author, created_at: created }) => (
        <li key={id}>
          <h2>{title}</h2>
          {body !== '' && <p>{body}</p>}
          <footer>
            {author}, <time dateTime={created}>{date.format(new Date(created))}</time>
            {onRemove !== undefined && (
              <button
                type="button"
                onClick={() => {
                  onRemove(id);
                }}
              >
                Take down
              </button>
            )}
          </footer>
        </li>
      ))}
    </ul>
  );
}
