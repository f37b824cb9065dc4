import { registerHooks } from 'node:module';

/* Loaded with `node --import`: from here on, `electron` is the stand-in beside this file. */
const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
