import styles from './section-links.module.css';

type SectionLink = {
  readonly label: string;
  readonly href: string;
  readonly isCurrent: boolean;
  /** Nothing is said of 0. */
  readonly count?: number;
};

type SectionLinksProps = { readonly label: string; readonly links: readonly SectionLink[] };

/** The parts of a screen, in its header. */
export function SectionLinks({ label, links }: SectionLinksProps) {
  return (
    <nav className={styles.sections} aria-label={label}>
      {links.map(({ label: name, href, isCurrent, count = 0 }) => (
        <a key={href} className={styles.section} href={href} aria-current={isCurrent ? 'page' : undefined}>
          {name}
          {count === 0 ? null : <span className={styles.count}>{count}</span>}
        </a>
      ))}
    </nav>
  );
}
