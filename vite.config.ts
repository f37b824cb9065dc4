import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** KaTeX offers its fonts to old browsers twice more; ours all read the first kind. */
function withoutOldFonts(): Plugin {
  return {
    name: 'without-old-fonts',
    enforce: 'pre',
    transform: (code, id) =>
      /katex[^/]*\.css$/.test(id) ? code.replaceAll(/,url\([^)]*\.(?:woff|ttf)\) format\([^)]*\)/g, '') : null,
  };
}

// The page runs under `script-src 'self'; style-src 'self'; font-src 'self'`: every asset is a file of its own.
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [withoutOldFonts(), react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
