import { useEffect, useState } from 'react';
import type { Platform } from './api/platform';
import type { Board, NewNotice, Notice } from './board/board';
import { NoticeForm } from './board/NoticeForm';
import { NoticeList } from './board/NoticeList';
import extension from './extension.json';

interface Props {
  readonly platform: Platform;
  readonly board: Board;
}

/** The page: the board, and for those who manage it the means to change it. */
export function App({ platform, board }: Props) {
  const [notices, setNotices] = useState<readonly Notice[]>();
  const [mayManage, setMayManage] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    board.list().then(setNotices, (error: unknown) => {
      setProblem(messageOf(error));
    });
    void platform.user().then((user) => {
      const scopes = user?.scopes ?? [];
      setMayManage(scopes.includes(extension.managerScope) || scopes.includes('admin'));
    });
  }, [board, platform]);

  /** Changes the board and shows it anew; resolves to whether that worked. */
  async function change(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      setNotices(await board.list());
      setProblem(undefined);
      return true;
    } catch (error) {
      setProblem(messageOf(error));
      return false;
    }
  }

  const add = (notice: NewNotice) => change(() => board.add(notice));
  const remove = (id: string) => void change(() => board.remove(id));
  return (
    <main>
      <h1>{extension.title}</h1>
      <p>{extension.description}</p>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {mayManage && <NoticeForm onAdd={add} />}
      {notices === undefined && problem === undefined && <p role="status">Loading…</p>}
      {notices !== undefined && (
        <NoticeList notices={notices} onRemove={mayManage ? remove : undefined} />
      )}
    </main>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
