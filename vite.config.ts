import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page runs under `script-src 'self'; style-src 'self'; font-src 'self'`: every asset is a file of its own.
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
