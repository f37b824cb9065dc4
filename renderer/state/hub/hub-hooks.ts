import { useCallback } from 'react';
import type { HubAccount, HubAddress, ModelFamily } from '../../../main/contract/hub.ts';
import { useApp } from '../app-context.tsx';
import { useSettings } from '../hooks.ts';
import { useAnswer, type Answer } from '../use-answer.ts';

/** Where the Hub is; asked of the app alone. */
export function useHubAddress(): HubAddress | null {
  const { client } = useApp();
  const chosen = useSettings()?.hubAddress;
  // A changed setting is another question.
  const ask = useCallback(
    (signal: AbortSignal) =>
      chosen === undefined ? new Promise<never>(() => undefined) : client.hub.address.query(undefined, { signal }),
    [client, chosen],
  );
  return useAnswer(ask).latest;
}

/** The Hub's host, for words such as “asking huggingface.co”. */
export function useHubHost(): string {
  const address = useHubAddress()?.address;
  return address === undefined || !URL.canParse(address) ? 'huggingface.co' : new URL(address).host;
}

const noFamilies: readonly ModelFamily[] = [];

export function useFamilies(): readonly ModelFamily[] {
  const { client } = useApp();
  const ask = useCallback((signal: AbortSignal) => client.hub.families.query(undefined, { signal }), [client]);
  return useAnswer(ask).latest ?? noFamilies;
}

/** Whose token the app has; asked of the app alone. */
export function useHubAccount(): Answer<HubAccount> {
  const { client } = useApp();
  return useAnswer(useCallback((signal) => client.hub.account.query(undefined, { signal }), [client]));
}
