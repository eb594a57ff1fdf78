/** The style of a summary: a page to read, and one sheet of A4 or US Letter to print, whatever it says. */
export const SUMMARY_STYLE = `
.summary { max-width: 48rem; margin: 0 auto; }
.summary h2 { margin: 1.6rem 0 .4rem; }
.summary ul { margin: .3rem 0; padding-left: 1.2rem; }
.summary .headline { font-weight: 600; font-size: 1.08rem; }
.summary .practice { border-top: 1px solid var(--line); padding: .6rem 0; }
.summary .practice h3 { font-size: 1.05rem; font-weight: 600; }
.summary .stands b { font-size: 1.15rem; } .summary .symbol { color: var(--first); letter-spacing: .05em; }
.summary .bars { overflow: hidden; white-space: nowrap; color: var(--accompanied); line-height: 1.1; font-family: ui-monospace, monospace; }
.summary th { vertical-align: bottom; } .summary th.n { white-space: normal; } .summary th[scope=row] { font-weight: 400; min-width: 9rem; }
.summary .day { white-space: nowrap; }
.summary .scroll:focus-visible { outline: 2px solid var(--accompanied); outline-offset: 2px; }
.summary footer { margin-top: 1.6rem; }
.snippet { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .88em/1.5 ui-monospace, monospace; }

@media (max-width: 40rem) { .summary table { font-size: .85rem; } .summary th[scope=row] { min-width: 7rem; } }
@media print {
  @page { margin: 9mm 12mm; }
  :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --line: #999; --box: #fff;
    --first: #14613a; --accompanied: #14489e; --after: #7a5200; }
  main:has(.summary) { max-width: none; padding: 0; font-size: 8.8pt; line-height: 1.26; }
  main:has(.much) { font-size: 7.1pt; line-height: 1.22; }
  .summary { max-width: none; }
  .summary .screen, .summary .bars { display: none; }
  .summary p { margin: .1em 0; }
  .summary h1 { font-size: 1.6em; margin: 0; } .summary h2 { font-size: 1.15em; margin: .6em 0 .15em; }
  .summary .headline { font-size: 1.08em; margin: .2em 0; }
  .summary .practice { display: grid; grid-template-columns: auto 1fr; column-gap: .6em; padding: .25em 0; break-inside: avoid; }
  .summary .practice h3 { font-size: 1.08em; } .summary .practice > p:last-child { grid-column: 1 / -1; }
  .summary .stands b { font-size: 1.08em; }
  .summary ul { margin: 0; padding-left: 1.2em; }
  .summary table { font-size: .97em; } .summary th, .summary td { padding: .1em 0 .1em 1.2em; } .summary th:first-child { padding-left: 0; }
  .summary th[scope=row] { min-width: 0; white-space: nowrap; }
  .summary .scroll { overflow: visible; }
  .summary .beside { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.2em; }
  .summary footer { margin-top: .5em; font-size: .9em; }
}
`;
