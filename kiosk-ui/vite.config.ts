// One build, three entry pages (the board carries no console code), one output folder.
/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  base: '/',
  build: {
    target: 'chrome120',
    outDir: 'dist',
    assetsInlineLimit: 0, // nothing becomes a data: address, so the content policy stays strict
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ['kiosk/index.html', 'console/index.html', 'board/index.html'],
    },
  },
  // Without this Vitest takes Svelte's server build, where mount() does not exist.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 60_000, // a whole console is mounted; a busy build machine is no fault of it
  },
}));
