import { COACH_STYLE } from './coach-style.js';
import { REPORT_STYLE } from './report-style.js';
import { SUMMARY_STYLE } from './summary-style.js';

/** The style of every page: light and dark by the reader's setting, readable at 360 px, no fonts or images to load. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2024; --quiet: #5b636b; --line: #d8dde2; --box: #f5f7f9;
  --first: #1a7f4b; --accompanied: #1a5fd0; --with: #1a5fd0; --after: #8a5c00; --untested: #b3261e; --na: #5b636b;
  --limit: #5b636b; --baseline: #e6ebf0; --signal: #9a3fbf; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --ink: #e4e8eb; --quiet: #9aa4ad; --line: #343b42; --box: #1c2126;
  --first: #4ac283; --accompanied: #6ea8fe; --with: #6ea8fe; --after: #d9a441; --untested: #ff8a80; --na: #9aa4ad;
  --limit: #9aa4ad; --baseline: #262d34; --signal: #d69bf0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
a { color: var(--accompanied); }
.quiet { color: var(--quiet); }
p { margin: .4rem 0; } p, li, b { overflow-wrap: anywhere; }
.number { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.number b { display: block; font-size: 1.7rem; line-height: 1.25; }
.number small { color: var(--quiet); }
.note { border-left: 3px solid var(--after); padding: .1rem .75rem; margin: .6rem 0; }
.chart { overflow-x: auto; }
.chart svg { width: 100%; min-width: 44rem; height: auto; display: block; }
.legend { font-size: .88rem; color: var(--quiet); list-style: none; margin: .8rem 0 .2rem; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; }
.key-first { color: var(--first); } .key-baseline { color: var(--baseline); } .key-limit { color: var(--limit); } .key-signal { color: var(--signal); } .key-mark { color: var(--ink); }
.vision { border-left: 3px solid var(--first); padding: .1rem .75rem; overflow-wrap: anywhere; }
.card { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: .8rem 0; }
h3 { font-size: 1rem; margin: 0; } section > h3 { margin: 1.2rem 0 .3rem; } h4 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
.rung { font-size: 1.15rem; margin: .1rem 0 .5rem; } .rung b { font-size: 1.5rem; } .rung .symbol { color: var(--first); letter-spacing: .05em; }
.win { color: var(--first); font-weight: 600; }
.ladder { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem; margin: .5rem 0 .8rem; padding: 0; font-size: .88rem; }
.ladder li { flex: 1 1 auto; padding: .2rem .5rem; border-bottom: 3px solid var(--line); color: var(--quiet); }
.ladder .passed { border-color: var(--first); }
.ladder .here { border-color: var(--ink); color: var(--ink); font-weight: 600; }
.card dl { margin: 0; } .card dl > div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 .6rem; padding: .15rem 0; }
.card dt { color: var(--quiet); } .card dd { margin: 0; overflow-wrap: anywhere; }
.guards { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .3rem; }
.guards li { border: 1px solid var(--after); border-radius: 1rem; padding: 0 .6rem; font-size: .88rem; }
.entries { list-style: none; margin: 0; padding: 0; } .entries li { border-bottom: 1px solid var(--line); padding: .4rem 0; overflow-wrap: anywhere; }
td.path { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .5rem 0; display: grid; grid-template-columns: 7.6rem 9.2rem 1fr; gap: .2rem .6rem; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '▸'; color: var(--quiet); position: absolute; margin-left: -1rem; } details[open] > summary::before { content: '▾'; }
summary { position: relative; padding-left: 1rem; }
summary::before { left: 1rem; top: .5rem; }
summary.plain { display: block; }
summary .title { overflow-wrap: anywhere; }
.class { font-weight: 600; }
.first { color: var(--first); } .with { color: var(--with); } .after { color: var(--after); } .untested { color: var(--untested); } .not-applicable { color: var(--na); font-weight: 400; }
.evidence { padding: 0 0 .8rem; font-size: .92rem; }
.evidence li { overflow-wrap: anywhere; margin: .15rem 0; }
.evidence ul { margin: .2rem 0; padding-left: 1.2rem; }
.evidence .practice { margin: .5rem 0 0; font-weight: 600; }
code { font: .88em ui-monospace, monospace; }
progress { width: 100%; }
footer { margin-top: 3rem; font-size: .88rem; }
@media (max-width: 40rem) { summary { grid-template-columns: auto 1fr; } summary .title { grid-column: 1 / -1; } .card dl > div { grid-template-columns: 1fr; } .ladder { flex-direction: column; gap: .1rem; } .ladder li { border-bottom: 0; border-left: 3px solid var(--line); } }
@media print { details:not([open]) { display: none; } }
${REPORT_STYLE}${COACH_STYLE}${SUMMARY_STYLE}`;
