import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { App } from '../src/App';
import { Platform } from '../src/api/platform';
import { createBoard } from '../src/board/board';
import extension from '../src/extension.json';
import { notice, startServer, type TestServer } from './server';

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});

afterEach(() => {
  cleanup();
  server.close();
});

function open(origin = server.origin) {
  const platform = new Platform(origin);
  render(
    <StrictMode>
      <App platform={platform} board={createBoard(origin, platform)} />
    </StrictMode>,
  );
}

describe('for everybody', () => {
  test('the page shows what the extension is and what is on the board', async () => {
    server.notices.push(notice({ title: 'Dinner', body: 'On Friday.' }));
    open();
    expect(await screen.findByRole('heading', { name: 'Dinner' })).toBeDefined();
    expect(screen.getByRole('heading', { name: extension.title })).toBeDefined();
    expect(screen.getByText('On Friday.')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('an empty board says so', async () => {
    open();
    expect(await screen.findByText('There are no notices yet.')).toBeDefined();
  });

  test('a server that does not answer is told', async () => {
    server.close();
    open('http://127.0.0.1:1');
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
  });
});

describe('for who manages the extension', () => {
  beforeEach(() => {
    server.scopes = [extension.managerScope];
  });

  test('a notice is put up', async () => {
    open();
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Title'), 'Dinner');
    await user.type(screen.getByLabelText('Text'), 'On Friday.');
    await user.click(screen.getByRole('button', { name: 'Put up' }));
    const [item] = await screen.findAllByRole('listitem');
    expect(item?.textContent).toContain('DinnerOn Friday.');
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('');
  });

  test('a notice is taken down', async () => {
    server.notices.push(notice({ title: 'Dinner' }), notice({ title: 'Trip' }));
    open();
    const [dinner] = await screen.findAllByRole('listitem');
    if (dinner === undefined) throw new Error('there is no notice');
    const button = await within(dinner).findByRole('button', { name: 'Take down' });
    await userEvent.setup().click(button);
    expect(await screen.findByRole('heading', { name: 'Trip' })).toBeDefined();
    await expect.poll(() => screen.queryByRole('heading', { name: 'Dinner' })).toBeNull();
  });

  test('the Platform is asked for a token once', async () => {
    open();
    await screen.findByRole('button', { name: 'Put up' });
    expect(server.refreshes).toBe(1);
  });

  test('a token that is no longer taken is told, and asked for again', async () => {
    open();
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Title'), 'Dinner');
    server.scopes = [extension.managerScope, 'renewed'];
    await user.click(screen.getByRole('button', { name: 'Put up' }));
    expect((await screen.findByRole('alert')).textContent).toContain('please try again');
    await user.click(screen.getByRole('button', { name: 'Put up' }));
    expect(await screen.findByRole('heading', { name: 'Dinner' })).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
