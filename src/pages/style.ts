/** The style of every page: light and dark by the reader's setting, readable at 360 px, no fonts or images to load. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2024; --quiet: #5b636b; --line: #d8dde2; --box: #f5f7f9;
  --first: #1a7f4b; --accompanied: #1f6feb; --with: #1f6feb; --after: #9a6700; --untested: #b3261e; --na: #5b636b; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --ink: #e4e8eb; --quiet: #9aa4ad; --line: #343b42; --box: #1c2126;
  --first: #4ac283; --accompanied: #6ea8fe; --with: #6ea8fe; --after: #d9a441; --untested: #ff8a80; --na: #9aa4ad; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
a { color: var(--accompanied); }
.quiet { color: var(--quiet); }
p { margin: .4rem 0; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
.number { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.number b { display: block; font-size: 1.7rem; line-height: 1.25; }
.number small { color: var(--quiet); }
.note { border-left: 3px solid var(--after); padding: .1rem .75rem; margin: .6rem 0; }
.chart { overflow-x: auto; }
.chart svg { width: 100%; min-width: 34rem; height: auto; display: block; }
.legend { font-size: .88rem; color: var(--quiet); } .key-first { color: var(--first); } .key-accompanied { color: var(--accompanied); margin-left: 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .5rem 0; display: grid; grid-template-columns: 6.2rem 9.6rem 1fr; gap: .2rem .6rem; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '▸'; color: var(--quiet); position: absolute; margin-left: -1rem; } details[open] > summary::before { content: '▾'; }
summary { position: relative; padding-left: 1rem; }
summary::before { left: 1rem; }
summary.plain { display: block; }
summary:focus-visible { outline: 2px solid var(--accompanied); outline-offset: 2px; }
summary .title { overflow-wrap: anywhere; }
.class { font-weight: 600; }
.first { color: var(--first); } .with { color: var(--with); } .after { color: var(--after); } .untested { color: var(--untested); } .not-applicable { color: var(--na); font-weight: 400; }
.evidence { padding: 0 0 .8rem; font-size: .92rem; }
.evidence li { overflow-wrap: anywhere; margin: .15rem 0; }
.evidence ul { margin: .2rem 0; padding-left: 1.2rem; }
.evidence .practice { margin: .5rem 0 0; font-weight: 600; }
code { font: .88em ui-monospace, monospace; }
progress { width: 100%; accent-color: var(--first); }
footer { margin-top: 3rem; font-size: .88rem; }
@media (max-width: 40rem) { summary { grid-template-columns: auto 1fr; } summary .title { grid-column: 1 / -1; } }
@media print { details:not([open]) { display: none; } }
`;
