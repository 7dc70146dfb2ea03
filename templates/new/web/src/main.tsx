import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { Platform } from './api/platform';
import { createBoard } from './board/board';
import './styles.css';

const platform = new Platform(location.origin);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App platform={platform} board={createBoard(location.origin, platform)} />
  </StrictMode>,
);
