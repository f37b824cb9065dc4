import { useEffect, useState } from 'react';
import type { Project } from '../../../../main/contract/organise.ts';
import { useApp } from '../../../state/app-context.tsx';

/** The projects there are, by name; none until they are known. */
export function useProjects(): readonly Project[] {
  const { client } = useApp();
  const [projects, setProjects] = useState<readonly Project[]>([]);
  useEffect(() => {
    // Without them an import goes on as the file says.
    const subscription = client.organise.watch.subscribe(undefined, {
      onData: (event) => setProjects(event.projects),
      onError: () => undefined,
    });
    return () => subscription.unsubscribe();
  }, [client]);
  return projects;
}
