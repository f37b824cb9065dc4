import { htmlStyle } from '../../exchange/export/html-style.ts';

/** The only style of an exported comparison: that of conversations, wider, with answers side by side. */
export const comparisonStyle = `${htmlStyle}
main{max-width:88rem}
.lede{max-width:46rem}
.round{margin-top:3rem;padding-top:2rem;border-top:2px solid var(--line)}
.round>h2{font-size:1.125rem;margin:0 0 .75rem}
.round>.user{max-width:46rem}
.answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1.25rem;align-items:start}
.answer{border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.125rem;min-width:0}
.answer>h3{font-size:.9375rem;margin:0 0 .75rem}
.best{border:2px solid var(--accent)}
.mark{color:var(--accent);font-weight:600}
.verdict{margin:1rem 0 0;font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem .75rem;margin:1rem 0 0;padding-top:.75rem;border-top:1px solid var(--line);font-size:.8125rem;color:var(--soft)}
dt{grid-column:1}
dd{grid-column:2;margin:0;font-variant-numeric:tabular-nums}
.who{font-size:.875rem}
@media print{main{padding:0}.answers{grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}.round>h2{break-after:avoid}dl{break-inside:avoid}}`;
