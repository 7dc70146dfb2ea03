import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/sample-ext/',
  plugins: [react()],
  server: {
    // The Platform's proxy does this for the development container.
    proxy: { '/api/sample-ext': 'http://localhost:8099' },
  },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.{ts,tsx}'],
  },
});
