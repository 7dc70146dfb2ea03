import { useState } from 'react';
import type { NewNotice } from './board';

interface Props {
  /** Puts the notice up; resolves to whether that worked. */
  readonly onAdd: (notice: NewNotice) => Promise<boolean>;
}

export function NoticeForm({ onAdd }: Props) {
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');

  async function submit() {
    const worked = await onAdd({ title, body });
    if (!worked) return;
    setTitle('');
    setBody('');
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label>
        Title
        <input
          value={title}
          maxLength={80}
          required
          onChange={(event) => {
            setTitle(event.target.value);
          }}
        />
      </label>
      <label>
        Text
        <textarea
          value={body}
          maxLength={2000}
          onChange={(event) => {
            setBody(event.target.value);
          }}
        />
      </label>
      <button type="submit">Put up</button>
    </form>
  );
}
