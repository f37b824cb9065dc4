/** The only style of an exported page; its hash stands in the page's policy. */
export const htmlStyle = `
:root{color-scheme:light dark;--page:#fbfaf8;--text:#26231f;--soft:#6b655c;--line:#e2ddd4;--well:#f2efe9;--accent:#8a6414}
@media screen and (prefers-color-scheme:dark){:root{--page:#1b1a18;--text:#e9e5de;--soft:#a39c91;--line:#383530;--well:#24221f;--accent:#d9ae5f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.6 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
nav{margin-bottom:3rem}
nav ol{padding-inline-start:1.5rem}
a{color:var(--accent)}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}
article+article{margin-top:4rem;padding-top:2.5rem;border-top:2px solid var(--line)}
.facts,.note,footer{color:var(--soft);font-size:.8125rem}
.facts{margin:0 0 2rem}
.message{margin:0 0 2rem}
.message>h2,.branch>h2{font-size:.8125rem;font-weight:600;color:var(--soft);margin:0 0 .375rem}
.user .text{background:var(--well);border-radius:.75rem;padding:.75rem 1rem}
.plain{white-space:pre-wrap;margin:0}
.branch{margin-top:3rem;padding-inline-start:1rem;border-inline-start:2px solid var(--line)}
.branch>h2{margin-bottom:1.5rem;color:var(--accent)}
.text>:first-child{margin-top:0}
.text>:last-child{margin-bottom:0}
details{margin:.5rem 0;color:var(--soft)}
summary{cursor:pointer}
pre{background:var(--well);color:var(--text);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;overflow-x:auto}
code,pre{font:.875rem/1.5 ui-monospace,monospace}
:not(pre)>code{background:var(--well);border-radius:.25rem;padding:.1em .3em}
blockquote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--line);color:var(--soft)}
table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:start}
footer{border-top:1px solid var(--line);margin-top:4rem;padding-top:1rem}
@media print{:root{color-scheme:light}.message{break-inside:avoid-page}pre{white-space:pre-wrap;overflow-wrap:anywhere}}
`.trim();
