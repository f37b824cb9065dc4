import { History } from './history/history.tsx';
import { SetupPane } from './setup/setup-pane.tsx';
import styles from './compare-home.module.css';

/** Earlier comparisons beside the setup of a new one. Each part is one line here. */
export function CompareHome() {
  return (
    <div className={styles.home}>
      <History />
      <SetupPane />
    </div>
  );
}
